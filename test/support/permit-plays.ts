import type { PermitContent } from '../../libs/cases/src/permits/permit.content.model.js';
import { appealIn, reviewed } from './appeal-plays.js';
import { changedApplication, childStages, longerApplication } from './children.js';
import { days, step, then } from './consulting.js';
import { registryIds, type Step, stepsTo } from './journey.js';
import { at, firstDay, type Play } from './play.js';

const { npr, dar } = registryIds;
const reason = 'Slik er det vurdert';

/** The permit of the journey, and its content, as a case that changes it sees them. */
function parentOf({ accessCase, permitContent }: Play): NonNullable<Play['parent']> {
  return { permit: accessCase.tracks.permit, content: permitContent as PermitContent };
}

type Answer = 'granted' | 'partly' | 'refused';

/** A case that changes a permit, answered so. */
const child = (kind: 'change' | 'extension', answer: Answer) => () => {
  const application = kind === 'change' ? changedApplication : longerApplication;
  const endsOn = kind === 'change' ? '2027-12-31' : '2028-12-31';
  const stages = childStages(kind, endsOn, application, answer === 'refused');
  const proposal: Step[] = stages.proposed.slice(-1).map(({ by, command }) => ({
    by,
    command: {
      ...command,
      ...(command.type === 'propose-access-decision' && {
        sources: command.sources.map((source, index) => ({
          ...source,
          isGranted: answer === 'granted' || (answer === 'partly' && index === 0),
        })),
        departureReasons: { [npr]: reason, [dar]: reason },
      }),
    } as Step['command'],
  }));
  const begun: Play = {
    accessCase: { ...firstDay, kind, parentId: 'c0000000-0000-4000-8000-000000000001' },
    events: [],
    texts: {},
    draft: {},
    parent: parentOf(at('permitted')),
  };
  const before = then(
    begun,
    ...stages.submitted,
    ...stages['in-assessment'],
    ...stages.proposed.slice(0, -1),
  );
  const sign = {
    granted: 'sign-access-grant',
    partly: 'sign-partial-access-grant',
    refused: 'sign-access-refusal',
  } as const;
  return then(before, ...proposal, step('decisionMaker', { type: sign[answer] }));
};

const changes = (['granted', 'partly', 'refused'] as const).flatMap((answer) =>
  (['change', 'extension'] as const).map((kind): [string, () => Play] => [
    `${kind} ${answer}`,
    child(kind, answer),
  ]),
);

const signedChange = {
  changeCaseId: 'c0000000-0000-4000-8000-000000000002',
  changeReference: 'HDS-2026-000002',
  decidedOn: '2026-11-02',
  signedByName: 'Demo Beslutter',
  endsOn: '2027-12-31',
  conditions: [],
  granted: changedApplication,
};

const noticed = () =>
  then(
    at('permitted'),
    step('caseworker', {
      type: 'give-prior-notice',
      ground: 'breach-of-conditions',
      reason,
      hearingDueOn: '2026-11-16',
    }),
    step('applicant', { type: 'answer-prior-notice', statement: 'Det er rettet' }),
  );

export const revoked = () =>
  then(
    noticed(),
    step('caseworker', {
      type: 'propose-revocation',
      rule: 'forvaltningsloven § 35',
      facts: 'Opplysningene lå åpent',
      considerations: 'Bruddet er alvorlig',
      deferredEffect: 'Settes i verk med en gang',
    }),
    step('decisionMaker', { type: 'sign-revocation' }),
  );

/** What becomes of a permit, and of a fee. */
export const permits = {
  ...Object.fromEntries(changes),
  'the whole way': () => at('closed'),
  'a permit amended': () =>
    then(at('permitted'), step('system', { type: 'amend-permit', ...signedChange })),
  'a permit extended': () =>
    then(
      at('permitted'),
      step('system', { type: 'extend-permit', ...signedChange, endsOn: '2028-12-31' }),
    ),
  'a permit about to run out': () =>
    days(at('permitted'), ['2027-11-15', step('system', { type: 'warn-of-expiry' })]),
  'a notice dropped': () =>
    then(noticed(), step('caseworker', { type: 'drop-revocation', reason })),
  'a permit revoked, and given back on appeal': () => {
    const play = reviewed(revoked(), 'reverse', 'revocation');
    const appealId = appealIn(play);
    return then(
      play,
      step('decisionMaker', { type: 'reverse-on-appeal', appealId }),
      step('system', { type: 'reinstate-permit', appealId }),
    );
  },
  'data not confirmed deleted': () =>
    days(
      then(
        at('permitted'),
        ...stepsTo('ended').filter(({ command }) => command.type === 'end-permit'),
      ),
      [
        '2026-11-27',
        step('system', { type: 'remind-of-due-date', clockId: 'deletion', dueOn: '2026-12-02' }),
      ],
    ),
  'a fee': () =>
    then(
      at('advised'),
      step('caseworker', { type: 'estimate-fee', hours: 10, basis: reason }),
      step('applicant', { type: 'accept-estimate' }),
      step('caseworker', {
        type: 'register-hours',
        activity: 'case-handling',
        minutes: 90,
        workedOn: '2026-11-02',
      }),
      step('applicant', { type: 'withdraw' }),
      step('caseworker', { type: 'issue-invoice-basis' }),
    ),
};
