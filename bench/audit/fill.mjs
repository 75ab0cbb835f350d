import { hash, randomUUID } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonical, canonicalData, firstHash } from '../../dist/libs/audit/src/index.js';
import {
  addDays,
  daysBetween,
  HISTORY,
  historyOf,
  newCase,
  osloDate,
  SETTING_VERSIONS,
} from '../../dist/libs/cases/src/index.js';
import { cellsOf } from '../../dist/libs/oversight/src/index.js';
import { dar, npr, stroke } from './histories.mjs';

/** Ten years of cases begin this many weeks apart. */
const WEEKS_BETWEEN = 4;
const YEARS = 10;
/** What still waits has not waited for ten years. */
const OPEN_WEEKS = 26;
const BATCH_BYTES = 512 * 1024 * 1024;
const WORKING_DAY_MS = 7 * 3_600_000;

/**
 * Fills the log with copies of cases that were played: each with ids, days and registries of its
 * own, with hashes that hold, and with the cells that the case gives when it is measured. By COPY,
 * because ten million commands would take a day; the events lie in the order of time, as they would.
 *
 * @returns {Promise<{ events: number, cases: number, cells: number }>}
 */
export async function fill(owner, templates, { events: wanted, today, chance }) {
  const stored = await storedTemplates(owner, templates);
  const registries = await registriesOf(owner);
  const perCase = stored.reduce((sum, { share, events }) => sum + (share / 100) * events.length, 0);
  const cases = Math.round(wanted / perCase);
  const batches = await batchesIn(owner);
  let variant = 0;
  let left = 0;
  for (const template of stored) {
    const shifts = shiftsOf(template, today);
    for (const days of shifts) {
      left += (cases * template.share) / 100 / shifts.length;
      const copies = Math.floor(left);
      left -= copies;
      const moved = movedBy(template, days, drawThree(registries, chance));
      variant += 1;
      await batches.write(variant, moved, copies, chance);
    }
  }
  return batches.finish();
}

async function storedTemplates(owner, templates) {
  const { rows } = await owner.query(
    `SELECT c.*, ${HISTORY} AS history,
            (SELECT jsonb_agg(to_jsonb(e) - 'previous_hash' - 'hash' ORDER BY e.seq)
               FROM case_event e WHERE e.case_id = c.id) AS events,
            (SELECT v.content -> 'purposeCategory' FROM application_version v
              WHERE v.case_id = c.id ORDER BY v.number LIMIT 1) AS purposes,
            ${SETTING_VERSIONS} AS versions
       FROM access_case c WHERE c.id = ANY ($1)`,
    [templates.map(({ id }) => id)],
  );
  return rows.map((row) => ({
    ...row,
    share: templates.find(({ id }) => id === row.id).share,
    text: JSON.stringify({ tracks: row.tracks, events: row.events, history: row.history }),
  }));
}

async function registriesOf(owner) {
  const { rows } = await owner.query('SELECT id, kind FROM registry ORDER BY id');
  const of = (kind) => rows.filter((row) => row.kind === kind).map(({ id }) => id);
  return { statutory: of('statutory'), quality: of('quality') };
}

function drawThree({ statutory, quality }, chance) {
  const draw = (ids) => ids[Math.floor(ids.length * chance() ** 2)];
  const first = draw(statutory);
  const second = draw(statutory.filter((id) => id !== first));
  return { [npr]: first, [dar]: second, [stroke]: draw(quality) };
}

/** By how many days the case is moved so that it is over, or has come as far, before today. */
function shiftsOf({ events, application_state: state }, today) {
  const lastOn = osloDate(new Date(events.at(-1).at));
  const latest = Math.floor((daysBetween(lastOn, today) - 1) / 7);
  const isOpen = ['submitted', 'in-assessment'].includes(state);
  const weeks = isOpen ? OPEN_WEEKS : YEARS * 52;
  const shifts = [];
  for (let week = latest - weeks; week <= latest; week += WEEKS_BETWEEN) shifts.push(week * 7);
  return shifts;
}

/** The case some days later, or earlier, and of other registries. */
function movedBy(template, days, registryFor) {
  const text = template.text
    .replace(/"(\d{4}-\d\d-\d\d)(T[^"]*)?"/g, (_, on, time = '') => `"${addDays(on, days)}${time}"`)
    .replace(new RegExp([npr, dar, stroke].join('|'), 'g'), (id) => registryFor[id]);
  const { tracks, events, history } = JSON.parse(text);
  const { id, reference, kind, parent_id: parentId, version } = template;
  const { applicant_id: applicantId, language, purposes, versions } = template;
  const about = { id, reference, kind, parentId, version, applicantId, language, tracks };
  return {
    template: id,
    days,
    registryFor,
    tracks: JSON.stringify(tracks),
    events: events.map(asLogged),
    cells: cellsOf({
      firstDay: newCase(about),
      history: historyOf(history),
      versions: versions ?? [],
      purposes: purposes ?? [],
    }),
  };
}

/** What of an event is the same for every copy, as the chain and as COPY write it. */
function asLogged(row) {
  const event = {
    caseId: '',
    seq: row.seq,
    at: new Date(row.at),
    type: row.type,
    outcome: row.outcome,
    track: row.track,
    registryId: row.registry_id,
    fromState: row.from_state,
    toState: row.to_state,
    actorId: row.actor_id,
    actorRole: row.actor_role,
    caseVersion: row.case_version,
    data: row.data,
  };
  const whole = canonical(event);
  const at = JSON.stringify(event.at);
  const columns = [
    ...[event.type, event.outcome, event.track, event.registryId, event.fromState, event.toState],
    ...[event.actorId, event.actorRole, event.caseVersion, canonicalData(row.data)],
  ];
  return {
    seq: event.seq,
    atMs: event.at.getTime(),
    sealed: whole.slice(whole.indexOf(at) + at.length),
    columns: columns.map(copied).join('\t'),
  };
}

function copied(value) {
  if (value === null) return '\\N';
  return String(value).replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n');
}

/** Files that the server reads, while the next is written. */
async function batchesIn(owner) {
  const folder = mkdtempSync(join(tmpdir(), 'tilgang-bench-log-'));
  chmodSync(folder, 0o755);
  await owner.query(STAGE);
  let file = null;
  let written = 0;
  let number = 0;
  let reading = Promise.resolve();
  let cases = 0;
  const cells = [];
  const variants = [];
  const made = [];

  const readIn = async () => {
    if (!file) return;
    closeSync(file.descriptor);
    const { path } = file;
    file = null;
    await reading;
    reading = owner.query(`COPY bench_event FROM '${path}'`).then(() => rmSync(path));
  };

  return {
    async write(
      variant,
      { template, days, tracks, registryFor, events, cells: known },
      copies,
      chance,
    ) {
      for (const cell of known) cells.push({ variant, ...cell });
      variants.push({ variant, template, days, tracks: JSON.parse(tracks), registryFor });
      for (let copy = 0; copy < copies; copy++) {
        cases += 1;
        if (!file) {
          const path = join(folder, String((number += 1)));
          file = { path, descriptor: openSync(path, 'w', 0o644) };
          written = 0;
        }
        const id = randomUUID();
        const { text, last } = chained(id, events, Math.floor(chance() * WORKING_DAY_MS));
        written += writeSync(file.descriptor, text);
        made.push({ id, variant, last, number: cases });
        if (made.length === 20_000) await stage(owner, made);
        if (written >= BATCH_BYTES) await readIn();
      }
    },
    async finish() {
      await readIn();
      await reading;
      rmSync(folder, { recursive: true });
      await stage(owner, made);
      await stageVariants(owner, variants);
      await stageCells(owner, cells);
      await owner.query(WIDE);
      await withoutIndexes(owner, async () => {
        for (const statement of SETTLE) await owner.query(statement);
      });
      await owner.query('RESET ALL; SET search_path = tilgang');
      await owner.query('VACUUM ANALYZE');
      const { rows } = await owner.query(
        `SELECT (SELECT count(*) FROM case_event)::int AS events,
                (SELECT count(*) FROM access_case)::int AS cases,
                (SELECT count(*) FROM case_cell)::int AS cells`,
      );
      return rows[0];
    },
  };
}

/** A copy's events, sealed one by one. */
function chained(id, events, offsetMs) {
  let previous = firstHash;
  let text = '';
  for (const { seq, atMs, sealed, columns } of events) {
    const at = new Date(atMs + offsetMs).toISOString();
    const body = Buffer.from(`["${id}",${seq},"${at}"${sealed}`);
    const seal = hash('sha256', Buffer.concat([previous, body]), 'buffer');
    text += `${id}\t${seq}\t${at}\t${columns}\t\\\\x${previous.toString('hex')}\t\\\\x${seal.toString('hex')}\n`;
    previous = seal;
  }
  return { text, last: previous.toString('hex') };
}

/** Indexes are built when all is there: each row in its turn would take hours. */
async function withoutIndexes(owner, work) {
  const { rows } = await owner.query(
    `SELECT indexname AS name, indexdef AS definition FROM pg_indexes
      WHERE schemaname = 'tilgang' AND tablename IN ('case_event', 'case_cell')
        AND indexname NOT LIKE '%_pkey'`,
  );
  for (const { name } of rows) await owner.query(`DROP INDEX ${name}`);
  await work();
  for (const { definition } of rows) await owner.query(definition);
}

async function stage(owner, made) {
  await owner.query(
    `INSERT INTO bench_case SELECT * FROM jsonb_to_recordset($1::jsonb) AS row (
       id uuid, variant int, last text, number int)`,
    [JSON.stringify(made.splice(0))],
  );
}

async function stageVariants(owner, variants) {
  for (let from = 0; from < variants.length; from += 1_000) {
    await owner.query(
      `INSERT INTO bench_variant SELECT * FROM jsonb_to_recordset($1::jsonb) AS row (
         variant int, template uuid, days int, tracks jsonb, "registryFor" jsonb)`,
      [JSON.stringify(variants.slice(from, from + 1_000))],
    );
  }
}

async function stageCells(owner, cells) {
  for (let from = 0; from < cells.length; from += 20_000) {
    await owner.query(
      `INSERT INTO bench_cell SELECT * FROM jsonb_to_recordset($1::jsonb) AS row (
         variant int, measure text, month text, kind text, "unitId" text, part text, value int,
         count int, "knownFromOn" date, "knownUntilOn" date)`,
      [JSON.stringify(cells.slice(from, from + 20_000))],
    );
  }
}

const STAGE = `
  CREATE UNLOGGED TABLE bench_event (LIKE case_event);
  CREATE UNLOGGED TABLE bench_case (id uuid, variant int, last text, number int);
  CREATE UNLOGGED TABLE bench_variant (
    variant int, template uuid, days int, tracks jsonb, registry_for jsonb);
  CREATE UNLOGGED TABLE bench_cell (
    variant int, measure text, month text, kind text, unit_id text, part text, value int, count int,
    known_from_on date, known_until_on date)`;

const moved = (array) => `
  ARRAY(SELECT coalesce(regexp_replace(word, '[^:]+$', '') || (s.registry_for ->> split_part(word, ':', -1)), word)
          FROM unnest(${array}) AS word)`;

/** Room for what is sorted and built, and no trigger for rows that no command wrote. */
const WIDE = `
  SET session_replication_role = replica;
  SET maintenance_work_mem = '1GB';
  SET work_mem = '1GB'`;

const SETTLE = [
  `INSERT INTO access_case (
     id, reference, kind, version, applicant_id, assignee_id, unit_id, language, application_state,
     waiting_for, due_on, permit_ends_on, registry_ids, tracks, log_seq, log_hash, created_at,
     changed_at, title, relations)
   SELECT made.id, 'HDS-1999-' || lpad(made.number::text, 7, '0'), t.kind, t.version, t.applicant_id,
          t.assignee_id, t.unit_id, t.language, t.application_state, t.waiting_for,
          t.due_on + s.days, t.permit_ends_on + s.days, ${moved('t.registry_ids')}, s.tracks,
          t.log_seq, decode(made.last, 'hex'), t.created_at + s.days * interval '1 day',
          t.changed_at + s.days * interval '1 day', t.title, ${moved('t.relations')}
     FROM bench_case made JOIN bench_variant s USING (variant)
     JOIN access_case t ON t.id = s.template`,
  `ALTER TABLE case_event DROP CONSTRAINT case_event_pkey`,
  `INSERT INTO case_event SELECT * FROM bench_event ORDER BY at, case_id, seq`,
  `DROP TABLE bench_event`,
  `ALTER TABLE case_event ADD PRIMARY KEY (case_id, seq)`,
  `INSERT INTO case_cell (case_id, measure, month, kind, unit_id, part, value, count, known_from_on,
                          known_until_on)
   SELECT s.id, c.measure, c.month, c.kind, c.unit_id, c.part, c.value, c.count, c.known_from_on,
          c.known_until_on
     FROM bench_cell c JOIN bench_case s USING (variant) ORDER BY c.known_from_on, s.id`,
  `INSERT INTO figure AS f (measure, month, kind, unit_id, part, value, count)
   SELECT measure, month, kind, coalesce(unit_id, ''), part, value, sum(count::bigint * copies)
     FROM bench_cell JOIN (SELECT variant, count(*) AS copies FROM bench_case GROUP BY 1) AS s
          USING (variant)
    WHERE known_until_on IS NULL GROUP BY 1, 2, 3, 4, 5, 6
       ON CONFLICT (measure, month, kind, unit_id, part, value)
       DO UPDATE SET count = f.count + excluded.count`,
  `INSERT INTO figure_change AS f (measure, month, kind, unit_id, part, value, changed_on, count)
   SELECT measure, month, kind, coalesce(unit_id, ''), part, value, changed_on,
          sum(sign * count::bigint * copies)
     FROM bench_cell JOIN (SELECT variant, count(*) AS copies FROM bench_case GROUP BY 1) AS s
          USING (variant),
          LATERAL (VALUES (known_from_on, 1), (known_until_on, -1)) AS day (changed_on, sign)
    WHERE changed_on IS NOT NULL AND measure NOT IN ('holding', 'open')
    GROUP BY 1, 2, 3, 4, 5, 6, 7 HAVING sum(sign * count * copies) <> 0
       ON CONFLICT (measure, month, changed_on, part, value, kind, unit_id)
       DO UPDATE SET count = f.count + excluded.count`,
  `DROP TABLE bench_cell, bench_case, bench_variant`,
];
