import { days, step, then } from './consulting.js';
import type { Step } from './journey.js';
import { last, onward } from './onward.js';
import { at, type Play } from './play.js';

const reason = 'Slik er det vurdert';

export const appealIn = ({ accessCase }: Play) => last(accessCase.tracks.appeal);

const lodge = (decision: string): Step =>
  step('applicant', { type: 'lodge-appeal', decision, grounds: 'Variablene er nødvendige' });

/** Lodged, taken by another than who decided, and proposed. */
export function reviewed(play: Play, outcome: 'reverse' | 'uphold', decision = 'access'): Play {
  return onward(
    then(play, lodge(decision)),
    (now) => step('both', { type: 'take-appeal', appealId: appealIn(now) }),
    (now) =>
      step('both', {
        type: 'propose-appeal-outcome',
        appealId: appealIn(now),
        outcome,
        extent: 'partly',
        statement: 'Vurdert på nytt',
      }),
  );
}

export const forwarded = () =>
  onward(reviewed(at('decided'), 'uphold'), (now) =>
    step('decisionMaker', { type: 'forward-appeal', appealId: appealIn(now) }),
  );

const told = () => ({
  ...at('decided'),
  letters: [{ kind: 'decision', dispatchedAt: '2026-11-03T09:00:00Z', alertedAt: null }],
});

/** The ways that an appeal may go. */
export const appeals = {
  'an appeal given up when it lies at Helseklage': () =>
    onward(forwarded(), (now) =>
      step('applicant', { type: 'withdraw-appeal', appealId: appealIn(now) }),
    ),
  'an appeal that comes by post': () =>
    then(
      told(),
      step('caseworker', {
        type: 'register-appeal',
        decision: 'access',
        grounds: 'Brevet sier',
        arrivedOn: '2026-11-02',
        reason,
      }),
    ),
  'an appeal too late': () =>
    onward(days(told(), ['2026-12-20', lodge('access')]), (now) => [
      '2026-12-21',
      step('decisionMaker', { type: 'dismiss-late-appeal', appealId: appealIn(now), reason }),
    ]),
  'an appeal that Helseklage decides': () =>
    onward(forwarded(), (now) =>
      step('caseworker', {
        type: 'settle-appeal',
        appealId: appealIn(now),
        outcome: 'changed',
        decidedOn: '2026-11-01',
        sender: 'Helseklage',
        externalReference: '2026/1',
        documentSha256: 'b'.repeat(64),
        summary: 'Se vedlagt avgjørelse',
      }),
    ),
  'deferred effect, reasons and a longer period': () =>
    onward(
      then(
        told(),
        step('caseworker', {
          type: 'extend-appeal-period',
          decision: 'access',
          untilOn: '2026-12-18',
          reason,
        }),
        step('applicant', { type: 'demand-reasons', decision: 'access' }),
        step('caseworker', { type: 'give-reasons', decision: 'access', reasons: reason }),
        lodge('access'),
      ),
      (now) =>
        step('decisionMaker', {
          type: 'decide-deferred-effect',
          appealId: appealIn(now),
          isDeferred: true,
          reason,
        }),
    ),
};
