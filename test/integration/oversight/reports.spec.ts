import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { measureSome, type ReportName, reportNames } from '#oversight';
import { Refused } from '#platform';
import { ReportController } from '../../../libs/oversight/src/reports/report.controller.js';
import type { Report } from '../../../libs/oversight/src/reports/report.model.js';
import type { Person } from '#parties';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { people, registryIds } from '../../support/journey.js';

let tilgang: CasesUnderTest;
let reports: ReportController;

beforeAll(async () => {
  tilgang = await givenCases();
  reports = new ReportController(tilgang.db, tilgang.clock);
  await tilgang.givenCase('submitted');
  await tilgang.givenCase('decided');
  await tilgang.givenCase('received');
  await measureAll();
});
afterAll(() => tilgang.close());

const measureAll = async () => {
  while ((await measureSome(tilgang.db)) > 0);
};
const get = async (name: ReportName, query: object = {}, by: object = people.auditor) =>
  (await reports.one(by as Person, name, query)) as Report;
const cell = ({ rows, columns }: Report, key: string, column: string) =>
  rows.find((row) => row.key === key)?.cells[columns.findIndex(({ id }) => id === column)];
const summary = ({ summary: all }: Report, key: string) =>
  all.find((each) => each.key === key)?.value;
const refusal = async (attempt: Promise<unknown>) => {
  const error: unknown = await attempt.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof Refused ? error.refusal.code : error;
};

describe('the statistics of the service', () => {
  it('are computed for those who run and audit it, and refused to others', async () => {
    expect(await get('kinds', {}, people.caseworker)).toHaveProperty('rows');
    for (const by of [people.applicant, people.deliveryNpr, people.rek]) {
      expect(await refusal(get('kinds', {}, by))).toBe('not-allowed-for-role');
      expect(await refusal((async () => reports.list(by as Person))())).toBe(
        'not-allowed-for-role',
      );
    }
  });

  it('count what came, was decided and was delivered', async () => {
    expect(summary(await get('by-month'), 'received')).toBe(3);
    const recipients = await get('recipients');
    expect(cell(recipients, registryIds.npr, 'recipients')).toBe(1);
    expect(cell(await get('delivering-registries'), 'statutory', 'delivered')).toBe(2);
    expect(cell(await get('linkages'), 'statutory', 'linkages')).toBe(2);
    expect(cell(await get('decisions'), 'granted', 'count')).toBe(2);
    expect(summary(await get('open-ages'), 'open')).toBe(2);
  });

  it('of a kind, a unit or another period leave the rest out', async () => {
    expect(summary(await get('kinds', { kind: 'statistics' }), 'received')).toBe(0);
    expect(summary(await get('decisions', { unitId: 'individual-level' }), 'decisions')).toBe(2);
    expect(summary(await get('decisions', { unitId: 'nobody' }), 'decisions')).toBe(0);
    expect(summary(await get('kinds', { from: '2026-01', to: '2026-10' }), 'received')).toBe(0);
  });

  it('as of an earlier day are what they were then, though much has happened since', async () => {
    const before = await Promise.all(reportNames.map((name) => get(name)));
    tilgang.clock.at = new Date('2027-02-01T09:00:00Z');
    const { id, version } = await tilgang.givenCase('submitted');
    await tilgang.give(id, version, { by: 'applicant', command: { type: 'withdraw' } });
    await measureAll();
    const then = await Promise.all(
      reportNames.map((name) => get(name, { asOfOn: '2026-11-02', to: '2026-11' })),
    );
    expect(then).toEqual(before);
    expect(summary(await get('kinds'), 'received')).toBe(4);
  });

  it('as of today are the same added up from the cells as from the figures', async () => {
    const today = await Promise.all(reportNames.map((name) => get(name)));
    tilgang.clock.at = new Date('2027-02-02T09:00:00Z');
    for (const [index, name] of reportNames.entries()) {
      const known = await get(name, { asOfOn: '2027-02-01' });
      expect(known).toEqual(today[index]);
    }
  });

  it('say what is wrong with what is asked', async () => {
    expect(await refusal(get('nothing' as ReportName))).toBe('report-unknown');
    expect(await refusal(get('kinds', { asOfOn: '2030-01-01' }))).toBe('day-to-come');
    expect(await refusal(get('kinds', { from: '2026-05', to: '2026-01' }))).toBe(
      'period-malformed',
    );
    expect(await refusal(get('kinds', { from: '1900-01' }))).toBe('period-malformed');
    expect(await refusal(get('kinds', { from: '2026-13' }))).toBe('query-malformed');
    expect(await refusal(get('kinds', { kind: 'secret' }))).toBe('query-malformed');
  });

  it('have their definitions beside them', () => {
    const { version, reports: all } = reports.list(people.auditor as Person);
    expect(version).toMatch(/^\d{4}-\d+$/);
    expect(all.map(({ name }) => name)).toEqual([...reportNames]);
  });

  it('count a case that is taken up once for each time it left a stage', async () => {
    const stages = await get('stages', { from: '2026-11' });
    expect(cell(stages, 'submitted', 'left')).toBe(3);
  });
});
