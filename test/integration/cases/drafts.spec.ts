import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person } from '#parties';
import { CaseIntake } from '../../../libs/cases/src/intake/case.intake.js';
import { CaseIntakeController } from '../../../libs/cases/src/intake/case.intake.controller.js';
import { intakeSchedules } from '../../../libs/cases/src/intake/case.intake.schedules.js';
import { caseDetail } from '../../../libs/cases/src/case.queries.js';
import { noticesFor } from '../../../libs/cases/src/notices/notice.queries.js';
import { SettingController } from '../../../libs/cases/src/settings/setting.controller.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { people, type Step, wholeApplication } from '../../support/journey.js';
import { codeOf } from '../../support/refusals.js';

let tilgang: CasesUnderTest;
let api: CaseIntakeController;
const applicant = people.applicant as Person;
const otherApplicant = people.otherApplicant as Person;
beforeAll(async () => {
  tilgang = await givenCases();
  const intake = new CaseIntake(tilgang.cases, tilgang.db, tilgang.clock);
  api = new CaseIntakeController(intake, tilgang.db, tilgang.clock);
});
afterAll(() => tilgang.close());

const edit = (application: Record<string, unknown>): Step => ({
  by: 'applicant',
  command: { type: 'edit-draft', application },
});
const drop: Step = { by: 'applicant', command: { type: 'drop-draft' } };
const detailOf = (id: string, by: keyof typeof people = 'applicant') =>
  caseDetail(tilgang.db, id, people[by]);

async function eventsOf(id: string): Promise<string[]> {
  const { rows } = await tilgang.db.pool.query<{ type: string }>(
    'SELECT type FROM case_event WHERE case_id = $1 ORDER BY seq',
    [id],
  );
  return rows.map(({ type }) => type);
}

/** Every schedule of the intake runs on a day, twice: the second run must find nothing to do. */
async function onDay(day: string): Promise<void> {
  tilgang.clock.at = new Date(`${day}T06:00:00Z`);
  for (const { run } of intakeSchedules(tilgang.cases, tilgang.db, tilgang.clock)) {
    await run();
    await run();
  }
}

describe('a draft', () => {
  it('is kept with half of its answers and without being sent [R6.2.16]', async () => {
    const { id, version } = await tilgang.givenCase();
    await tilgang.give(id, version, edit({ title: 'Halvt' }));
    const { application, tracks } = await detailOf(id);
    expect(application).toMatchObject({ title: 'Halvt' });
    expect(tracks.application?.state).toBe('draft');
    expect(await codeOf(detailOf(id, 'caseworker'))).toBe('case-unknown');
  });

  it('can be changed later, and not over what somebody else has saved since [R6.2.17]', async () => {
    const { id, version } = await tilgang.givenCase();
    await tilgang.give(id, version, edit({ title: 'Først' }));
    await tilgang.give(id, version + 1, edit({ title: 'Så' }));
    expect((await detailOf(id)).application?.title).toBe('Så');
    expect(await codeOf(tilgang.give(id, version + 1, edit({ title: 'Gammelt' })))).toBe(
      'stale-version',
    );
    expect((await detailOf(id)).application?.title).toBe('Så');
  });

  it('stands in the list of all one’s drafts, with when it was changed and the days it has left [R6.2.18]', async () => {
    const own = [await tilgang.givenCase(), await tilgang.givenCase(), await tilgang.givenCase()];
    const { id: sent } = await tilgang.givenCase('submitted');
    const seen: Awaited<ReturnType<typeof api.drafts>>['items'] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof api.drafts>> = await api.drafts(applicant, {
        limit: '2',
        ...(cursor && { cursor }),
      });
      seen.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    const ids = seen.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id } of own) expect(ids).toContain(id);
    expect(ids).not.toContain(sent);
    expect(seen.find(({ id }) => id === own[0]?.id)).toMatchObject({
      changedAt: tilgang.clock.at,
      lapsesOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      daysLeft: expect.any(Number),
    });
    expect((await api.drafts(otherApplicant, {})).items).toEqual([]);
  });

  it('can be dropped, never once it is sent, and the log keeps that it was and nothing of what it held [R6.2.19]', async () => {
    const { id, version } = await tilgang.givenCase();
    await tilgang.give(id, version, edit({ title: 'Zvrkblomst' }));
    await tilgang.give(id, version + 1, drop);
    expect(await eventsOf(id)).toContain('draft-dropped');
    const { rows } = await tilgang.owner.pool.query<{ found: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM application WHERE case_id = $1 AND content::text ~ 'Zvrk')
           OR EXISTS (SELECT 1 FROM case_event WHERE case_id = $1 AND data::text ~ 'Zvrk')
           OR EXISTS (SELECT 1 FROM case_text WHERE case_id = $1 AND body ~ 'Zvrk') AS found`,
      [id],
    );
    expect(rows[0]?.found).toBe(false);
    expect((await api.drafts(applicant, {})).items.map((row) => row.id)).not.toContain(id);
    const sent = await tilgang.givenCase('submitted');
    expect(await codeOf(tilgang.give(sent.id, sent.version, drop))).toBe('not-allowed-in-state');
  });
});

describe('a draft that lies untouched', () => {
  it('is warned of once, by notice and letter, and lapses when the day it was warned of is over [R6.2.21]', async () => {
    tilgang.clock.at = new Date('2027-01-01T09:00:00Z');
    const { id } = await tilgang.givenCase();
    const { lapsesOn = '' } = await detailOf(id);
    await onDay(daysFrom(lapsesOn, -15));
    expect(await eventsOf(id)).toEqual(['draft-created']);
    await onDay(daysFrom(lapsesOn, -14));
    await onDay(daysFrom(lapsesOn, -13));
    expect(await eventsOf(id)).toEqual(['draft-created', 'draft-lapse-warned']);
    const { letters } = await detailOf(id);
    expect(letters.map(({ kind }) => kind)).toEqual(['draft-lapse-warning']);
    await onDay(lapsesOn);
    expect((await detailOf(id)).tracks.application?.state).toBe('draft');
    await onDay(daysFrom(lapsesOn, 1));
    expect((await detailOf(id)).tracks.application?.state).toBe('lapsed');
    const { items } = await noticesFor(tilgang.db, applicant.personId, {
      limit: 100,
      unread: false,
    });
    const told = items.filter(({ caseId }) => caseId === id).map(({ event }) => event);
    expect(told.filter((event) => event === 'draft-lapse-warned')).toHaveLength(1);
    expect(told).toContain('draft-lapsed');
  });

  it('lives as long as the administrator has set, and no draft is cut off by a new setting [R6.2.20]', async () => {
    tilgang.clock.at = new Date('2028-01-03T09:00:00Z');
    const settings = new SettingController(tilgang.db, tilgang.clock);
    const shorter = { name: 'draft-lifetime-days', value: 100, validFromOn: '2028-01-10' };
    expect(await codeOf(settings.add(people.caseworker as Person, shorter))).toBe(
      'not-allowed-for-role',
    );
    await settings.add(people.administrator as Person, shorter);
    const { id: before } = await tilgang.givenCase();
    tilgang.clock.at = new Date('2028-01-10T09:00:00Z');
    const { id: after } = await tilgang.givenCase();
    expect((await detailOf(after)).lapsesOn).toBe(daysFrom('2028-01-10', 100));
    expect((await detailOf(before)).lapsesOn).toBe(daysFrom('2028-01-03', 180));
    await onDay(daysFrom('2028-01-10', 86));
    await onDay(daysFrom('2028-01-10', 101));
    expect((await detailOf(after)).tracks.application?.state).toBe('lapsed');
    expect((await detailOf(before)).tracks.application?.state).toBe('draft');
  });
});

describe('a copy of an application', () => {
  it('is a new draft with the same answers, no history, and a list of what was left out [R6.2.23]', async () => {
    tilgang.clock.at = new Date('2026-11-02T09:00:00Z');
    const { id } = await tilgang.givenCase('submitted');
    const copy = await api.clone(applicant, id, 'copy-of-application');
    expect(copy.id).not.toBe(id);
    expect(copy.tracks.application?.state).toBe('draft');
    expect(copy.application).toMatchObject({
      title: wholeApplication.title,
      sources: wholeApplication.sources,
    });
    expect(copy.leftOut.map(({ field }) => field)).toContain('protocolReference');
    expect(copy.application).not.toHaveProperty('protocolReference');
    expect(await eventsOf(copy.id)).not.toContain('submitted');
    const again = await api.clone(applicant, id, 'copy-of-application');
    expect(again.id).toBe(copy.id);
  });

  it('is for nobody else than its applicant', async () => {
    const { id } = await tilgang.givenCase('submitted');
    expect(await codeOf(api.clone(otherApplicant, id, undefined))).toBe('case-unknown');
    expect(await codeOf(api.clone(people.caseworker as Person, id, undefined))).toBe(
      'not-allowed-for-role',
    );
  });
});

function daysFrom(day: string, days: number): string {
  const at = new Date(`${day}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}
