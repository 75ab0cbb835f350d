/** Larger than any six digits: from here on the date part of a kept number is no date. */
export const afterDates = 1_000_000;

const individualRoom = 131_072;
const firstYear = 1900;
const lastYear = 2099;

// Of the year, then of the running number.
const weights = [4, 6, 3, 2, 4, 6, 3, 2, 7, 5];

/**
 * Whether twelve digits can be a DUF number, as the immigration authorities give applicants: year,
 * six digits, and two check digits, the weighted sum of the others modulo 11.
 *
 * The authorities publish no rule. This is the one that the public control program of Statistics
 * Norway (kostra-kontrollprogram) applies, and other public checks agree with it.
 */
export function isDufNumber(digits: number): boolean {
  const ten = Math.floor(digits / 100);
  const year = Math.floor(ten / 1_000_000);
  if (year < firstYear || year > lastYear) return false;
  return checkDigits(ten) === digits % 100;
}

/** The ten digits that are not check digits, counted from the first year there can be. */
export const packDuf = (digits: number): number => Math.floor(digits / 100) - firstYear * 1_000_000;

// A kept number has 20 bits of date and 17 of individual part; dates leave 48,576 values free, and
// the 200 million DUF numbers of two centuries take 1,526 of them.
export const dufDatePart = (packed: number): number =>
  afterDates + Math.floor(packed / individualRoom);

export const dufIndividualPart = (packed: number): number => packed % individualRoom;

/** The twelve digits of a kept DUF number. */
export function dufNumber(date: number, individual: number): number {
  const ten = (date - afterDates) * individualRoom + individual + firstYear * 1_000_000;
  return ten * 100 + checkDigits(ten);
}

function checkDigits(ten: number): number {
  let rest = ten;
  let sum = 0;
  for (let place = weights.length - 1; place >= 0; place--) {
    const tenth = Math.floor(rest / 10);
    sum += weights[place]! * (rest - tenth * 10);
    rest = tenth;
  }
  return sum % 11;
}
