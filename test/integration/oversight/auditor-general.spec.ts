import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { addDays } from '#cases';
import { measureSome, type ReportName } from '#oversight';
import { report } from '../../../libs/oversight/src/reports/report.queries.js';
import type { Report } from '../../../libs/oversight/src/reports/report.model.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { type PastCase, playHistory } from '../../support/history.js';

/**
 * A history whose figures are those that the auditor general found (Dokument 3:3 (2017–2018), and the
 * deliveries of the quality registries in 2020 and 2021), made by commands. It lies eight years later,
 * for in 2015 none of the rules were in force that decisions are made by: January 2015 is here
 * April 2023, and 2020 and 2021 are 2025 and 2026.
 */
interface Found {
  weeks_from_application_to_data_individual_level: {
    buckets: { weeks: string; percent: number }[];
  };
  recipients: { statutory_total: number; quality_total: number };
  linkages_2015_01_to_2016_06: Record<
    | 'total'
    | 'statutory_registries'
    | 'statutory_linkages'
    | 'quality_registries'
    | 'quality_linkages',
    number
  >;
  registries_that_delivered_on_application_2015_06_to_2016_06: Record<
    'statutory' | 'quality',
    { delivered: number; none: number }
  >;
  deliveries_quality_registries: Record<'2020' | '2021', number>;
}

interface Registry {
  id: string;
  kind: 'statutory' | 'quality';
  decidedBy: 'hds' | 'controller';
  recipients: number | null;
}

let found: Found;
let registries: Registry[];
let tilgang: CasesUnderTest;

beforeAll(async () => {
  found = JSON.parse(await readFile('data/riksrevisjonen.json', 'utf8')) as Found;
  tilgang = await givenCases();
  const { rows } = await tilgang.owner.pool.query<Registry>(
    `UPDATE registry SET age_recipient = 'age1' || repeat('q', 58)
     RETURNING id, kind, decided_by AS "decidedBy", recipients_2015_2016 AS recipients`,
  );
  registries = rows.sort(
    (a, b) => (b.recipients ?? 0) - (a.recipients ?? 0) || (a.id < b.id ? -1 : 1),
  );
  await playHistory(tilgang.db, [...applications(), ...laterDeliveries()]);
  while ((await measureSome(tilgang.db)) > 0);
}, 900_000);
afterAll(() => tilgang.close());

const get = (name: ReportName, fromMonth: string, toMonth: string, kind?: 'individual-level') =>
  report(
    tilgang.db,
    name,
    { fromMonth, toMonth, asOfOn: '2026-12-31', ...(kind && { kind }) },
    '2026-12-31',
  );
const cell = ({ rows, columns }: Report, key: string, column: string) =>
  rows.find((row) => row.key === key)?.cells[columns.findIndex(({ id }) => id === column)];
const summary = ({ summary: all }: Report, key: string) =>
  all.find((each) => each.key === key)?.value;

describe('the statistics of such a history give the auditor general’s tables back', () => {
  it('weeks from application to data, for those who had individual-level data [law 6]', async () => {
    const table = await get('weeks-to-data', '2023-01', '2024-12', 'individual-level');
    for (const { weeks, percent } of found.weeks_from_application_to_data_individual_level
      .buckets) {
      expect([weeks, cell(table, weeks, 'share-of-delivered')]).toEqual([weeks, percent / 100]);
    }
  });

  it('recipients, registry by registry and in all [law 24]', async () => {
    const table = await get('recipients', '2023-04', '2024-08');
    for (const { id, recipients } of registries) {
      expect([id, cell(table, id, 'recipients')]).toEqual([id, recipients ?? 0]);
    }
    expect(summary(table, 'recipients-statutory')).toBe(found.recipients.statutory_total);
    expect(summary(table, 'recipients-quality')).toBe(found.recipients.quality_total);
  });

  it('linkages by kind of registry [law 25]', async () => {
    const table = await get('linkages', '2023-04', '2024-09');
    const linkages = found.linkages_2015_01_to_2016_06;
    expect(summary(table, 'linkages')).toBe(linkages.total);
    for (const kind of ['statutory', 'quality'] as const) {
      expect(cell(table, kind, 'linkages')).toBe(linkages[`${kind}_linkages`]);
      expect(cell(table, kind, 'registries')).toBe(linkages[`${kind}_registries`]);
    }
  });

  it('registries that delivered on application, and that did not', async () => {
    const table = await get('delivering-registries', '2023-09', '2024-09');
    const { statutory, quality } =
      found.registries_that_delivered_on_application_2015_06_to_2016_06;
    expect(cell(table, 'statutory', 'delivered')).toBe(statutory.delivered);
    expect(cell(table, 'quality', 'delivered')).toBe(quality.delivered);
    // One registry of the catalogue came later, and 13 of its quality registries did not answer.
    expect(cell(table, 'statutory', 'none')).toBe(statutory.none + 1);
    expect(cell(table, 'quality', 'none')).toBe(quality.none + 13);
  });

  it('deliveries from quality registries, year by year', async () => {
    const { 2020: first, 2021: second } = found.deliveries_quality_registries;
    expect(summary(await get('recipients', '2025-01', '2025-12'), 'deliveries-quality')).toBe(
      first,
    );
    expect(summary(await get('recipients', '2026-01', '2026-12'), 'deliveries-quality')).toBe(
      second,
    );
  });
});

const ofKind = (kind: Registry['kind']) => registries.filter((registry) => registry.kind === kind);
const controllersOf = () =>
  new Set(registries.filter(({ decidedBy }) => decidedBy === 'controller').map(({ id }) => id));

/** 200 applications for individual-level data, 31 of them linked, and the others for figures. */
function applications(): PastCase[] {
  const left = new Map(registries.map(({ id, recipients }) => [id, recipients ?? 0]));
  const take = (id: string) => left.set(id, (left.get(id) ?? 0) - 1);
  const controllers = controllersOf();
  const days = [...fill(20, 60), ...fill(50, 30), ...fill(80, 26), ...fill(120, 84)].reverse();
  const nine = ofKind('statutory').slice(0, 9);
  const linkedQuality = qualityOfLinked();
  const cases: PastCase[] = days.map((took, index) => {
    const deliveredOn = addDays('2023-09-04', (index * 7) % 350);
    // Six of the nine stand in every linked case; of the others as many as had recipients.
    const linked = nine
      .filter(({ recipients }) => index < Math.min(31, recipients ?? 0))
      .map(({ id }) => id);
    const quality = linkedQuality[index];
    const registryIds =
      index < 31 ? [...linked, ...(quality ? [quality] : [])] : ['norsk-pasientregister'];
    registryIds.forEach(take);
    return {
      kind: 'individual-level',
      receivedOn: addDays(deliveredOn, -took),
      deliveredOn,
      registryIds,
      controllers,
      isLinked: index < 31,
    };
  });
  while ([...left.values()].some((count) => count > 0)) {
    const deliveredOn = addDays('2023-09-05', (cases.length * 7) % 350);
    const registryIds = [...left].filter(([, count]) => count > 0).map(([id]) => id);
    registryIds.forEach(take);
    cases.push({
      kind: 'statistics',
      receivedOn: addDays(deliveredOn, -30),
      deliveredOn,
      registryIds,
      controllers,
      isLinked: false,
    });
  }
  return withLateQuality(cases);
}

/** 27 linkages of 16 quality registries, one in each of 27 cases. */
function qualityOfLinked(): string[] {
  const sixteen = ofKind('quality').slice(0, 16);
  const most = sixteen.slice(0, 11);
  return [...sixteen, ...most].map(({ id }) => id);
}

/** Eight quality registries delivered for the first time after the recipients were counted. */
function withLateQuality(cases: PastCase[]): PastCase[] {
  const last = cases.findLastIndex(({ kind }) => kind === 'statistics');
  const past = cases[last];
  if (!past) return cases;
  const late = ofKind('quality')
    .filter(({ recipients }) => !recipients)
    .slice(0, 8)
    .map(({ id }) => id);
  cases[last] = {
    ...past,
    registryIds: [...past.registryIds, ...late],
    orders: [
      ...past.registryIds.map((registryId) => ({ registryId, deliveredOn: past.deliveredOn })),
      ...late.map((registryId) => ({ registryId, deliveredOn: '2024-09-16' })),
    ],
  };
  return cases;
}

/** Applications to all quality registries, as many as give each year its number of deliveries. */
function laterDeliveries(): PastCase[] {
  const quality = ofKind('quality').slice(0, 17);
  const controllers = controllersOf();
  const years = [
    ['2025', found.deliveries_quality_registries['2020']],
    ['2026', found.deliveries_quality_registries['2021']],
  ] as const;
  return years.flatMap(([year, count]) =>
    Array.from({ length: Math.ceil(count / quality.length) }, (_, index): PastCase => {
      const deliveredOn = addDays(`${year}-02-03`, index * 11);
      const ids = quality.slice(0, count - index * quality.length).map(({ id }) => id);
      return {
        kind: 'statistics',
        receivedOn: addDays(deliveredOn, -30),
        deliveredOn,
        // Of the statutory one nothing has been ordered yet.
        registryIds: ['norsk-pasientregister', ...ids],
        controllers,
        isLinked: false,
        orders: ids.map((registryId) => ({ registryId, deliveredOn })),
      };
    }),
  );
}

function fill(value: number, times: number): number[] {
  return Array<number>(times).fill(value);
}
