import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AuditController,
  AuditTrailController,
  figureWanted,
  measureSome,
  ReportController,
  type Report,
  reportNames,
} from '#oversight';
import type { Person } from '#parties';
import { Refused } from '#platform';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { people } from '../../support/journey.js';

let tilgang: CasesUnderTest;
let reports: ReportController;
let trail: AuditTrailController;
let audits: AuditController;
let auditId: string;
const auditor = people.auditor as unknown as Person;

beforeAll(async () => {
  tilgang = await givenCases();
  reports = new ReportController(tilgang.db, tilgang.clock);
  trail = new AuditTrailController(tilgang.db, tilgang.clock, tilgang.cases);
  audits = new AuditController(tilgang.db, tilgang.clock, tilgang.cases);
  auditId = (await audits.open(auditor, { purpose: 'Forvaltningsrevisjon av ventetiden' })).id;
  for (const stage of ['submitted', 'decided', 'received', 'in-assessment'] as const) {
    await tilgang.givenCase(stage);
    pass(1);
  }
  await tilgang.givenCase('submitted');
  pass(100);
  while ((await measureSome(tilgang.db)) > 0);
});
afterAll(() => tilgang.close());

const pass = (days: number) => {
  tilgang.clock.at = new Date(tilgang.clock.at.getTime() + days * 86_400_000);
};
const reportOf = async (name: string, query: object = {}) =>
  (await reports.one(auditor, name, query)) as Report;
const behind = ({ name, scope }: Report, row: string, column: string, more: object = {}) =>
  trail.figures(auditor, auditId, {
    report: name,
    row,
    column,
    from: scope.fromMonth,
    to: scope.toMonth,
    asOfOn: scope.asOfOn,
    ...more,
  });

describe('the cases behind a number', () => {
  it('are as many as the number says, for every number of every report that counts cases', async () => {
    const seen = new Map<string, number>();
    for (const name of reportNames) {
      const report = await reportOf(name);
      for (const { key, cells } of report.rows) {
        for (const [index, { id, unit }] of report.columns.entries()) {
          const { asOfOn } = report.scope;
          if (!figureWanted(name, { row: key, column: id, asOfOn })) continue;
          const { items } = await behind(report, key, id);
          const sum = items.reduce((total, { amount }) => total + amount, 0);
          const number = unit === 'count' ? items.length : sum;
          expect([name, key, id, number]).toEqual([name, key, id, cells[index]]);
          if (number > 0) seen.set(name, (seen.get(name) ?? 0) + 1);
        }
      }
    }
    expect([...seen.keys()]).toEqual([
      'by-month',
      'weeks-to-data',
      'within-limits',
      'time-per-party',
      'stages',
      'open-ages',
      'kinds',
      'purposes',
      'decisions',
      'exemptions',
      'recipients',
    ]);
  });

  it('come the largest first, with what each adds, and are those of the day that was asked for', async () => {
    const report = await reportOf('time-per-party');
    const { items, unit } = await behind(report, 'helsedataservice', 'days');
    expect(unit).toBe('days');
    const amounts = items.map(({ amount }) => amount);
    expect(amounts).toEqual([...amounts].sort((a, b) => b - a));
    const earlier = await reportOf('kinds', { asOfOn: '2026-11-02' });
    expect((await behind(earlier, 'individual-level', 'count')).items).toHaveLength(1);
    const tomorrow = behind(report, 'helsedataservice', 'days', { asOfOn: '2099-01-01' });
    await expect(tomorrow).rejects.toBeInstanceOf(Refused);
  });

  it('are none of a share, and their reading is told in the chain of the service', async () => {
    const report = await reportOf('kinds');
    await expect(behind(report, 'individual-level', 'share')).rejects.toBeInstanceOf(Refused);
    const { items } = await behind(report, 'individual-level', 'count');
    const { rows } = await tilgang.db.pool.query<{ data: object }>(
      "SELECT data FROM service_event WHERE type = 'figure-cases-read' ORDER BY seq DESC LIMIT 1",
    );
    expect(rows[0]?.data).toEqual({
      auditId,
      report: 'kinds',
      row: 'individual-level',
      column: 'count',
      caseIds: items.map(({ id }) => id),
    });
  });
});

describe('a sample by risk', () => {
  it('finds what was left lying: a wait that still goes on is as long as it has lasted', async () => {
    const request = { seed: 'x', size: 200, fromOn: '2026-01-01', toOn: '2027-12-31', risks: {} };
    const late = async (asOfOn: string) => {
      const { drawn } = await audits.sample(auditor, auditId, { ...request, asOfOn });
      return drawn.filter(({ risks }) => risks.includes('late') && risks.includes('long-wait'));
    };
    const report = await reportOf('open-ages');
    const open = report.summary.find(({ key }) => key === 'open')?.value;
    expect(await late(report.scope.asOfOn)).toHaveLength(open ?? 0);
    expect(open).toBeGreaterThan(0);
    expect(await late('2026-11-10')).toEqual([]);
  });
});
