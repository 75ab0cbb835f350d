import fc from 'fast-check';
import { give, given, type Play } from './play.js';
import { type Step, stepsTo } from './journey.js';

const steps = stepsTo('closed');
const extra: Step[] = [
  { by: 'applicant', command: { type: 'withdraw' } },
  {
    by: 'caseworker',
    command: { type: 'postpone', reason: 'Feil i kildedata', likelyOn: '2099-01-04' },
  },
  { by: 'caseworker', command: { type: 'send-preliminary-reply', reason: 'Mange søknader' } },
  {
    by: 'caseworker',
    command: { type: 'switch-track', procedure: 'accelerated', reason: 'Beredskap' },
  },
];

/** A case as it may go: the journey with steps left out, others put in, and time between them. */
export const plays = fc
  .array(
    fc.record({
      skip: fc.integer({ min: 0, max: 20 }).map((number) => number === 0),
      other: fc.option(fc.constantFrom(...extra), { nil: undefined, freq: 6 }),
      hours: fc.nat(24 * 9),
    }),
    { minLength: steps.length, maxLength: steps.length },
  )
  .map((choices) => {
    let play: Play = given();
    let at = Date.parse('2026-10-20T05:00:00Z');
    choices.forEach(({ skip, other, hours }, index) => {
      at += hours * 3_600_000;
      for (const step of [skip ? undefined : steps[index], other]) {
        const next = step ? give(play, step, new Date(at)) : play;
        if (!('refused' in next)) play = next;
      }
    });
    return play;
  });

/** Days on which somebody may ask, before, in and after such a case. */
export const asOfDates = fc
  .date({ min: new Date('2026-10-20'), max: new Date('2028-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

/** Settings that change how days are counted. */
export const settings = fc
  .record({
    applicant: fc.boolean(),
    rek: fc.boolean(),
    saturdays: fc.boolean(),
    ehds: fc.boolean(),
  })
  .map(({ applicant, rek, saturdays, ehds }) =>
    [
      ['applicant-pauses-statutory', applicant],
      ['rek-pauses-statutory', rek],
      ['counts-saturdays', saturdays],
      ['ehds-profile', ehds],
    ].map(([name, value]) => ({ name: String(name), value, validFromOn: '2020-01-01' })),
  );
