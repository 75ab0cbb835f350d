import { describe, expect, it } from '@jest/globals';
import {
  accessProposal,
  assessmentOf,
  registryIds,
  screened,
  type Step,
  stepsTo,
  wholeApplication,
  wholeStatisticsRequest,
} from '../../../../test/support/journey.js';
import { at, firstDay, give, given, type Play, refusal } from '../../../../test/support/play.js';
import { checksFor } from '../form/checklist.rules.js';

const all = Object.values(registryIds);
const sign = (name: 'grant' | 'partial' | 'refusal'): Step => ({
  by: 'decisionMaker',
  command: {
    type: (
      {
        grant: 'sign-access-grant',
        partial: 'sign-partial-access-grant',
        refusal: 'sign-access-refusal',
      } as const
    )[name],
  },
});

function then(play: Play, ...steps: Step[]): Play {
  return steps.reduce((before, step) => {
    const next = give(before, step);
    if ('refused' in next) throw new Error(`${step.command.type}: ${next.refused.code}`);
    return next;
  }, play);
}

const refused = () =>
  given(
    ...stepsTo('in-assessment'),
    ...assessmentOf('access'),
    { by: 'caseworker', command: accessProposal(all) },
    sign('refusal'),
  );

const partlyGranted = () =>
  given(
    ...stepsTo('exemption-granted'),
    { by: 'caseworker', command: accessProposal([registryIds.dar]) },
    sign('partial'),
  );

const dismissed = () => {
  const asked = given(...stepsTo('in-assessment').slice(0, -2), {
    by: 'caseworker',
    command: {
      type: 'request-information',
      fields: [{ field: 'purpose', comment: 'Si hvem som får nytte av det' }],
      answerDueOn: '2026-11-20',
    },
  });
  const [requestId = ''] = Object.keys(asked.accessCase.tracks.information);
  return then(
    asked,
    {
      by: 'applicant',
      command: { type: 'answer-information-field', requestId, field: 'purpose', value: 'Alle' },
    },
    { by: 'applicant', command: { type: 'send-information', requestId } },
    {
      by: 'caseworker',
      command: {
        type: 'propose-dismissal',
        ground: 'incomplete',
        missing: [{ item: 'plan-attached', what: 'Protokollen mangler' }],
        reason: 'Fristen er ute',
      },
    },
    { by: 'decisionMaker', command: { type: 'sign-dismissal' } },
  );
};

/** A request for figures, refused. */
function refusedRequest(): Play {
  const statistics: Play = {
    accessCase: { ...firstDay, kind: 'statistics' },
    events: [],
    texts: {},
    draft: {},
  };
  const items = checksFor('statistics', 'caseworker').map((item) => ({
    item,
    answer: 'yes' as const,
  }));
  const application = { ...wholeStatisticsRequest, ...wholeApplication };
  const steps = stepsTo('in-assessment').map((step) => {
    if (step.command === screened) return { ...step, command: { ...screened, items } };
    return step.command.type === 'edit-draft'
      ? { ...step, command: { ...step.command, application } }
      : step;
  });
  return then(
    statistics,
    ...steps,
    ...assessmentOf('access', [], 'hrl-19'),
    { by: 'caseworker', command: accessProposal(all) },
    sign('refusal'),
  );
}

const lodge = (decision: string): Step => ({
  by: 'applicant',
  command: { type: 'lodge-appeal', decision, grounds: 'Vi er uenige' },
});

describe('an appeal', () => {
  it.each<[string, () => Play, string]>([
    ['a refusal', refused, 'access'],
    ['a partial grant', partlyGranted, 'access'],
    ['a grant with conditions', () => at('decided'), 'access'],
    ['an exemption alone', () => at('exemption-granted'), 'exemption'],
    ['a dismissal', dismissed, 'dismissal'],
    ['a refused data request', refusedRequest, 'access'],
  ])('is open over %s [R10.0.2] [law 18]', (_, decided, decision) => {
    const play = decided();
    expect(refusal(play, lodge(decision))).toBe('accepted');
    expect(refusal(play, { ...lodge(decision), by: 'otherApplicant' })).toBe('case-unknown');
  });

  it('is open over each of the two decisions on its own [law 15]', () => {
    const both = then(at('decided'), lodge('exemption'), lodge('access'));
    const appeals = Object.values(both.accessCase.tracks.appeal);
    expect(appeals.map(({ decision, state }) => [decision, state])).toEqual([
      ['exemption', 'lodged'],
      ['access', 'lodged'],
    ]);
  });

  it('over a dismissal takes the application up again when it succeeds [law 18]', () => {
    const play = then(dismissed(), lodge('dismissal'));
    const [appealId = ''] = Object.keys(play.accessCase.tracks.appeal);
    const take: Step = { by: 'both', command: { type: 'take-appeal', appealId } };
    expect(refusal(play, { ...take, by: 'caseworker' })).toBe('decided-it-yourself');
    const { tracks } = then(
      play,
      take,
      {
        by: 'both',
        command: {
          type: 'propose-appeal-outcome',
          appealId,
          outcome: 'reverse',
          extent: 'fully',
          statement: 'Protokollen kom i tide',
        },
      },
      { by: 'decisionMaker', command: { type: 'reverse-on-appeal', appealId } },
    ).accessCase;
    expect(tracks.dismissal.state).toBe('none');
    // Nobody found it complete: the check goes on, and the 30 or 60 days have not begun.
    expect(tracks.application.state).toBe('pre-screening');
    expect(tracks.application.completeOn).toBeUndefined();
  });

  it.each(['record-rek-rejection', 'record-outside-mandate'] as const)(
    'goes to NEM after %s [law 18]',
    (type) => {
      const decided = given(...stepsTo('at-rek'), {
        by: 'rek',
        command: { type, rekReference: '812345', decidedOn: '2026-11-01', reason: 'Se vedtaket' },
      });
      expect(refusal(decided, lodge('rek'))).toBe('accepted');
    },
  );

  it('is open over the conditions that REK set [law 18]', () => {
    const decided = given(...stepsTo('at-rek'), {
      by: 'rek',
      command: {
        type: 'record-rek-approval',
        rekReference: '812345',
        decidedOn: '2026-11-01',
        validUntilOn: '2029-12-31',
        conditions: 'Samtykke fra alle under 16 år',
      },
    });
    expect(decided.accessCase.tracks.ethics.state).toBe('approved-with-conditions');
    const { tracks } = then(decided, lodge('rek')).accessCase;
    expect(Object.values(tracks.appeal)).toMatchObject([{ state: 'at-nem', body: 'nem' }]);
  });
});
