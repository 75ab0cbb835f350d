import type { Database } from '#platform';
import type { ExtractScope } from '../log/extract.lines.js';
import { type EventSource, type ExportedEvent, eventsByCase } from './event.row.js';

/**
 * The events as OCEL 2.0 in JSON: cases, registries and roles are its objects, so that an event of
 * one registry in one case is of both. What types there are is known when all events are written, and
 * stands behind them.
 */
export async function* eventsAsOcel(source: EventSource): AsyncGenerator<Buffer> {
  const seen = {
    types: new Set<string>(),
    registries: new Set<string>(),
    roles: new Set<string>(),
  };
  yield Buffer.from('{"events":[\n');
  let separator = '';
  for await (const events of eventsByCase(source)) {
    for (const { type, registryId, actorRole } of events) {
      seen.types.add(type);
      if (registryId) seen.registries.add(registryId);
      if (actorRole) seen.roles.add(actorRole);
    }
    yield Buffer.from(
      separator + events.map((event) => JSON.stringify(eventOf(event))).join(',\n'),
    );
    separator = ',\n';
  }
  yield Buffer.from('\n],"objects":[\n');
  separator = '';
  for await (const cases of casesOf(source.db, source.scope)) {
    for (const { registryIds } of cases) registryIds.forEach((id) => seen.registries.add(id));
    yield Buffer.from(
      separator + cases.map((each) => JSON.stringify(caseObject(each))).join(',\n'),
    );
    separator = ',\n';
  }
  const rest = [
    ...[...seen.registries].map((id) => ({ id: `registry:${id}`, type: 'registry' })),
    ...[...seen.roles].map((role) => ({ id: `role:${role}`, type: 'role' })),
  ].map((each) => JSON.stringify({ ...each, attributes: [], relationships: [] }));
  if (rest.length > 0) yield Buffer.from(separator + rest.join(',\n'));
  const types = {
    objectTypes: objectTypes,
    eventTypes: [...seen.types].map((name) => ({ name, attributes: eventAttributes })),
  };
  yield Buffer.from(`\n],${JSON.stringify(types).slice(1)}\n`);
}

const named = (name: string, type = 'string') => ({ name, type });
const eventAttributes = [
  named('seq', 'integer'),
  ...['outcome', 'track', 'from', 'to'].map((name) => named(name)),
];
const objectTypes = [
  { name: 'case', attributes: [named('reference'), named('kind')] },
  { name: 'registry', attributes: [] },
  { name: 'role', attributes: [] },
];

function eventOf(event: ExportedEvent): object {
  const { caseId, seq, outcome, track, fromState, toState, registryId, actorRole } = event;
  const values = { seq, outcome, track, from: fromState, to: toState };
  return {
    id: `${caseId}/${seq}`,
    type: event.type,
    time: event.at.toISOString(),
    attributes: Object.entries(values)
      .filter(([, value]) => value !== null)
      // The schema of the standard has every value as a string; its type is that of the event type.
      .map(([name, value]) => ({ name, value: String(value) })),
    relationships: [
      { objectId: `case:${caseId}`, qualifier: 'of' },
      ...(registryId ? [{ objectId: `registry:${registryId}`, qualifier: 'concerns' }] : []),
      ...(actorRole ? [{ objectId: `role:${actorRole}`, qualifier: 'done by' }] : []),
    ],
  };
}

interface ExportedCase {
  id: string;
  reference: string;
  kind: string;
  createdAt: Date;
  registryIds: string[];
}

function caseObject({ id, reference, kind, createdAt, registryIds }: ExportedCase): object {
  const time = createdAt.toISOString();
  return {
    id: `case:${id}`,
    type: 'case',
    attributes: [
      { name: 'reference', time, value: reference },
      { name: 'kind', time, value: kind },
    ],
    relationships: registryIds.map((registryId) => ({
      objectId: `registry:${registryId}`,
      qualifier: 'asks for data of',
    })),
  };
}

const CASES = 2_000;

/** The cases that have an event in the scope. */
async function* casesOf(
  db: Database,
  { caseIds, from, before }: ExtractScope,
): AsyncGenerator<ExportedCase[]> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await db.pool.query<ExportedCase>(
      `SELECT c.id, c.reference, c.kind, c.created_at AS "createdAt",
              c.registry_ids AS "registryIds"
         FROM access_case c
        WHERE c.id > $1 AND ($2::uuid[] IS NULL OR c.id = ANY ($2))
          AND EXISTS (SELECT 1 FROM case_event e WHERE e.case_id = c.id
                         AND ($3::timestamptz IS NULL OR e.at >= $3)
                         AND ($4::timestamptz IS NULL OR e.at < $4))
        ORDER BY c.id LIMIT $5`,
      [after, caseIds, from, before, CASES],
    );
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = last.id;
  }
}
