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
import ocelSchema from '../../support/formats/ocel20-schema-json.json' with { type: 'json' };

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

/** Each case with what happened in it, as the log has it. */
async function coursesInLog() {
  const { rows } = await tilgang.db.pool.query<{
    caseId: string;
    reference: string;
    types: string[];
  }>(
    `SELECT c.id AS "caseId", c.reference, array_agg(e.type ORDER BY e.seq) AS types
       FROM case_event e JOIN access_case c ON c.id = e.case_id GROUP BY 1, 2`,
  );
  return rows;
}

const schemas = (name: string) => join('test/support/formats', name);

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

  it('goes out as XES that is valid by the schema of IEEE 1849-2016, every case and event in its order', async () => {
    const path = await written('events.xes', eventsAsXes);
    const lint = (file: string, ...asked: string[]) =>
      execFileSync('xmllint', [...asked, file], { stdio: 'pipe', encoding: 'utf8' });
    const validate = (file: string) => lint(file, '--noout', '--schema', schemas('xes.xsd'));
    validate(path);

    const asked = (xpath: string) => lint(path, '--xpath', xpath).trim();
    expect(Number(asked('count(//*[local-name()="event"])'))).toBe(events);
    for (const { reference, types } of await coursesInLog()) {
      const trace = `//*[local-name()="trace"][*[@key="concept:name"]/@value="${reference}"]`;
      const names = asked(`${trace}/*[local-name()="event"]/*[@key="concept:name"]/@value`);
      expect([...names.matchAll(/value="([^"]*)"/g)].map(([, name]) => name)).toEqual(types);
    }

    const xes = readFileSync(path, 'utf8');
    for (const [right, wrong] of [
      ['<int key="seq"', '<int name="seq"'],
      ['name="EventAndOutcome"', 'name="Event and outcome"'],
      ['<date key="time:timestamp" value="', '<date key="time:timestamp" value="on '],
    ] as const) {
      writeFileSync(join(folder, 'wrong.xes'), xes.replace(right, wrong));
      expect(() => validate(join(folder, 'wrong.xes'))).toThrow();
    }
  });

  it('goes out as OCEL 2.0 that is valid by the schema of its specification, and relates to objects that are there', async () => {
    const ocel = JSON.parse(
      readFileSync(await written('events.json', eventsAsOcel), 'utf8'),
    ) as Ocel;
    const validate = new Ajv({
      strict: false,
      formats: { 'date-time': (text: string) => !Number.isNaN(Date.parse(text)) },
    }).compile(ocelSchema);
    expect(validate(ocel) || validate.errors).toBe(true);
    expect(validate({ ...ocel, eventTypes: [{ name: 'of nothing' }] })).toBe(false);
    expect(ocel.events).toHaveLength(events);
    const ids = new Set(ocel.objects.map(({ id }) => id));
    const related = [...ocel.events, ...ocel.objects].flatMap((each) => each.relationships);
    expect(related.filter(({ objectId }) => !ids.has(objectId))).toEqual([]);
    expect(ocel.objects.filter(({ type }) => type === 'case')).toHaveLength(3);
    const attributes = new Map(
      [...ocel.eventTypes, ...ocel.objectTypes].map((type) => [
        type.name,
        type.attributes.map(({ name }) => name),
      ]),
    );
    for (const { type, attributes: values } of [...ocel.events, ...ocel.objects]) {
      expect(attributes.get(type)).toEqual(expect.arrayContaining(values.map(({ name }) => name)));
    }
  });

  it('goes out as OCEL 2.0 of which DuckDB reads each case with its events in order', async () => {
    const path = await written('events.json', eventsAsOcel);
    const duck = await (await DuckDBInstance.create()).connect();
    const read = await duck.runAndReadAll(
      `WITH log AS (SELECT unnest(events) AS event FROM read_json('${path}')),
            related AS (SELECT event, unnest(event.relationships) AS related FROM log)
       SELECT related.objectId AS object, string_agg(event.type, ' ' ORDER BY event.time,
              list_filter(event.attributes, lambda each: each.name = 'seq')[1].value::int) AS types
         FROM related WHERE related.qualifier = 'of' GROUP BY 1 ORDER BY 1`,
    );
    const courses = await coursesInLog();
    expect(read.getRowObjects().map(({ object, types }) => [object, types])).toEqual(
      courses.map(({ caseId, types }) => [`case:${caseId}`, types.join(' ')]).sort(),
    );
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
  attributes: { name: string }[];
  relationships: { objectId: string }[];
}

interface Typed {
  name: string;
  attributes: { name: string }[];
}

interface Ocel {
  events: Related[];
  objects: Related[];
  eventTypes: Typed[];
  objectTypes: Typed[];
}
