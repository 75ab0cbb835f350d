import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { people } from './people.js';
import { testRegistry, type TestRegistry, TestVault } from './vault.js';

/**
 * The same order computed a second time by other means: DuckDB reads the very lists, judges every
 * number by a formula of its own and says who must be in which key file and which line in which
 * report. The two must agree row for row.
 */

interface Registry {
  registry: TestRegistry;
  runId: string;
}

let vault: TestVault;
let folder: string;
let instance: DuckDBInstance;
let duck: DuckDBConnection;
let domainId: string;
const registries: Registry[] = [];

const sizes = [28_000, 15_000, 5_000];
const reportPath = (list: number): string => join(folder, `report-${list}.csv`);
const listPath = (list: number): string => join(folder, `list-${list}.csv`);
const keyPath = (list: number): string => join(folder, `keys-${list}.csv`);

beforeAll(async () => {
  vault = await TestVault.start();
  folder = mkdtempSync(join(tmpdir(), 'independent-'));
  instance = await DuckDBInstance.create(':memory:');
  duck = await instance.connect();
  const everyone = people(30_000);
  const ids = await Promise.all(['population', 'births', 'cancers'].map(testRegistry));
  domainId = await vault.domain(ids);

  for (const [list, registry] of ids.entries()) {
    const content = listOf(everyone, list);
    writeFileSync(listPath(list), content);
    const { runId, counts } = await vault.accepted(domainId, registry, content);
    expect(counts.rows).toBe(sizes[list]);
    const numbers = await vault.numbers(domainId, registry, runId);
    writeFileSync(
      keyPath(list),
      ['fnr;serial', ...[...numbers].map((pair) => pair.join(';'))].join('\n'),
    );
    writeFileSync(reportPath(list), await vault.report(domainId, registry, runId));
    registries.push({ registry, runId });
  }
}, 120_000);

afterAll(async () => {
  duck.closeSync();
  instance.closeSync();
  rmSync(folder, { recursive: true });
  await vault.end();
});

/** A list with 1 % wrong check digits and 2 % repeated; each row says which line it is. */
function listOf(everyone: readonly string[], list: number): string {
  let text = 'line;fnr\n';
  for (let row = 0; row < sizes[list]!; row++) {
    const person = (at: number): string => everyone[(at * 7_919 + list * 1_000) % everyone.length]!;
    let number = person(row);
    if (row % 100 === 7) number = number.slice(0, 10) + String((Number(number[10]) + 1) % 10);
    else if (row % 50 === 9) number = person(row - 9);
    text += `${row + 2};${number}\n`;
  }
  return text;
}

/** What the rules of identity numbers say of each row, as SQL (law.md 6.2). */
const judged = (list: number): string => `
  WITH row AS (
    SELECT line, fnr, list_transform(string_split(fnr, ''), x -> CAST(x AS INTEGER)) AS d
      FROM read_csv('${listPath(list)}', delim = ';', header = true,
        columns = {'line': 'INTEGER', 'fnr': 'VARCHAR'})),
  checked AS (
    SELECT line, fnr,
      (3*d[1]+7*d[2]+6*d[3]+1*d[4]+8*d[5]+9*d[6]+4*d[7]+5*d[8]+2*d[9]+d[10]) % 11 = 0
      AND (5*d[1]+4*d[2]+3*d[3]+2*d[4]+7*d[5]+6*d[6]+5*d[7]+4*d[8]+3*d[9]+2*d[10]+d[11]) % 11 = 0
      AS valid FROM row)
  SELECT line, fnr, CASE
    WHEN NOT valid THEN 'check-digits-differ'
    WHEN row_number() OVER (PARTITION BY valid, fnr ORDER BY line) > 1 THEN 'repeated'
    ELSE 'accepted' END AS verdict
  FROM checked`;

const keys = (list: number): string => `(SELECT fnr, serial FROM read_csv('${keyPath(list)}',
  delim = ';', header = true, columns = {'fnr': 'VARCHAR', 'serial': 'VARCHAR'}))`;

async function rows(sql: string): Promise<unknown[][]> {
  return (await duck.runAndReadAll(sql)).getRowsJson();
}

/** How many rows stand in one relation and not in the other. */
async function differing(left: string, right: string): Promise<unknown> {
  const [first] = await rows(
    `SELECT (SELECT count(*) FROM (${left} EXCEPT ALL ${right}))
          + (SELECT count(*) FROM (${right} EXCEPT ALL ${left}))`,
  );
  return Number(first?.[0]);
}

describe('an independent computation', () => {
  it('finds the very people in each key file, row for row [law 26]', async () => {
    for (const list of registries.keys()) {
      const expected = `SELECT fnr FROM (${judged(list)}) WHERE verdict = 'accepted'`;
      const [[count]] = (await rows(`SELECT count(*) FROM (${expected})`)) as [[string]];
      expect(Number(count)).toBeGreaterThan(sizes[list]! * 0.95);
      expect(await differing(expected, `SELECT fnr FROM ${keys(list)}`)).toBe(0);
    }
  });

  it('finds the very lines and reasons in each report', async () => {
    for (const list of registries.keys()) {
      const expected = `SELECT line, verdict FROM (${judged(list)}) WHERE verdict <> 'accepted'`;
      const reported = `SELECT line, reason FROM read_csv('${reportPath(list)}', delim = ';',
        header = true, columns = {'line': 'INTEGER', 'reason': 'VARCHAR'})`;
      const [[count]] = (await rows(`SELECT count(*) FROM (${expected})`)) as [[string]];
      expect(Number(count)).toBeGreaterThan(sizes[list]! * 0.02);
      expect(await differing(expected, reported)).toBe(0);
    }
  });

  it('finds one number a person and one person a number over all the files [law 26]', async () => {
    const all = [...registries.keys()].map((list) => `SELECT * FROM ${keys(list)}`).join(' UNION ');
    const [counts] = await rows(
      `SELECT count(*), count(DISTINCT fnr), count(DISTINCT serial) FROM (${all})`,
    );
    const [pairs, persons, serials] = (counts ?? []).map(Number);
    expect(pairs).toBeGreaterThan(20_000);
    expect([persons, serials]).toEqual([pairs, pairs]);
  });
});
