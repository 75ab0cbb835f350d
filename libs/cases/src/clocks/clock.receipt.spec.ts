import { describe, expect, it } from '@jest/globals';
import { people, type Step, stepsTo } from '../../../../test/support/journey.js';
import { at, give, given, type Play, refusal } from '../../../../test/support/play.js';
import { ledgerOf } from './case.ledger.js';
import { newCase } from '../case.machine.js';
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

describe('the 30 or 60 working days (helseregisterloven section 19 f)', () => {
  const on = (day: string) => new Date(`${day}T09:00:00Z`);
  const find: Step = { by: 'caseworker', command: { type: 'find-complete' } };
  const then = (play: Play, step: Step, day: string): Play => {
    const next = give(play, step, on(day));
    if ('refused' in next) throw new Error(`${step.command.type}: ${next.refused.code}`);
    return next;
  };
  const screenedOn2November = () => given(...stepsTo('in-assessment').slice(0, -1));
  const statutory = ({ accessCase, events }: Play, asOfOn: string) =>
    clocksOf(newCase(accessCase), { events, notes: [] }, asOfOn, []).find(
      ({ name }) => name === 'data-available',
    );

  it('run from the day the last of the application came, not from when it was found complete [law 2]', () => {
    const late = then(screenedOn2November(), find, '2026-11-23');
    expect(late.accessCase.tracks.application).toMatchObject({ completeOn: '2026-11-02' });
    expect(statutory(late, '2026-11-24')).toMatchObject({
      startOn: '2026-11-02',
      startedBySeq: late.events.length + 1,
    });
    const same = then(screenedOn2November(), find, '2026-11-02');
    expect(statutory(late, '2026-11-24')?.dueOn).toBe(statutory(same, '2026-11-24')?.dueOn);
  });

  it('run from the answer to what was asked, or from the file that was still missing [law 2]', () => {
    const ask: Step = {
      by: 'caseworker',
      command: {
        type: 'request-information',
        fields: [{ field: 'purpose', comment: 'Si mer' }],
        answerDueOn: '2026-12-01',
      },
    };
    const asked = then(screenedOn2November(), ask, '2026-11-04');
    const [requestId = ''] = Object.keys(asked.accessCase.tracks.information);
    const answer: Step = {
      by: 'applicant',
      command: { type: 'answer-information-field', requestId, field: 'purpose', value: 'Mer' },
    };
    const send: Step = { by: 'applicant', command: { type: 'send-information', requestId } };
    const answered = then(then(asked, answer, '2026-11-10'), send, '2026-11-10');
    expect(statutory(then(answered, find, '2026-11-20'), '2026-11-20')?.startOn).toBe('2026-11-10');
    const attach = (by: 'applicant' | 'caseworker'): Step => ({
      by,
      command: {
        type: 'add-attachment',
        fileId: '33333333-3333-4333-8333-333333333333',
        attachmentKind: 'protocol',
      },
    });
    const sent = then(answered, attach('applicant'), '2026-11-12');
    expect(statutory(then(sent, find, '2026-11-20'), '2026-11-20')?.startOn).toBe('2026-11-12');
    const own = then(answered, attach('caseworker'), '2026-11-12');
    expect(statutory(then(own, find, '2026-11-20'), '2026-11-20')?.startOn).toBe('2026-11-10');
  });
});
