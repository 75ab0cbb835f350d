import { describe, expect, it } from '@jest/globals';
import { people, type Step, stepsTo } from '../../../test/support/journey.js';
import { at, give, given, refusal } from '../../../test/support/play.js';
import { ledgerOf } from './case.ledger.js';
import { newCase } from './case.machine.js';
import { clocksOf } from './clock.rules.js';

const paper = newCase({
  id: 'c0000000-0000-4000-8000-000000000000',
  reference: 'HDS-2026-000001',
  kind: 'individual-level',
  parentId: null,
  intake: 'paper',
  applicantId: people.applicant.personId ?? '',
  language: 'nb',
});

describe('the month to a preliminary reply (forvaltningsloven section 11 a)', () => {
  const registered = {
    seq: 2,
    at: new Date('2026-11-20T09:00:00Z'),
    type: 'application-registered',
    track: 'application' as const,
    registryId: null,
    part: null,
    fromState: 'draft',
    toState: 'submitted',
    facts: { submittedOn: '2026-11-02', registryIds: ['npr'] },
    moves: {},
  };

  it('runs from the day a letter came, however long it lay before it was registered [law 4]', () => {
    const history = { events: [registered], notes: [] };
    expect(clocksOf(paper, history, '2026-11-25', [])).toMatchObject([
      { name: 'preliminary-reply', startOn: '2026-11-02', dueOn: '2026-12-02' },
    ]);
  });

  it('counts the days that the letter lay as those of Helsedataservice [law 6]', () => {
    expect(ledgerOf(paper, [registered], '2026-11-25')).toMatchObject({
      grossDays: 23,
      perParty: [{ party: 'helsedataservice', days: 23 }],
    });
  });

  it('is not paused while the applicant is asked: the reply goes out all the same [law 4]', () => {
    const ask: Step = {
      by: 'caseworker',
      command: {
        type: 'request-information',
        fields: [{ field: 'purpose', comment: 'Si mer' }],
        answerDueOn: '2026-12-20',
      },
    };
    const asked = given(...stepsTo('in-assessment').slice(0, -2), ask);
    expect(asked.accessCase.tracks.application.state).toBe('awaiting-information');
    const reply: Step = { by: 'system', command: { type: 'send-automatic-preliminary-reply' } };
    expect(refusal(asked, reply)).toBe('accepted');
    const written: Step = {
      by: 'caseworker',
      command: { type: 'send-preliminary-reply', reason: 'Vi venter på svar' },
    };
    expect(refusal(asked, written)).toBe('accepted');
    expect(give(at('decided'), reply)).toHaveProperty('refused');
  });
});
