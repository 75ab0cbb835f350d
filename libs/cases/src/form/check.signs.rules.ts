/** What numbers and addresses look like when they are what they say. */

/** Nine digits whose last is the check digit of the register of legal entities (modulus 11). */
export function isOrganisationNumber(number: string): boolean {
  if (!/^\d{9}$/.test(number)) return false;
  return checkDigit(number, [3, 2, 7, 6, 5, 4, 3, 2]) === Number(number[8]);
}

/**
 * Whether a text holds eleven digits that are an identity number by its check digits. The first
 * check digit is let be: from 2032 it tells nothing, and a false alarm costs less than a leak.
 */
export function holdsIdentityNumber(text: string): boolean {
  return [...text.matchAll(/(?<!\d)(\d{6})[ -]?(\d{5})(?!\d)/g)].some(([, day = '', rest = '']) => {
    const number = day + rest;
    const dayOfMonth = Number(number.slice(0, 2)) % 40;
    const month = Number(number.slice(2, 4)) % 20;
    const isDate = dayOfMonth >= 1 && dayOfMonth <= 31 && month >= 1 && month <= 12;
    return isDate && checkDigit(number, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) === Number(number[10]);
  });
}

const fillers = /^(test|asdf\w*|qwerty|xxx+|aaa+|noreply|no-reply)$/i;

/** Whether an e-mail address or a phone number is no obvious filler. */
export function looksReal(contact: string): boolean {
  if (contact.includes('@')) {
    const [local = '', domain = ''] = contact.split('@');
    return !fillers.test(local) && !fillers.test(domain.split('.')[0] ?? '');
  }
  const digits = contact.replace(/\D/g, '');
  return digits.length >= 8 && !/^(\d)\1+$/.test(digits.slice(-8)) && !digits.endsWith('12345678');
}

/** Ten where the number can have no check digit. */
function checkDigit(number: string, weights: readonly number[]): number {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  return (11 - (sum % 11)) % 11;
}
