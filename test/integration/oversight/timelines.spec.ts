import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StreamableFile } from '@nestjs/common';
import { text } from 'node:stream/consumers';
import { caseById, historyOf, newCase, type StoredEvent } from '#cases';
import { measureSome } from '#oversight';
import { Refused } from '#platform';
import type { Person } from '#parties';
import { ledgerOf } from '../../../libs/cases/src/clocks/case.ledger.js';
import { TimelineController } from '../../../libs/oversight/src/timelines/timeline.controller.js';
import type { Time } from '../../../libs/oversight/src/timelines/timeline.model.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { people, registryIds, stepsTo } from '../../support/journey.js';

let tilgang: CasesUnderTest;
let timelines: TimelineController;
const ids: string[] = [];

beforeAll(async () => {
  tilgang = await givenCases();
  timelines = new TimelineController(tilgang.db, tilgang.clock);
  const start = tilgang.clock.at;
  for (const stage of ['received', 'decided', 'submitted'] as const) {
    tilgang.clock.at = start;
    const { id, version } = await tilgang.givenCase('submitted');
    ids.push(id);
    let at = version;
    for (const step of stepsTo(stage).slice(stepsTo('submitted').length)) {
      tilgang.clock.at = new Date(tilgang.clock.at.getTime() + 7 * 3_600_000);
      at = await tilgang.give(id, at, step);
    }
  }
  tilgang.clock.at = new Date('2027-02-15T09:00:00Z');
  while ((await measureSome(tilgang.db)) > 0);
});
afterAll(() => tilgang.close());

type Read = Exclude<Awaited<ReturnType<TimelineController['service']>>, StreamableFile>;
const service = async (query: object = {}, by: object = people.auditor) =>
  (await timelines.service(by as Person, query)) as Read;
const ofRegistry = async (id: string, by: object = people.auditor) =>
  (await timelines.registry(by as Person, id, {})) as Read;
const ofUnit = async (id: string, by: object = people.auditor) =>
  (await timelines.unit(by as Person, id, {})) as Read;
const refusal = async (attempt: Promise<unknown>) => {
  const error: unknown = await attempt.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof Refused ? error.refusal.code : error;
};

/** What the ledger of each case says, read from its log. */
async function ledgers(asOfOn: string) {
  const perParty = new Map<string, Time>();
  for (const id of ids) {
    const accessCase = await caseById(tilgang.db, id);
    const { rows } = await tilgang.db.pool.query<StoredEvent>(
      `SELECT seq, at, type, outcome, track, registry_id AS "registryId", from_state AS "fromState",
              to_state AS "toState", data FROM case_event WHERE case_id = $1 ORDER BY seq`,
      [id],
    );
    if (!accessCase) throw new Error('a case has gone');
    const ledger = ledgerOf(newCase(accessCase), historyOf(rows).events, asOfOn);
    for (const { party, days, workingDays } of ledger.perParty) {
      const sum = perParty.get(party) ?? { days: 0, workingDays: 0 };
      perParty.set(party, { days: sum.days + days, workingDays: sum.workingDays + workingDays });
    }
  }
  perParty.delete('in-use');
  return Object.fromEntries([...perParty].sort());
}

const partiesIn = ({ total }: Read) =>
  Object.fromEntries(
    total.perParty
      .map(({ party, days, workingDays }) => [party, { days, workingDays }] as const)
      .sort(),
  );

describe('the timeline of the service', () => {
  it('has of each party the days that the ledgers of the cases have, on any day [law 6]', async () => {
    expect(partiesIn(await service())).toEqual(await ledgers('2027-02-15'));
    expect(partiesIn(await service({ asOfOn: '2026-11-06' }))).toEqual(await ledgers('2026-11-06'));
  });

  it('is the same from the figures of today as from the cells that were known on it', async () => {
    const today = await service({ step: 'quarter' });
    tilgang.clock.at = new Date('2027-02-16T09:00:00Z');
    expect(await service({ step: 'quarter', asOfOn: '2027-02-15' })).toEqual(today);
    tilgang.clock.at = new Date('2027-02-15T09:00:00Z');
  });

  it('is the sum of the units, by name, and of what none had taken', async () => {
    const { total, units, names, cases } = await service();
    expect(units.map(({ unitId }) => unitId)).toEqual(['individual-level', null]);
    expect(units.reduce((sum, { gross }) => sum + gross.workingDays, 0)).toBe(
      total.gross.workingDays,
    );
    expect(names['individual-level']).toEqual(expect.any(String));
    const unit = await ofUnit('individual-level');
    expect(unit.total.gross).toEqual(units[0]?.gross);
    expect(unit.scope.name).toBe(names['individual-level']);
    expect(cases).toEqual({ received: 3, open: 2 });
  });

  it('shows what is waited for now, with its age', async () => {
    const { open } = await service();
    expect(open[0]).toMatchObject({ stage: 'submitted', oldestDays: 105, waits: 1 });
  });

  it('has its definition beside it', async () => {
    const { definition } = await service();
    expect(definition.version).toMatch(/^\d{4}-\d+$/);
    for (const language of ['nb', 'nn', 'en'] as const) {
      expect(definition[language].definition.length).toBeGreaterThan(100);
    }
  });

  it('can be had as a file for a spreadsheet', async () => {
    const file = await timelines.service(people.auditor as Person, { format: 'csv', step: 'year' });
    const lines = (await text((file as StreamableFile).getStream())).trim().split('\r\n');
    expect(lines[0]).toBe(
      'period;stage;party;waits;gross-days;gross-working-days;net-days;net-working-days;stopped-days;stopped-working-days',
    );
    const { total } = await service({ step: 'year' });
    expect(lines.at(-1)?.split(';').slice(4, 6)).toEqual([
      String(total.gross.days),
      String(total.gross.workingDays),
    ]);
  });
});

describe('who sees a timeline', () => {
  it('is the registry its own, and no other’s', async () => {
    for (const by of [people.deliveryNpr, people.adviserNpr, people.administrator]) {
      expect((await ofRegistry(registryIds.npr, by)).cases).toBeNull();
    }
    expect(await refusal(ofRegistry(registryIds.dar, people.deliveryNpr))).toBe(
      'not-allowed-for-role',
    );
    expect(await refusal(service({}, people.deliveryNpr))).toBe('not-allowed-for-role');
  });

  it('is who leads the unit, and no other unit', async () => {
    expect(await refusal(ofUnit('individual-level', people.leader))).toBeNull();
    expect(await refusal(ofUnit('statistics', people.leader))).toBe('not-allowed-for-role');
    for (const by of [people.caseworker, people.applicant, people.rek, people.custodian]) {
      expect(await refusal(ofUnit('individual-level', by))).toBe('not-allowed-for-role');
    }
  });

  it('is told what is wrong with what is asked', async () => {
    expect(await refusal(ofRegistry('nothing'))).toBe('registry-unknown');
    expect(await refusal(ofUnit('nothing'))).toBe('unit-unknown');
    expect(await refusal(service({ asOfOn: '2031-01-01' }))).toBe('day-to-come');
    expect(await refusal(service({ from: '2027-01', to: '2026-01' }))).toBe('period-malformed');
    expect(await refusal(service({ step: 'week' }))).toBe('query-malformed');
  });
});

describe('the timeline of a registry', () => {
  it('has what the service has of it: its advice, and its deliveries', async () => {
    const { total } = await service();
    expect(total.perParty).toContainEqual(
      expect.objectContaining({ party: `registry:${registryIds.dar}` }),
    );
    for (const { party, days, workingDays } of total.perParty) {
      const [is, id = ''] = party.split(':');
      if (is !== 'registry') continue;
      expect((await ofRegistry(id)).total.gross).toEqual({ days, workingDays });
    }
  });
});
