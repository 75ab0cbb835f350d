/**
 * A text without these characters at its ends. By hand, because an expression that looks for blanks
 * before an end begins anew at each of them: a text of blanks alone would keep it for minutes.
 */
export function withoutOuter(text: string, characters: string): string {
  let from = 0;
  while (from < text.length && characters.includes(text[from]!)) from += 1;
  return withoutEnd(text.slice(from), characters);
}

export function withoutEnd(text: string, characters: string): string {
  let to = text.length;
  while (to > 0 && characters.includes(text[to - 1]!)) to -= 1;
  return text.slice(0, to);
}
