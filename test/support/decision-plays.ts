import { conditionsInForce } from '../../libs/cases/src/decisions/case.condition.rules.js';
import { days, step, then } from './consulting.js';
import { accessProposal, exemptionProposal, registryIds, type Step } from './journey.js';
import { onward } from './onward.js';
import { at, type Play } from './play.js';

const { npr, dar } = registryIds;
const reason = 'Slik er det vurdert';

const exemption = (answers: [string, boolean][], sign: Step['command']['type'], endsOn?: string) =>
  then(
    at('assessed'),
    step('caseworker', {
      ...exemptionProposal,
      sources: answers.map(([registryId, isGranted]) => ({ registryId, isGranted, reason })),
      ...(endsOn && { endsOn }),
    }),
    step('decisionMaker', { type: sign, legalBasis: 'hrl-19e' } as Step['command']),
  );

const refused = (...ids: string[]) => ({
  ...accessProposal(ids),
  departureReasons: Object.fromEntries(ids.map((id) => [id, 'Ikke nødvendig'])),
});

/** What an exemption covers is for its controller to give access to. */
const controllersDecide = (play: Play): Play =>
  then(
    play,
    ...[npr, dar].map((registryId) =>
      step('caseworker', { type: 'route-to-controller', registryId, ground: 'own-use', reason }),
    ),
  );

const alone = (isPartial: boolean) =>
  then(
    controllersDecide(at('assessed')),
    step('caseworker', {
      ...exemptionProposal,
      sources: [
        { registryId: npr, isGranted: true, reason },
        { registryId: dar, isGranted: !isPartial, reason },
      ],
    }),
    step('decisionMaker', {
      type: isPartial ? 'sign-partial-exemption' : 'sign-exemption',
      legalBasis: 'hrl-19e',
    }),
  );

const conditionIn = ({ accessCase }: Play) =>
  conditionsInForce(accessCase.tracks)[0]?.conditionId ?? '';

export const reported = () =>
  onward(at('decided'), (now) =>
    step('applicant', {
      type: 'report-condition',
      conditionId: conditionIn(now),
      statement: 'Opplysningene er slettet',
    }),
  );

type Finding = 'return-condition' | 'find-condition-breached' | 'waive-condition';
export const found = (type: Finding | 'find-condition-fulfilled') => () =>
  onward(reported(), (now) =>
    step('caseworker', {
      type,
      conditionId: conditionIn(now),
      ...(type !== 'find-condition-fulfilled' && { reason }),
    } as Step['command']),
  );

/** What a case may be answered, and what becomes of exemptions and conditions. */
export const decisions = {
  'an exemption refused': () =>
    exemption(
      [
        [npr, false],
        [dar, false],
      ],
      'sign-exemption-refusal',
    ),
  'an exemption that others give access on': () => alone(false),
  'an exemption in part that others give access on': () => alone(true),
  'an exemption revoked': () =>
    then(
      at('exemption-granted'),
      step('decisionMaker', { type: 'revoke-exemption', legalBasis: 'hrl-19e', reason }),
    ),
  'an exemption that ran out': () =>
    days(
      exemption(
        [
          [npr, true],
          [dar, true],
        ],
        'sign-exemption',
        '2026-12-15',
      ),
      ['2026-12-16', step('system', { type: 'expire-exemption', legalBasis: 'hrl-19e' })],
    ),
  'access in part': () =>
    then(
      at('exemption-granted'),
      step('caseworker', refused(dar)),
      step('decisionMaker', { type: 'sign-partial-access-grant' }),
    ),
  'access refused': () =>
    then(
      at('exemption-granted'),
      step('caseworker', refused(npr, dar)),
      step('decisionMaker', { type: 'sign-access-refusal' }),
    ),
  'a condition fulfilled': found('find-condition-fulfilled'),
  'a condition sent back': found('return-condition'),
  'a condition breached': found('find-condition-breached'),
  'a condition waived': found('waive-condition'),
  'a condition that is late': () =>
    onward(
      at('decided'),
      (now) => [
        '2028-01-26',
        step('system', {
          type: 'remind-of-due-date',
          clockId: `condition:${conditionIn(now)}`,
          dueOn: '2028-01-31',
        }),
      ],
      (now) => [
        '2028-02-01',
        step('system', { type: 'find-condition-overdue', conditionId: conditionIn(now) }),
      ],
    ),
};
