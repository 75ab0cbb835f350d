import { appeals } from './appeal-plays.js';
import { advise, consult, days, step, then } from './consulting.js';
import { decisions } from './decision-plays.js';
import { deliveredNpr, first, orderNpr, prepared, repeatedly } from './delivery-plays.js';
import { manifestOf, registryIds, type Step, stepsTo, wholeApplication } from './journey.js';
import { last, onward } from './onward.js';
import { permits } from './permit-plays.js';
import { at, firstDay, given, type Play } from './play.js';

const { npr, stroke } = registryIds;
const reason = 'Slik er det vurdert';

const asking: Step = {
  by: 'caseworker',
  command: {
    type: 'request-information',
    fields: [{ field: 'purpose', comment: 'Si hvem som får nytte av det' }],
    answerDueOn: '2026-11-20',
  },
};
const screening = () => given(...stepsTo('in-assessment').slice(0, -2));
const planned = () =>
  then(
    given(...repeatedly('yearly'), orderNpr),
    step('caseworker', { type: 'plan-recurring-delivery', registryId: npr, interval: 'yearly' }),
  );
const requestIn = ({ accessCase }: Play) => last(accessCase.tracks.information);
const answered = (play: Play) =>
  onward(
    play,
    (now) =>
      step('applicant', {
        type: 'answer-information-field',
        requestId: requestIn(now),
        field: 'purpose',
        value: 'Pasienter og pårørende',
      }),
    (now) => step('applicant', { type: 'send-information', requestId: requestIn(now) }),
  );

const intake = {
  'a draft that nobody touches': () =>
    days(given(stepsTo('submitted')[0]!), [
      '2027-05-01',
      step('system', { type: 'warn-of-draft-lapse' }),
    ]),
  'an application on paper': () => {
    const paper = { ...firstDay, tracks: firstDay.tracks, intake: 'paper' as const };
    return then(
      { accessCase: paper, events: [], texts: {}, draft: {} },
      step('caseworker', {
        type: 'register-application',
        application: wholeApplication,
        receivedOn: '2026-11-01',
        arrivedBy: 'letter',
      }),
    );
  },
  'information asked for, given more time, reminded of and sent': () =>
    answered(
      onward(
        then(screening(), asking),
        (now) =>
          step('caseworker', {
            type: 'extend-information-request',
            requestId: requestIn(now),
            answerDueOn: '2026-11-25',
          }),
        (now) => [
          '2026-11-26',
          step('system', { type: 'remind-of-information-request', requestId: requestIn(now) }),
        ],
      ),
    ),
  'a dismissal': () =>
    then(
      answered(then(screening(), asking)),
      step('both', {
        type: 'propose-dismissal',
        ground: 'incomplete',
        missing: [{ item: 'plan-attached', what: 'Protokollen mangler' }],
        reason,
      }),
      step('decisionMaker', { type: 'sign-dismissal' }),
    ),
  'a withdrawal while REK and a registry are asked': () =>
    then(at('at-rek'), consult(npr), step('applicant', { type: 'withdraw' })),
  'a preliminary reply by hand, and a postponement': () =>
    then(
      at('in-assessment'),
      step('caseworker', { type: 'send-preliminary-reply', reason }),
      step('caseworker', { type: 'postpone', reason, likelyOn: '2027-06-30' }),
    ),
  'a preliminary reply of itself': () =>
    days(at('in-assessment'), [
      '2026-12-01',
      step('system', { type: 'send-automatic-preliminary-reply' }),
    ]),
};

const advice = {
  'a protocol sent to REK': () =>
    then(
      { ...at('in-assessment'), ruleDates: { 'rek-notice-only': '2026-11-01' } },
      step('caseworker', { type: 'find-rek-notice-only', reason }),
      step('caseworker', { type: 'send-protocol-notice' }),
    ),
  'a rejection by REK': () =>
    then(
      at('at-rek'),
      step('rek', { type: 'postpone-at-rek', questions: 'Hvordan?', answerDueOn: '2026-11-20' }),
      step('applicant', { type: 'answer-rek', answer: 'I brev' }),
      step('rek', {
        type: 'record-rek-rejection',
        rekReference: '812345',
        decidedOn: '2026-10-01',
        reason,
      }),
    ),
  'a registry that is late, and is asked again': () =>
    days(
      then(at('in-assessment'), consult(npr), step('adviserNpr', { type: 'declare-impartial' })),
      ['2026-11-17', step('system', { type: 'mark-consultation-overdue', registryId: npr })],
      ['2026-11-30', step('system', { type: 'remind-registry', registryId: npr })],
      ['2026-11-30', advise('for')],
      [
        '2026-11-30',
        step('caseworker', { type: 'renew-consultation', registryId: npr, question: 'Og nå?' }),
      ],
    ),
  'a source sent to its controller, and no other': () => {
    const sources = wholeApplication.sources.filter(({ registryId }) => registryId === stroke);
    const [, ...rest] = stepsTo('in-assessment');
    return then(
      given(
        step('applicant', { type: 'edit-draft', application: { ...wholeApplication, sources } }),
        ...rest,
      ),
      step('caseworker', {
        type: 'route-to-controller',
        registryId: stroke,
        ground: 'outside-regulation',
        reason,
      }),
      step('caseworker', { type: 'conclude-without-decision' }),
    );
  },
};

const complain = step('applicant', {
  type: 'report-delivery-error',
  deliveryId: first,
  reason: 'Filen er tom',
});

const deliveries = {
  'a delivery in parts': () =>
    then(
      prepared(),
      step('deliveryNpr', { type: 'report-part-delivered', deliveryId: first, ...manifestOf(npr) }),
    ),
  'a delivery with an error, delivered anew': () =>
    then(
      deliveredNpr(),
      complain,
      step('deliveryNpr', {
        type: 'redeliver',
        deliveryId: first,
        ...manifestOf(npr),
        reason,
      }),
    ),
  'a delivery that is cancelled': () =>
    then(prepared(), step('caseworker', { type: 'cancel-delivery', deliveryId: first, reason })),
  'recurring deliveries that somebody stops': () =>
    then(
      planned(),
      step('caseworker', { type: 'stop-recurring-delivery', registryId: npr, reason }),
    ),
  'recurring deliveries that end with the permit': () =>
    days(
      then(planned(), step('caseworker', { type: 'end-permit', reason, askedForOn: '2026-11-01' })),
      ['2026-11-03', step('system', { type: 'end-recurring-delivery', registryId: npr })],
    ),
  'a recurring delivery': () =>
    days(planned(), ['2027-11-02', step('system', { type: 'order-next-round', registryId: npr })]),
};

/** Plays that between them reach every letter there is: each a way that a case may go. */
export const letterPlays: Record<string, () => Play> = {
  ...intake,
  ...advice,
  ...decisions,
  ...permits,
  ...appeals,
  ...deliveries,
};
