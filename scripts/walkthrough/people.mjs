/**
 * Made-up people, always the same ones: identity numbers with month + 80, which no person has. Every
 * fiftieth has a D-number (day + 40).
 *
 * @param {number} count
 * @returns {string[]} distinct identity numbers with correct check digits
 */
export function madeUpPeople(count) {
  const people = [];
  for (let place = 0; people.length < count; place += 1) {
    const number = identityNumberAt(place);
    if (number) people.push(number);
  }
  return people;
}

const DAYS = 28;
const MONTHS = 12;
const YEARS = 100;
const INDIVIDUALS = 1_000;
const PLACES = DAYS * MONTHS * YEARS * INDIVIDUALS;
/** Shares no factor with PLACES: going by it visits each place once, in an order that says nothing. */
const STRIDE = 11_400_919;

function identityNumberAt(place) {
  const at = (place * STRIDE) % PLACES;
  const day = (at % DAYS) + 1 + (place % 50 === 0 ? 40 : 0);
  const month = (Math.floor(at / DAYS) % MONTHS) + 81;
  const year = Math.floor(at / (DAYS * MONTHS)) % YEARS;
  const individual = Math.floor(at / (DAYS * MONTHS * YEARS));
  const nine = `${two(day)}${two(month)}${two(year)}${String(individual).padStart(3, '0')}`;
  const first = checkDigit(nine, [3, 7, 6, 1, 8, 9, 4, 5, 2]);
  const second = checkDigit(`${nine}${first}`, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]);
  // About one in five combinations has no number: a check digit would be 10.
  return first > 9 || second > 9 ? null : `${nine}${first}${second}`;
}

/** Modulus 11, as fødselsnumre have it; 10 where there is none. */
function checkDigit(digits, weights) {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return (11 - (sum % 11)) % 11;
}

function two(number) {
  return String(number).padStart(2, '0');
}
