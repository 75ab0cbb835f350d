const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
const made = new Map<string, { value: string; text: string }[]>();

/** Every country that the browser knows, by its name in a language. */
export function countriesIn(language: string): { value: string; text: string }[] {
  const earlier = made.get(language);
  if (earlier) return earlier;
  const names = new Intl.DisplayNames([language, 'nb'], { type: 'region', fallback: 'none' });
  const countries = letters
    .flatMap((one) => letters.map((other) => one + other))
    .flatMap((value) => {
      const text = names.of(value);
      return text === undefined ? [] : [{ value, text }];
    })
    .sort((one, other) => one.text.localeCompare(other.text, language));
  made.set(language, countries);
  return countries;
}
