import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ActivityReportController,
  keepRegister,
  measureSome,
  publishStatistics,
  RegisterController,
} from '#oversight';
import type { Person } from '#parties';
import { publicReportNames } from '../../../libs/oversight/src/open-data/public-statistics.model.js';
import { startApi } from '../../support/api.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { people, wholeApplication } from '../../support/journey.js';

/** A synthetic identity number: the month has 80 added. */
const identityNumber = '01819912345';
const address = 'planted.person@secret.example';
const planted = {
  title: `Hjerneslag hos ${identityNumber} og tre andre`,
  laySummary: `Skriv til ${address} om dette`,
  purpose: 'Forskningsidé som ingen må se',
  cohortArea: 'Naboene til Áile',
};

let tilgang: CasesUnderTest;
let api: Awaited<ReturnType<typeof startApi>>;
let plantedId: string;

const measureAll = async () => {
  while ((await measureSome(tilgang.db)) > 0);
};
const publishAll = async () => {
  await measureAll();
  await keepRegister(tilgang.db, tilgang.clock);
  while ((await publishStatistics(tilgang.db, tilgang.clock)) > 0);
};
const goTo = (on: string) => void (tilgang.clock.at = new Date(`${on}T09:00:00Z`));
const ask = async (path: string) => {
  const response = await fetch(`${api.url}/api/v1/${path}`);
  return { status: response.status, headers: response.headers, text: await response.text() };
};
const read = async <Answer>(path: string) => JSON.parse((await ask(path)).text) as Answer;

beforeAll(async () => {
  tilgang = await givenCases();
  api = await startApi(tilgang.databaseUrl);
  const { id, version } = await tilgang.givenCase();
  plantedId = id;
  let now = await tilgang.give(id, version, {
    by: 'applicant',
    command: {
      type: 'edit-draft',
      application: { ...wholeApplication, ...planted } as typeof wholeApplication,
    },
  });
  now = await tilgang.give(id, now, { by: 'applicant', command: { type: 'submit' } });
  await tilgang.give(id, now, {
    by: 'applicant',
    command: { type: 'send-message', body: `Mitt nummer er ${identityNumber}` },
  });
  await tilgang.givenCase('closed');
  for (let cases = 0; cases < 3; cases++) await tilgang.givenCase('submitted');
  await publishAll();
});
afterAll(async () => {
  await api.close();
  await tilgang.close();
});

interface Statistic {
  period: string;
  asOfOn: string;
  definitions: string;
  rows: { key: string; cells: unknown[] }[];
  summary: { key: string; value: unknown }[];
}

describe('the public statistics', () => {
  it('are of whole quarters, once the quarter is over, and stay as they were published', async () => {
    expect((await ask('public/statistics/kinds')).status).toBe(404);
    goTo('2026-12-31');
    await publishAll();
    expect((await ask('public/statistics/kinds')).status).toBe(404);
    goTo('2027-01-01');
    await publishAll();
    const kinds = await read<Statistic>('public/statistics/kinds');
    expect(kinds).toMatchObject({ period: '2026-Q4', asOfOn: '2026-12-31' });
    expect(kinds.summary).toEqual([{ key: 'received', unit: 'count', value: 5 }]);
    await tilgang.givenCase('submitted');
    await publishAll();
    expect(await read('public/statistics/kinds?period=2026-Q4')).toEqual(kinds);
    // Its cases are followed for half a year before their weeks are told.
    expect((await ask('public/statistics/weeks-to-data')).status).toBe(404);
    goTo('2027-07-01');
    await publishAll();
    expect(await read('public/statistics/weeks-to-data?period=2026-Q4')).toMatchObject({
      asOfOn: '2027-06-30',
    });
  });

  it('hide counts of one to four, and medians of so few', async () => {
    const { rows } = await read<Statistic>('public/statistics/decisions?period=2026-Q4');
    expect(rows.find(({ key }) => key === 'granted')?.cells).toEqual([
      'hidden',
      'hidden',
      'hidden',
    ]);
    const csv = await ask('public/statistics/decisions?period=2026-Q4&format=csv');
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(csv.text).toContain('granted,,hidden,hidden,hidden');
  });

  it('say what each number means, in three languages, and what is hidden', async () => {
    const titles = new Set<string>();
    for (const language of ['nb', 'nn', 'en']) {
      const list = await read<{ hiddenBelow: number; reports: { name: string; title: string }[] }>(
        `public/statistics?language=${language}`,
      );
      expect(list.hiddenBelow).toBe(5);
      expect(list.reports.map(({ name }) => name).sort()).toEqual([...publicReportNames].sort());
      titles.add(list.reports.find(({ name }) => name === 'kinds')!.title);
    }
    expect(titles.size).toBe(3);
    expect((await ask('public/statistics/hours-and-fees')).status).toBe(404);
  });
});

describe('the catalogue of open data', () => {
  it('leads to data that are there, as JSON and CSV', async () => {
    const { status, headers, text } = await ask('open-data/catalog');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toContain('application/ld+json');
    const addresses = [...text.matchAll(/\/api\/v1\/(public\/[\w/-]+\?format=\w+)/g)].map(
      ([, path]) => path!,
    );
    expect(new Set(addresses).size).toBe(2 * (publicReportNames.length + 1));
    for (const path of addresses) expect([path, (await ask(path)).status]).toEqual([path, 200]);
  });
});

describe('every public address', () => {
  const secrets = [
    identityNumber,
    address,
    planted.title,
    planted.purpose,
    planted.cohortArea,
    'Áile',
    'Demosøker',
    'Demo Saksbehandler',
    wholeApplication.securityMeasures,
    wholeApplication.projectLeader.email,
    wholeApplication.sources[0]!.variables[0]!.justification,
  ].filter((secret) => secret !== undefined);

  it('tells nothing that was planted, however it is asked', async () => {
    const caseworker = people.caseworker as unknown as Person;
    const register = new RegisterController(tilgang.db, tilgang.clock);
    const { items } = await register.list(caseworker, { limit: '100' });
    for (const { id } of items) await register.release(caseworker, id).catch(() => undefined);
    const { rows } = await tilgang.db.pool.query<{ id: string }>('SELECT id FROM register_entry');
    const words = ['Hjerneslag', identityNumber, 'Demosøker', address].map(encodeURIComponent);
    const paths = [
      ...['nb', 'nn', 'en'].flatMap((language) => [
        `public/register?limit=100&language=${language}`,
        `public/statistics?language=${language}`,
        ...publicReportNames.map((name) => `public/statistics/${name}?language=${language}`),
      ]),
      'public/register?format=csv',
      ...rows.map(({ id }) => `public/register/${id}`),
      ...words.flatMap((word) => [
        `public/register?search=${word}`,
        `public/register?purpose=${word}`,
        `public/register?cursor=${word}`,
        `public/register/${word}`,
        `public/statistics/${word}`,
        `public/statistics/kinds?period=${word}`,
      ]),
      'open-data/catalog',
    ];
    const leaks: [string, string][] = [];
    for (const path of paths) {
      const { text, headers } = await ask(path);
      const answer = text + JSON.stringify([...headers]);
      for (const secret of secrets) if (answer.includes(secret)) leaks.push([path, secret]);
      expect(headers.get('set-cookie')).toBeNull();
    }
    expect(leaks).toEqual([]);
    expect(rows.length).toBeGreaterThan(5);
    expect((await ask('public/register?limit=100')).text).toContain('Demouniversitetet');
  });

  it('tells of the planted case that its answers are left out', async () => {
    const { rows } = await tilgang.db.pool.query<{ fields: string[] }>(
      `SELECT v.content -> 'answers' AS fields FROM register_version v
         JOIN register_entry r ON r.id = v.entry_id WHERE r.case_id = $1`,
      [plantedId],
    );
    expect(JSON.stringify(rows)).not.toContain(identityNumber);
    expect(rows).toHaveLength(1);
  });
});

describe('the activity report', () => {
  const by = (name: keyof typeof people) => people[name] as unknown as Person;

  it('has the figures of article 59, and says which the system cannot know [law 34]', async () => {
    const report = new ActivityReportController(tilgang.db, tilgang.clock);
    await measureAll();
    const made = await report.read(by('administrator'), { from: 2026, to: 2027 });
    if (!('figures' in made)) throw new Error('no figures');
    const figure = (name: string) => made.figures.find((each) => each.name === name);
    expect(figure('applicants')?.table?.rows).toEqual([{ key: 'university', cells: [6] }]);
    expect(figure('applications')?.table?.summary[0]?.value).toBe(6);
    expect(figure('permits')?.table?.rows.map(({ key }) => key)).toContain('issued');
    expect(figure('days-to-access')?.table?.summary[0]?.value).toBe(1);
    expect(figure('decisions')?.table?.rows[0]).toMatchObject({ key: 'granted' });
    const unknown = made.figures.filter(({ isUnknown }) => isUnknown);
    expect(unknown.map(({ name }) => name)).toContain('fines');
    expect(unknown.every(({ table, nb }) => table === null && nb.definition !== '')).toBe(true);
    expect(made.figures.filter(({ isUnknown }) => !isUnknown).every(({ table }) => table)).toBe(
      true,
    );
    const csv = await report.read(by('auditor'), { format: 'csv' });
    expect(csv).toHaveProperty('options');
  });

  it('is for administrators and auditors', async () => {
    const report = new ActivityReportController(tilgang.db, tilgang.clock);
    for (const other of ['applicant', 'caseworker', 'rek', 'deliveryNpr'] as const) {
      await expect(report.read(by(other), {})).rejects.toMatchObject({
        refusal: { code: 'not-allowed-for-role' },
      });
    }
  });
});
