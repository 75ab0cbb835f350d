import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DescribedApi } from '../support/answers.schema.js';
import { type Answer, AnswerCheck } from '../support/fuzz/answers.js';
import { type Document, operationsOf, type Shot, shotAt } from '../support/fuzz/requests.js';
import { logins, type SystemUnderFire, systemUnderFire } from '../support/fuzz/system.js';
import { registryIds } from '../support/journey.js';

/**
 * Requests made from the OpenAPI document: as it says, nearly so, and not at all, by everybody. The
 * seed is fixed; `npm run fuzz -- --seed 7 --requests 20000` takes another and more of them.
 */
const seed = Number(process.env.FUZZ_SEED ?? 20_261_122);
const wanted = Number(process.env.FUZZ_REQUESTS ?? 3_000);
const atOnce = 6;
/** An answer that takes this long never comes. */
const patienceMs = 60_000;
const mostGrowthBytes = 96 * 2 ** 20;

let system: SystemUnderFire;
let document: Document & DescribedApi;
const agent = new Agent({ keepAlive: true, maxSockets: atOnce });

beforeAll(async () => {
  const stages = ['submitted', 'in-assessment', 'advised', 'decided', 'linked', 'closed'] as const;
  system = await systemUnderFire([undefined, ...stages]);
  document = (await (await fetch(`${system.url}/api/v1/openapi.json`)).json()) as typeof document;
}, 240_000);

afterAll(async () => {
  agent.destroy();
  await system?.stop();
}, 60_000);

describe('the API under requests made from its own document', () => {
  it('answers each of them in order, shows nothing of itself and takes no more memory [R16.0.5] [R15.6.5]', async () => {
    const shots = await aimedShots();
    const check = new AnswerCheck(document);
    const faults: string[] = [];
    const statuses = new Map<number, number>();
    const memory: number[] = [];
    const begunAtMs = Date.now();
    const queue = shots.entries();
    const work = async () => {
      for (const [place, shot] of queue) {
        // A connection that was kept may be closed just as it is used again.
        const answer = await fire(shot, agent)
          .catch(() => fire(shot, false))
          .catch((error: unknown) => ({ lost: String(error) }));
        if ('lost' in answer) faults.push(`${named(shot)} was not answered: ${answer.lost}`);
        else {
          statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
          faults.push(...check.faultsOf(shot, answer).map((fault) => `${named(shot)} ${fault}`));
        }
        if (place % Math.ceil(shots.length / 10) === 0) memory.push(residentBytes(system.pid));
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    memory.push(residentBytes(system.pid));
    const operations = new Set(
      shots.map(({ operation }) => `${operation.method} ${operation.path}`),
    );
    const seconds = ((Date.now() - begunAtMs) / 1000).toFixed(1);
    process.stderr.write(
      `fuzz: seed ${seed}, ${shots.length} requests to ${operations.size} operations in ${seconds} s; ` +
        `answers ${[...statuses]
          .sort()
          .map(([status, count]) => `${status}: ${count}`)
          .join(', ')}; ` +
        `resident MiB ${memory.map((bytes) => Math.round(bytes / 2 ** 20)).join(' ')}\n`,
    );
    const { answers, refusals, files, empty } = check.described.held;
    process.stderr.write(
      `held against the document: ${answers} answers in JSON, ${refusals} refusals, ${files} files and ` +
        `${empty} without a body\n`,
    );
    expect([...new Set(faults)].slice(0, 30)).toEqual([]);
    expect(system.exitCode()).toBeNull();
    expect(operations.size).toBeGreaterThan(280);
    // The first tenths fill caches and heap; from there on it is flat.
    expect(memory.at(-1)! - memory[3]!).toBeLessThan(mostGrowthBytes);
  }, 3_600_000);

  it('still does what it is asked in order afterwards', async () => {
    const answer = await fetch(`${system.url}/api/v1/cases`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${system.tokens.applicant}`,
        'content-type': 'application/json',
      },
      body: '{"language":"nb"}',
    });
    expect(answer.status).toBe(201);
  });

  it('writes only lines of its own into the log: none is forged by what was sent [R16.0.1]', () => {
    const lines = system.log().split('\n').filter(Boolean);
    const known = new Set([
      ...['level', 'time', 'app', 'msg', 'port', 'err', 'code', 'route', 'requestId', 'stack'],
      ...['kind', 'status'],
    ]);
    for (const line of lines) {
      if (/^oidc-provider WARNING/.test(line)) continue;
      const fields = Object.keys(JSON.parse(line) as object);
      expect(fields.filter((field) => !known.has(field))).toEqual([]);
      // No line within the line, no escape of a terminal, nothing that was sent.
      expect(line).toBe(stripVTControlCharacters(line));
      expect(line).not.toMatch(/\p{Cc}|[\u2028\u2029]|forged|DROP TABLE|onerror/u);
    }
  });

  it('logs one line for each mistake of its own, and there is none', () => {
    const lines = system
      .log()
      .split('\n')
      .filter((line) => line.includes('unexpected error'));
    expect([...new Set(lines)]).toEqual([]);
  });
});

/** As many shots at each operation, in an order that the seed says. */
async function aimedShots(): Promise<Shot[]> {
  const operations = operationsOf(document);
  const known = {
    uuids: await idsInUse(),
    registryIds: [...Object.values(registryIds), `${registryIds.npr}.1`, 'access', 'hrl-19e', '1'],
    behind: await idsBehind(),
  };
  const people = [...Object.keys(logins), 'stranger', 'forger'];
  const each = Math.ceil(wanted / operations.length);
  const shots = operations.flatMap((operation, place) =>
    fc.sample(shotAt(operation, known, people), { seed: seed + place, numRuns: each }),
  );
  const order = fc.shuffledSubarray(shots, { minLength: shots.length, maxLength: shots.length });
  return fc.sample(order, { seed, numRuns: 1 })[0]!;
}

/** What an address finds something by: otherwise most of them end at the same unknown id. */
async function idsBehind(): Promise<Record<string, string[]>> {
  const from = async (sql: string) =>
    (await system.given.owner.pool.query<{ id: string }>(sql)).rows.map(({ id }) => id);
  const permits = "tracks->'permit'->>'permitId'";
  return {
    cases: system.caseIds,
    letters: await from('SELECT id::text FROM letter LIMIT 20'),
    decisions: await from('SELECT id::text FROM decision'),
    permits: await from(`SELECT ${permits} AS id FROM access_case WHERE ${permits} IS NOT NULL`),
    registries: Object.values(registryIds),
    deliveries: Object.values(registryIds).map((id) => `${id}.1`),
    forms: ['2026-1'],
    units: ['individual-level'],
    statistics: ['time-per-stage', 'cases', 'decisions'],
  };
}

/** Ids of everything that an address or a body can name. */
async function idsInUse(): Promise<string[]> {
  const { rows } = await system.given.owner.pool.query<{ id: string }>(
    `SELECT id::text FROM access_case UNION ALL SELECT id::text FROM letter
     UNION ALL SELECT id::text FROM decision UNION ALL SELECT id::text FROM person
     UNION ALL SELECT id::text FROM variable
     UNION ALL SELECT DISTINCT elem FROM access_case,
       jsonb_path_query(tracks, '$.** ? (@.type() == "string")') AS found,
       LATERAL (SELECT found #>> '{}' AS elem) AS each WHERE elem ~ '^[0-9a-f-]{36}$'`,
  );
  return rows.slice(0, 400).map(({ id }) => id);
}

async function fire(shot: Shot, agent: Agent | false): Promise<Answer> {
  const { operation, by, path, headers } = shot;
  const body = shot.wantsVersion ? await withVersion(shot) : shot.body;
  const bearer =
    by === 'forger' ? 'eyJhbGciOiJub25lIn0.e30.' : system.tokens[by as keyof typeof logins];
  const { port } = new URL(system.url);
  return new Promise((resolve, reject) => {
    const outgoing = request({
      ...{ host: '127.0.0.1', port, agent, path, method: operation.method },
      headers: {
        ...headers,
        ...(bearer && { authorization: `Bearer ${bearer}` }),
        ...(body && { 'content-length': body.length }),
      },
      signal: AbortSignal.timeout(patienceMs),
    });
    outgoing.once('error', reject);
    outgoing.once('response', (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.once('error', reject);
      incoming.once('end', () =>
        resolve({
          status: incoming.statusCode ?? 0,
          type: incoming.headers['content-type'] ?? '',
          text: Buffer.concat(chunks).toString(),
        }),
      );
    });
    outgoing.end(body);
  });
}

/** The body with the version the case has now: otherwise most commands end at its check. */
async function withVersion({ path, body }: Shot): Promise<Buffer | null> {
  const caseId = /\/cases\/([0-9a-f-]{36})\/commands\//.exec(path)?.[1];
  if (!caseId || !body) return body;
  const { rows } = await system.given.owner.pool.query<{ version: number }>(
    'SELECT version FROM access_case WHERE id = $1',
    [caseId],
  );
  try {
    const value: unknown = JSON.parse(body.toString());
    if (!rows[0] || typeof value !== 'object' || value === null || Array.isArray(value))
      return body;
    return Buffer.from(JSON.stringify({ ...value, version: rows[0].version }));
  } catch {
    return body;
  }
}

/** A request as a line of a report: enough to make it again. */
function named({ operation, by, path, body }: Shot): string {
  const sent = body && body.length > 0 ? ` ${body.toString().slice(0, 300)}` : '';
  return `${operation.method} ${operation.path} (${path.slice(0, 200)}) as ${by}${sent}`;
}

function residentBytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
}
