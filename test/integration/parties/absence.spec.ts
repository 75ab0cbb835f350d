import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actorById, type Person, reachedFor } from '#parties';
import {
  absencesOf,
  cancelAbsence,
  colleagues,
  registerAbsence,
} from '../../../libs/parties/src/absence.queries.js';
import { caseTimeline } from '../../../libs/cases/src/case.queries.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { people } from '../../support/journey.js';
import { codeOf } from '../../support/refusals.js';

let tilgang: CasesUnderTest;
beforeAll(async () => void (tilgang = await givenCases()));
afterAll(() => tilgang.close());

const person = async (of: keyof typeof people) =>
  (await actorById(tilgang.db.pool, people[of].personId ?? '')) as Person;

const days = (fromOn: string, toOn: string, deputy: keyof typeof people) => ({
  fromOn,
  toOn,
  deputyId: people[deputy].personId ?? '',
});

describe('absence', () => {
  const now = new Date('2026-11-02T09:00:00Z');

  it('is covered by somebody who may do the same work, and by nobody else', async () => {
    const caseworker = await person('caseworker');
    const register = (deputy: keyof typeof people, fromOn: string, toOn: string) =>
      codeOf(registerAbsence(tilgang.db, caseworker, days(fromOn, toOn, deputy), now));
    expect(await register('decisionMaker', '2026-12-01', '2026-12-05')).toBe('deputy-not-fit');
    expect(await register('caseworker', '2026-12-01', '2026-12-05')).toBe('deputy-not-fit');
    expect(await register('both', '2026-12-01', '2026-12-05')).toBe('accepted');
    expect(await register('both', '2026-12-05', '2026-12-09')).toBe('absence-overlaps');
    expect(await register('both', '2026-12-06', '2026-12-09')).toBe('accepted');
  });

  it('sends what is due to the person and to the deputy, on the days of the absence only [R8.0.5]', async () => {
    const id = people.caseworker.personId ?? '';
    const reached = async (on: string) => (await reachedFor(tilgang.db, [id], on)).get(id);
    expect(await reached('2026-11-30')).toEqual([id]);
    expect(await reached('2026-12-01')).toEqual([id, people.both.personId]);
    expect(await reached('2026-12-09')).toEqual([id, people.both.personId]);
    expect(await reached('2026-12-10')).toEqual([id]);
  });

  it('can be called off by the person, and by nobody else', async () => {
    const { items } = await absencesOf(tilgang.db, people.caseworker.personId ?? '', '2026-12-06');
    expect(items.map(({ fromOn, deputy }) => [fromOn, deputy.name])).toEqual([
      ['2026-12-06', people.both.name],
    ]);
    const id = items[0]?.id ?? '';
    const cancel = (by: keyof typeof people) =>
      codeOf(cancelAbsence(tilgang.db, people[by].personId ?? '', id, now));
    expect(await cancel('both')).toBe('absence-unknown');
    expect(await cancel('caseworker')).toBe('accepted');
    expect(await cancel('caseworker')).toBe('absence-unknown');
  });

  it('is known to the deputy today, who acts as themselves and is logged for whom', async () => {
    const today = new Date().toISOString().slice(0, 10);
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    await registerAbsence(
      tilgang.db,
      await person('caseworker'),
      days(today, tomorrow, 'both'),
      now,
    );
    const deputy = await person('both');
    expect(deputy.standsInFor).toEqual([people.caseworker.personId]);
    const { id, version } = await tilgang.givenCase('in-assessment');
    await tilgang.cases.execute(
      id,
      { type: 'require-rek', version, reason: 'Medisinsk forskning' },
      deputy,
    );
    const { events } = await caseTimeline(tilgang.db, id, people.auditor, now);
    expect(events.at(-1)).toMatchObject({
      type: 'rek-required',
      actorName: people.both.name,
      actingForName: people.caseworker.name,
    });
  });

  it('names the colleagues one may hand work to, with roles and unit', async () => {
    const { items } = await colleagues(tilgang.db, ['caseworker', 'decision-maker']);
    expect(items.map(({ name }) => name)).toEqual(
      [people.both, people.decisionMaker, people.caseworker, people.otherUnit]
        .map(({ name }) => name)
        .sort(),
    );
    expect(items.find(({ name }) => name === people.both.name)).toMatchObject({
      roles: ['caseworker', 'decision-maker'],
      unitId: 'individual-level',
    });
  });

  it('leaves the unit of a leader to the leader who stands in, and to no other deputy', async () => {
    await tilgang.owner.pool.query(
      "INSERT INTO person_role (person_id, role) VALUES ($1, 'unit-leader')",
      [people.otherUnit.personId],
    );
    const today = new Date().toISOString().slice(0, 10);
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    await registerAbsence(
      tilgang.db,
      await person('leader'),
      days(today, tomorrow, 'otherUnit'),
      new Date(),
    );
    expect((await person('otherUnit')).leadsMeanwhile).toEqual([people.leader.unitId]);
    expect((await person('both')).standsInFor).toBeDefined();
    expect((await person('both')).leadsMeanwhile).toBeUndefined();
  });
});
