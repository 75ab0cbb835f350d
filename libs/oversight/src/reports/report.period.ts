import { z } from 'zod';
import { addMonths } from '#cases';
import { Refused } from '#platform';

/** `YYYY-MM` */
export const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month is written as 2026-03');

/** At most this many months at once: thirty years, as long as the archive is asked. */
const MONTHS = 360;

/**
 * The months that are asked for; without them the last twelve. Throws {@link Refused}
 * `period-malformed`.
 */
export function periodOf(from: string | undefined, to: string | undefined, asOfOn: string) {
  const toMonth = to ?? asOfOn.slice(0, 7);
  const fromMonth = from ?? addMonths(`${toMonth}-01`, -11).slice(0, 7);
  const earliest = addMonths(`${toMonth}-01`, -MONTHS).slice(0, 7);
  if (fromMonth <= toMonth && fromMonth > earliest) return { fromMonth, toMonth };
  throw new Refused({
    code: 'period-malformed',
    kind: 'malformed',
    problems: [
      {
        field: 'from',
        rule: `a period has from 1 to ${MONTHS} months`,
        todo: 'let the first month be no later than the last',
      },
    ],
  });
}
