import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DuckDBInstance } from '@duckdb/node-api';
import { Ajv } from 'ajv';
import {
  eventsAsCsv,
  eventsAsOcel,
  eventsAsParquet,
  eventsAsXes,
  type EventSource,
} from '#oversight';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { people } from '../../support/journey.js';
import ocelSchema from '../../support/formats/ocel2.schema.json' with { type: 'json' };

let tilgang: CasesUnderTest;
let folder: string;
let events: number;

beforeAll(async () => {
  tilgang = await givenCases();
  folder = mkdtempSync(join(tmpdir(), 'exports-'));
  await tilgang.givenCase('received');
  await tilgang.givenCase('submitted');
  await tilgang.givenCase();
  const { rows } = await tilgang.db.pool.query<{ n: number }>(
    'SELECT count(*)::int n FROM case_event',
  );
  events = rows[0]?.n ?? 0;
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await tilgang.close();
});

async function written(name: string, as: (source: EventSource) => AsyncIterable<Buffer>) {
  const path = join(folder, name);
  const pieces: Buffer[] = [];
  const scope = { caseIds: null, from: null, before: null };
  for await (const piece of as({ db: tilgang.db, scope })) pieces.push(piece);
  writeFileSync(path, Buffer.concat(pieces));
  return path;
}

describe('the event log', () => {
  it('goes out as CSV, a line for each event and nobody’s name in it', async () => {
    const text = readFileSync(await written('events.csv', eventsAsCsv), 'utf8');
    const lines = text.trimEnd().split('\r\n');
    expect(lines).toHaveLength(events + 1);
    expect(lines[0]).toBe(
      '\uFEFFcaseReference;caseKind;seq;at;type;outcome;track;registryId;fromState;toState;actorRole;caseVersion',
    );
    for (const { name, personId } of Object.values(people)) {
      if (personId === null) continue;
      expect(text).not.toContain(name);
      expect(text).not.toContain(personId);
    }
  });

  it('goes out as Parquet that DuckDB reads', async () => {
    const path = await written('events.parquet', eventsAsParquet);
    const duck = await (await DuckDBInstance.create()).connect();
    const { rows } = await tilgang.db.pool.query<{ track: string; n: string; at: Date }>(
      `SELECT coalesce(track, '') AS track, count(*) AS n, max(at) AS at FROM case_event
        GROUP BY 1 ORDER BY 1`,
    );
    const read = await duck.runAndReadAll(
      `SELECT coalesce(track, '') AS track, count(*)::varchar AS n, epoch_ms(max("at")) AS at,
              min(seq) AS first
         FROM read_parquet('${path}') GROUP BY 1 ORDER BY 1`,
    );
    expect(read.getRowObjects().map(({ track, n, at }) => [track, n, Number(at)])).toEqual(
      rows.map(({ track, n, at }) => [track, n, at.getTime()]),
    );
  });

  it('goes out as XES that is valid by a schema written after the standard', async () => {
    const path = await written('events.xes', eventsAsXes);
    const lint = (file: string) =>
      execFileSync('xmllint', ['--noout', '--schema', 'test/support/formats/xes.xsd', file], {
        stdio: 'pipe',
      });
    lint(path);
    const xes = readFileSync(path, 'utf8');
    expect(xes.match(/<event>/g)).toHaveLength(events);
    expect(xes.match(/<trace>/g)).toHaveLength(3);
    writeFileSync(join(folder, 'wrong.xes'), xes.replace('<int key="seq"', '<int name="seq"'));
    expect(() => lint(join(folder, 'wrong.xes'))).toThrow();
  });

  it('goes out as OCEL 2.0 that is valid by a schema written after the specification, and relates to objects that are there', async () => {
    const ocel = JSON.parse(
      readFileSync(await written('events.json', eventsAsOcel), 'utf8'),
    ) as Ocel;
    const validate = new Ajv({ strict: false }).compile(ocelSchema);
    expect(validate(ocel) || validate.errors).toBe(true);
    expect(ocel.events).toHaveLength(events);
    const ids = new Set(ocel.objects.map(({ id }) => id));
    const related = [...ocel.events, ...ocel.objects].flatMap((each) => each.relationships);
    expect(related.filter(({ objectId }) => !ids.has(objectId))).toEqual([]);
    const types = new Set(ocel.eventTypes.map(({ name }) => name));
    expect(ocel.events.filter(({ type }) => !types.has(type))).toEqual([]);
    expect(ocel.objects.filter(({ type }) => type === 'case')).toHaveLength(3);
  });

  it('goes out as of a period, without the cases that had nothing in it', async () => {
    const scope = { caseIds: null, from: new Date('2030-01-01T00:00:00Z'), before: null };
    const pieces: Buffer[] = [];
    for await (const piece of eventsAsOcel({ db: tilgang.db, scope })) pieces.push(piece);
    const ocel = JSON.parse(Buffer.concat(pieces).toString()) as Ocel;
    expect([ocel.events, ocel.objects]).toEqual([[], []]);
  });
});

interface Related {
  id: string;
  type: string;
  relationships: { objectId: string }[];
}

interface Ocel {
  events: Related[];
  objects: Related[];
  eventTypes: { name: string }[];
}
