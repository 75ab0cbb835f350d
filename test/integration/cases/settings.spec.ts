import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseCommand } from '#cases';
import type { Person } from '#parties';
import { commandBodies } from '../../../libs/cases/src/case.commands.js';
import { caseDetail, caseTimeline } from '../../../libs/cases/src/case.queries.js';
import { caseClocks } from '../../../libs/cases/src/clocks/clock.queries.js';
import { SettingController } from '../../../libs/cases/src/settings/setting.controller.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { people, registryIds, stepsTo } from '../../support/journey.js';

let tilgang: CasesUnderTest;
let settings: SettingController;
beforeAll(async () => {
  tilgang = await givenCases();
  settings = new SettingController(tilgang.db, tilgang.clock);
});
afterAll(() => tilgang.close());

const set = (name: string, value: unknown, validFromOn: string, by: keyof typeof people) =>
  settings.add(people[by] as Person, { name, value, validFromOn });

const onDay = (day: string) => (tilgang.clock.at = new Date(`${day}T09:00:00Z`));

/** A registry is asked, without a date of the caseworker's own: when must it answer? */
async function adviceDueOn(): Promise<string | null | undefined> {
  const { id, version } = await tilgang.givenCase('in-assessment');
  const { npr: registryId } = registryIds;
  const command = { type: 'consult-registry', registryId, question: 'Egnet?' } as const;
  await tilgang.give(id, version, { by: 'caseworker', command });
  return dueOn(id, 'consultation');
}

async function dueOn(id: string, name: string): Promise<string | null | undefined> {
  const { clocks } = await caseClocks(tilgang.db, id, people.caseworker, tilgang.clock.at);
  return clocks.find((clock) => clock.name === name)?.dueOn;
}

describe('the settings of time limits', () => {
  it('are set by an administrator from a day to come, and by nobody else', async () => {
    onDay('2026-11-02');
    const body = ['advice-working-days', 7, '2026-11-03'] as const;
    await expect(set(...body, 'caseworker')).rejects.toThrow('not-allowed-for-role');
    await expect(set('advice-working-days', 7, '2026-11-02', 'administrator')).rejects.toThrow(
      'valid-from-too-early',
    );
    await expect(
      set('advice-working-days', 'seven', '2026-11-03', 'administrator'),
    ).rejects.toMatchObject({ refusal: { problems: [{ field: 'value' }] } });
    await expect(settings.list(people.applicant as Person)).rejects.toThrow('not-allowed-for-role');
  });

  it('change the internal limit of new consultations, and of none that runs [R8.0.3]', async () => {
    onDay('2026-11-02');
    const running = await tilgang.givenCase('in-assessment');
    await tilgang.give(running.id, running.version, {
      by: 'caseworker',
      command: { type: 'consult-registry', registryId: registryIds.npr, question: 'Egnet?' },
    });
    expect(await dueOn(running.id, 'consultation')).toBe('2026-11-16');
    await set('advice-working-days', 7, '2026-11-03', 'administrator');
    expect(await adviceDueOn()).toBe('2026-11-16');

    onDay('2026-11-03');
    expect(await adviceDueOn()).toBe('2026-11-12');
    expect(await dueOn(running.id, 'consultation')).toBe('2026-11-16');
    const { items } = await settings.list(people.auditor as Person);
    expect(items.find(({ name }) => name === 'advice-working-days')).toMatchObject({
      value: 7,
      standard: 10,
      versions: [{ validFromOn: '2026-11-03', setByName: people.administrator.name }],
    });
  });
});

describe('the track of the European regulation', () => {
  it('is switched both ways with a reason, moves the European date and never the national one [R8.0.4]', async () => {
    onDay('2026-11-09');
    await set('ehds-profile', true, '2026-11-10', 'administrator');
    onDay('2026-11-10');
    const { id, version } = await tilgang.givenCase('in-assessment');
    const dates = async () => [await dueOn(id, 'ehds-decision'), await dueOn(id, 'data-available')];
    const switchTo = (procedure: 'accelerated' | 'ordinary') =>
      ({
        by: 'caseworker',
        command: { type: 'switch-track', procedure, reason: 'Offentlig helseberedskap' },
      }) as const;
    const [ordinary, national] = await dates();
    const then = await tilgang.give(id, version, switchTo('accelerated'));
    expect(await dates()).toEqual(['2027-01-10', national]);
    await tilgang.give(id, then, switchTo('ordinary'));
    expect(await dates()).toEqual([ordinary, national]);
    expect(ordinary).toBe('2027-02-10');

    const { events } = await caseTimeline(tilgang.db, id, people.auditor, tilgang.clock.at);
    expect(
      events.filter(({ type }) => type === 'track-switched').map(({ toState }) => toState),
    ).toEqual(['accelerated', 'ordinary']);
    const body = commandBodies['switch-track'];
    expect(body.safeParse({ procedure: 'accelerated', reason: ' ' }).success).toBe(false);
  });
});

describe('an extension of the time limit', () => {
  it.each([
    ['reason', { likelyOn: '2027-03-15' }],
    ['reason', { reason: '  ', likelyOn: '2027-03-15' }],
    ['likelyOn', { reason: 'Feil i kildedata' }],
  ])('is none without %s [R8.0.8] [law 3]', (field, body) => {
    const { error } = commandBodies.postpone.safeParse(body);
    expect(error?.issues.map(({ path }) => path.join('.'))).toContain(field);
  });

  it('is kept with its reason, with who gave it and when [R8.0.8] [law 3]', async () => {
    onDay('2026-11-16');
    const { id, version } = await tilgang.givenCase('in-assessment');
    const reason = 'Feil i kildedata';
    await tilgang.give(id, version, {
      by: 'caseworker',
      command: { type: 'postpone', reason, likelyOn: '2027-03-15' },
    });
    const { events } = await caseTimeline(tilgang.db, id, people.auditor, tilgang.clock.at);
    expect(events.find(({ type }) => type === 'postponed')).toMatchObject({
      actorName: people.caseworker.name,
      at: tilgang.clock.at,
    });
    const { rows } = await tilgang.db.pool.query(
      'SELECT 1 FROM case_text WHERE case_id = $1 AND body = $2',
      [id, reason],
    );
    expect(rows).toHaveLength(1);
  });
});

describe('the days of a case', () => {
  it('are read by an auditor, party by party down to the registry, who can change nothing [law 6]', async () => {
    onDay('2026-11-17');
    const { id, version } = await tilgang.givenCase('advised');
    const now = new Date('2026-12-01T09:00:00Z');
    const { ledger } = await caseClocks(tilgang.db, id, people.auditor, now);
    const sum = ledger?.perParty.reduce((days, each) => days + each.days, 0);
    expect([ledger?.grossDays, sum]).toEqual([14, 14]);
    expect((await caseDetail(tilgang.db, id, people.auditor)).allowedCommands).toEqual([]);
    const commands = stepsTo('closed').map(({ command }) => command);
    for (const command of commands.filter(({ type }) => type !== 'submit')) {
      const asked = { ...command, version } as CaseCommand;
      await expect(tilgang.cases.execute(id, asked, people.auditor)).rejects.toMatchObject({
        refusal: { code: 'not-allowed-for-role' },
      });
    }
  });
});
