import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseDetail } from '../../../libs/cases/src/case.queries.js';
import { workspaceOf } from '../../../libs/cases/src/worklist/workspace.queries.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { people, type Step, stages } from '../../support/journey.js';

let tilgang: CasesUnderTest;
beforeAll(async () => void (tilgang = await givenCases()));
afterAll(() => tilgang.close());

const today = '2026-11-21';

async function tasksOf(id: string, by: keyof typeof people = 'applicant', on = today) {
  const { tasks } = await workspaceOf(tilgang.db, people[by], on);
  return tasks
    .filter(({ caseId }) => caseId === id)
    .map(({ command, dueOn, isOverdue }) => [command, dueOn, isOverdue]);
}

async function asked() {
  const { id, version } = await tilgang.givenCase('in-assessment');
  const now = await tilgang.give(id, version, {
    by: 'caseworker',
    command: {
      type: 'request-information',
      fields: [{ field: 'purpose', comment: 'Si hvem som får nytte av det' }],
      answerDueOn: '2026-11-20',
    },
  });
  const { tracks } = await caseDetail(tilgang.db, id, people.applicant);
  return { id, version: now, requestId: Object.keys(tracks.information ?? {})[0] ?? '' };
}

describe('what waits for an applicant', () => {
  it('is the question to answer, then the answers to send, then nothing, with the day it is due [R6.3.3]', async () => {
    const { id, version, requestId } = await asked();
    expect(await tasksOf(id, 'applicant', '2026-11-20')).toEqual([
      ['answer-information-field', '2026-11-20', false],
    ]);
    expect(await tasksOf(id)).toEqual([['answer-information-field', '2026-11-20', true]]);
    const answer: Step = {
      by: 'applicant',
      command: { type: 'answer-information-field', requestId, field: 'purpose', value: 'Alle' },
    };
    const then = await tilgang.give(id, version, answer);
    expect(await tasksOf(id)).toEqual([['send-information', '2026-11-20', true]]);
    await tilgang.give(id, then, {
      by: 'applicant',
      command: { type: 'send-information', requestId },
    });
    expect(await tasksOf(id)).toEqual([]);
  });

  it('is nothing for somebody else, nor for who works in the house', async () => {
    const { id } = await asked();
    expect(await tasksOf(id, 'otherApplicant')).toEqual([]);
    expect(await tasksOf(id, 'caseworker')).toEqual([]);
  });

  it('names each command once however many registries have delivered', async () => {
    const { id, version } = await tilgang.givenCase('linked');
    let now = version;
    const isConfirmed = ({ command }: Step) => command.type === 'confirm-receipt';
    const received: readonly Step[] = stages.received;
    for (const step of received.filter((each) => !isConfirmed(each))) {
      now = await tilgang.give(id, now, step);
    }
    expect(await tasksOf(id)).toEqual([['confirm-receipt', null, false]]);
    for (const step of received.filter(isConfirmed)) now = await tilgang.give(id, now, step);
    expect(await tasksOf(id)).toEqual([]);
  });

  it('is the deletion and the report when a project has ended, due as the clock of the case says', async () => {
    const { id, version } = await tilgang.givenCase('received');
    const [end, deletion] = stages.ended as readonly Step[];
    const now = await tilgang.give(id, version, end!);
    const [first, ...rest] = await tasksOf(id);
    expect(first?.[0]).toBe('confirm-deletion');
    expect(first?.[1]).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(rest.map(([command]) => command)).toEqual(['submit-final-report']);
    await tilgang.give(id, now, deletion!);
    expect((await tasksOf(id)).map(([command]) => command)).toEqual(['submit-final-report']);
  });
});

describe('the permits that a change may be asked for', () => {
  const permitsOf = async (by: keyof typeof people) =>
    (await workspaceOf(tilgang.db, people[by], today)).permits.map(({ caseId }) => caseId);

  it('are those in force that one holds, and no other [R9.4.1]', async () => {
    const permitted = await tilgang.givenCase('permitted');
    const decided = await tilgang.givenCase('decided');
    const held = await permitsOf('applicant');
    expect(held).toContain(permitted.id);
    expect(held).not.toContain(decided.id);
    expect(await permitsOf('otherApplicant')).toEqual([]);
    expect(await permitsOf('caseworker')).toEqual([]);
  });
});
