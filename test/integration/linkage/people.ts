/** Made-up people: fødselsnumre with month + 80, which no person has. */
export interface Numbers {
  /** Add 40 to the day, as a D-number has. */
  dNumber?: boolean;
  /** Added to the month: 80 for synthetic numbers, 40 for H-numbers. */
  monthOffset?: number;
  /** Remainder the first check digit leaves: 0 today, 1 to 3 from 2032. */
  remainder?: number;
}

/** The number of this day, month, year and individual part; null when it has no check digits. */
export function identityNumber(
  [day, month, year]: readonly [number, number, number],
  individual: number,
  { dNumber = false, monthOffset = 80, remainder = 0 }: Numbers = {},
): string | null {
  const nine = [
    String(day + (dNumber ? 40 : 0)).padStart(2, '0'),
    String(month + monthOffset).padStart(2, '0'),
    String(year).padStart(2, '0'),
    String(individual).padStart(3, '0'),
  ].join('');
  const first = (22 - (weigh(nine, '376189452') % 11) + remainder) % 11;
  if (first === 10) return null;
  const second = (11 - (weigh(`${nine}${first}`, '5432765432') % 11)) % 11;
  return second === 10 ? null : `${nine}${first}${second}`;
}

/** So many different people, always the same ones, in an order that says nothing. */
export function people(count: number, from = 0): string[] {
  const found: string[] = [];
  for (let i = from; found.length < count; i++) {
    // Multiplying by a prime walks over all dates and individual parts without repeating one.
    const place = (i * 7_368_787) % (28 * 12 * 100 * 1_000);
    const number = identityNumber(
      [(place % 28) + 1, (Math.floor(place / 28) % 12) + 1, Math.floor(place / 336) % 100],
      Math.floor(place / 33_600),
    );
    if (number) found.push(number);
  }
  return found;
}

function weigh(digits: string, weights: string): number {
  return [...weights].reduce((sum, weight, i) => sum + Number(weight) * Number(digits[i]), 0);
}
