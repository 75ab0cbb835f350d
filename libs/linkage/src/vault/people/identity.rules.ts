/**
 * What a person list's own report says of a row; the order is the code each one is stored by. All
 * but the last got no serial number; a replaced number got the one of the person it belongs to.
 */
export const rowReasons = [
  'accepted',
  'empty',
  'not-eleven-digits',
  'date-does-not-exist',
  'check-digits-differ',
  'kind-not-accepted',
  'synthetic-refused',
  'not-synthetic',
  'repeated',
  'reserved',
  'replaced-number',
  // Ten digits: a spreadsheet took the number for a number and dropped the zero it begins with.
  'leading-zero-lost',
] as const;

export type RowReason = (typeof rowReasons)[number];

/** The place of a reason in {@link rowReasons}; 0 is an accepted row. */
export type ReasonCode = number;

export const reasonCode = (reason: RowReason): ReasonCode => rowReasons.indexOf(reason);

/** The kinds of identity number; the order is the place each one is counted at. */
export const identityKinds = [
  'fodselsnummer',
  'd-number',
  'h-number',
  'fh-number',
  'duf-number',
] as const;

export type IdentityKind = (typeof identityKinds)[number];

/** What every project takes (folkeregisterloven § 2-2). */
export const usualKinds: readonly IdentityKind[] = ['fodselsnummer', 'd-number'];

/** How identity numbers are judged: made once per list, used for every row. */
export interface IdentityPolicy {
  /** Verdict by day and month as written, `day * 100 + month`. */
  readonly dates: Uint8Array;
  /** Kind by day and month as written, as a place in {@link identityKinds}. */
  readonly kinds: Uint8Array;
  /** The verdict on a DUF number that is right. */
  readonly duf: ReasonCode;
  /** The largest remainder the first check digit may leave. */
  readonly largestRemainder: number;
}

// Numbers issued from this date on may leave remainder 0 to 3 in the first check digit
// (Skatteetaten, "Nytt fødselsnummer 2032"). Nothing in a number says when it was issued, so from
// that day every number is judged by the wider rule.
const newRuleFrom = Date.UTC(2031, 11, 31, 23);

const dNumberDays = 40;
const helpNumberMonths = 40;
const syntheticMonths = 80;
const firstJointHelpNumberDay = 80;
const leapDay = 255;
const februaryDays = 29;

const accepted = reasonCode('accepted');
const dateDoesNotExist = reasonCode('date-does-not-exist');
const checkDigitsDiffer = reasonCode('check-digits-differ');
const kindNotAccepted = reasonCode('kind-not-accepted');

/**
 * The policy of a running mode at a moment. Production refuses synthetic numbers (month + 80);
 * demo and test accept nothing else, so that a real person cannot end up in a demonstration.
 *
 * Fødselsnumre and D-numbers are accepted unless the project says otherwise. H-numbers (month + 40)
 * and FH-numbers (first digit 8 or 9) belong to one enterprise or one sector, DUF numbers to the
 * immigration authorities: they cannot name the same person in two registries, and are refused as a
 * kind unless the project takes them from the registry whose list this is. None of the three has a
 * synthetic range, so demo and test refuse them always.
 */
export function identityPolicy(
  mode: 'production' | 'demo' | 'test',
  now: Date,
  accepted: readonly IdentityKind[] = usualKinds,
): IdentityPolicy {
  const production = mode === 'production';
  const verdicts = identityKinds.map((kind) => verdictOnKind(kind, accepted, production));
  const dates = new Uint8Array(10_000);
  const kinds = new Uint8Array(10_000);
  for (let day = 0; day < 100; day++) {
    for (let month = 0; month < 100; month++) {
      const kind = identityKinds.indexOf(kindOfDate(day, month));
      kinds[day * 100 + month] = kind;
      dates[day * 100 + month] = verdictOnDate(day, month, verdicts[kind]!, production);
    }
  }
  return {
    dates,
    kinds,
    duf: verdicts[identityKinds.indexOf('duf-number')]!,
    largestRemainder: now.getTime() >= newRuleFrom ? 3 : 0,
  };
}

/**
 * Judges the eleven ASCII digits at `at`: the code of the reason it is refused for, 0 when
 * accepted. Reads day, month, leap year and check digits; never sex, age or century, which numbers
 * from 2032 do not carry.
 */
export function judgeIdentity(bytes: Uint8Array, at: number, policy: IdentityPolicy): ReasonCode {
  const d0 = bytes[at]! - 48;
  const d1 = bytes[at + 1]! - 48;
  const d2 = bytes[at + 2]! - 48;
  const d3 = bytes[at + 3]! - 48;
  const d4 = bytes[at + 4]! - 48;
  const d5 = bytes[at + 5]! - 48;
  const d6 = bytes[at + 6]! - 48;
  const d7 = bytes[at + 7]! - 48;
  const d8 = bytes[at + 8]! - 48;
  const d9 = bytes[at + 9]! - 48;
  const d10 = bytes[at + 10]! - 48;

  const date = policy.dates[(d0 * 10 + d1) * 100 + d2 * 10 + d3]!;
  if (date !== accepted) {
    // 29 February is there when the two-digit year can be a leap year in some century.
    if (date !== leapDay) return date;
    if ((d4 * 10 + d5) % 4 !== 0) return dateDoesNotExist;
  }

  const first =
    (3 * d0 + 7 * d1 + 6 * d2 + d3 + 8 * d4 + 9 * d5 + 4 * d6 + 5 * d7 + 2 * d8 + d9) % 11;
  const second =
    (5 * d0 +
      4 * d1 +
      3 * d2 +
      2 * d3 +
      7 * d4 +
      6 * d5 +
      5 * d6 +
      4 * d7 +
      3 * d8 +
      2 * d9 +
      d10) %
    11;
  return first <= policy.largestRemainder && second === 0 ? accepted : checkDigitsDiffer;
}

function kindOfDate(day: number, month: number): IdentityKind {
  if (day >= firstJointHelpNumberDay) return 'fh-number';
  if (month > helpNumberMonths && month <= syntheticMonths) return 'h-number';
  return day > dNumberDays ? 'd-number' : 'fodselsnummer';
}

/** The verdict on a number of this kind that is right in all else, as far as it is not synthetic. */
function verdictOnKind(
  kind: IdentityKind,
  accepting: readonly IdentityKind[],
  production: boolean,
): ReasonCode {
  if (!accepting.includes(kind)) return kindNotAccepted;
  return production || usualKinds.includes(kind) ? accepted : reasonCode('not-synthetic');
}

function verdictOnDate(
  dayAsWritten: number,
  monthAsWritten: number,
  verdictOnItsKind: ReasonCode,
  production: boolean,
): ReasonCode {
  if (dayAsWritten >= firstJointHelpNumberDay) return verdictOnItsKind;
  const day = dayAsWritten > dNumberDays ? dayAsWritten - dNumberDays : dayAsWritten;

  const synthetic = monthAsWritten > syntheticMonths;
  const helpNumber = !synthetic && monthAsWritten > helpNumberMonths;
  const month = monthAsWritten - (synthetic ? syntheticMonths : helpNumber ? helpNumberMonths : 0);

  if (!isDayOfMonth(day, month)) return dateDoesNotExist;
  if (verdictOnItsKind !== accepted) return verdictOnItsKind;
  if (synthetic && production) return reasonCode('synthetic-refused');
  if (!synthetic && !production) return reasonCode('not-synthetic');
  return month === 2 && day === februaryDays ? leapDay : accepted;
}

function isDayOfMonth(day: number, month: number): boolean {
  const days = [31, februaryDays, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return days !== undefined && day >= 1 && day <= days;
}
