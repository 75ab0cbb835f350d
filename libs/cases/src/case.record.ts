import { canonicalData, contentSeal, type LoggedEvent, sealOf, textSeal } from '#audit';
import type { LetterRowToInsert } from '#letters';
import { type JournalRow, JOURNAL } from './archive/journal.rows.js';
import type { OutboxRow, Tx } from '#platform';
import type { Draft } from './application/application.rules.js';
import type { AccessCase, CaseText, Decision, Tracks } from './case.model.js';
import type { NoticeOrder } from './notices/notice.rules.js';
import { relationsOf } from './case.relation.rules.js';
import type { FrozenVersion } from './permits/permit.content.model.js';
import { isInForce } from './permits/permit.rules.js';
import { waitingFor } from './case.waiting.rules.js';
import type { ClockDates } from './clocks/clock.dates.rules.js';
import { nextTimedOn } from './decisions/case.condition.rules.js';

/** What a command writes: all of it in one statement (docs/decisions/0004). */

export interface CommandRecord {
  caseId: string;
  accessCase: AccessCase;
  event: LoggedEvent;
  previousHash: Buffer;
  texts: readonly CaseText[];
  draft: Draft | undefined;
  /** What the draft is found by; undefined: as before. */
  searchable: string | undefined;
  permitVersion: FrozenVersion | undefined;
  /** The application to keep, frozen, as its next version. */
  frozen: Draft | undefined;
  letters: readonly LetterRowToInsert[];
  notices: readonly NoticeOrder[];
  /** The decision that the event makes, to be found by its own id. */
  decisions: readonly NewDecision[];
  /** The document of the event, journalled with it. */
  journal: JournalRow | null;
  outbox: readonly OutboxRow[];
  clockDates: ClockDates;
}

/** Writes the row, the event, its texts, letters and outbox rows: one statement, all or nothing. */
export async function record(tx: Tx, change: CommandRecord): Promise<void> {
  const { accessCase, event } = change;
  const { tracks } = accessCase;
  await tx.query({
    name: 'record-command',
    text: RECORD,
    values: [
      change.caseId,
      accessCase.version,
      tracks.assignment.assigneeId ?? null,
      tracks.application.state,
      waitingFor(tracks),
      change.clockDates.dueOn,
      endOf(tracks),
      tracks.application.registryIds,
      JSON.stringify(tracks),
      event.at,
      ...eventValues(event, change.previousHash),
      jsonOrNull(change.texts),
      change.draft === undefined ? null : JSON.stringify(change.draft),
      jsonOrNull(change.letters),
      jsonOrNull(change.outbox),
      change.draft?.title ?? null,
      relationsOf(accessCase),
      change.searchable ?? null,
      jsonOrNull(change.permitVersion ? [change.permitVersion] : []),
      tracks.assignment.unitId ?? null,
      change.clockDates.clockActsOn,
      change.clockDates.derivedOn,
      jsonOrNull(change.notices),
      // Who acts, and whose case it is, are told as themselves and not as one of many.
      [event.actorId, accessCase.applicantId].filter((personId) => personId !== null),
      change.frozen === undefined ? null : JSON.stringify(change.frozen),
      nextTimedOn(tracks),
      jsonOrNull(change.decisions),
      accessCase.applicantId,
      change.journal && JSON.stringify(change.journal),
    ],
  });
}

export interface NewDecision {
  id: string;
  track: string;
  part: string | null;
  outcome: string;
  decidedOn: string;
}

/** The decision that an event makes: signed, with an id of its own and a day. */
export function newDecisions({ event }: Decision): NewDecision[] {
  const { decisionId, decidedOn } = event.facts;
  if (typeof decisionId !== 'string' || typeof decidedOn !== 'string') return [];
  const { track, part, toState } = event;
  return [{ id: decisionId, track, part, outcome: toState, decidedOn }];
}

/** Adds an event that leaves the case as it is: a refused attempt, a letter read or dispatched. */
export async function note(tx: Tx, event: LoggedEvent, previousHash: Buffer): Promise<void> {
  await tx.query({
    name: 'note-event',
    text: NOTE,
    values: [event.caseId, event.at, ...eventValues(event, previousHash)],
  });
}

/** Whether the log of a locked case already holds this very fact. */
export async function isNoted(
  tx: Tx,
  caseId: string,
  type: string,
  data: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `SELECT 1 FROM case_event
      WHERE case_id = $1 AND type = $2 AND outcome = 'accepted' AND data::jsonb = $3::jsonb LIMIT 1`,
    [caseId, type, JSON.stringify(data)],
  );
  return rowCount === 1;
}

/**
 * The data column of an event: its facts, what it moved on other tracks, and the hashes of the texts
 * and the draft written with it. The texts themselves stay outside the log.
 */
export function eventData(decision: Decision): Record<string, unknown> {
  const { event, texts, draft, actingFor } = decision;
  const { facts, moves, alongside, part, registryId } = event;
  return {
    facts,
    moves,
    ...(alongside && { alongside }),
    ...(actingFor && { actingFor }),
    ...(event.patches && { patches: event.patches }),
    ...(part !== registryId && { part }),
    ...(texts.length > 0 && {
      texts: Object.fromEntries(texts.map((text) => [text.id, textSeal(text)])),
    }),
    ...(draft && { draft: contentSeal(draft) }),
  };
}

function eventValues(event: LoggedEvent, previousHash: Buffer): unknown[] {
  return [
    event.seq,
    event.type,
    event.outcome,
    event.track,
    event.registryId,
    event.fromState,
    event.toState,
    event.actorId,
    event.actorRole,
    event.caseVersion,
    canonicalData(event.data),
    previousHash,
    sealOf(event, previousHash),
  ];
}

/** When the case's own permit ends, while it lasts; a carried one ends with its parent's. */
function endOf({ permit }: Tracks): string | null {
  return isInForce(permit) && permit.state !== 'carried' ? (permit.endsOn ?? null) : null;
}

function jsonOrNull(rows: readonly unknown[]): string | null {
  return rows.length === 0 ? null : JSON.stringify(rows);
}

const INSERT_EVENT = (first: number) => `
  INSERT INTO case_event (case_id, at, seq, type, outcome, track, registry_id, from_state, to_state,
                          actor_id, actor_role, case_version, data, previous_hash, hash)
  SELECT $1, $${first - 1}, ${Array.from({ length: 13 }, (_, index) => `$${first + index}`).join(', ')}`;

// The data-modifying parts of one statement run in any order; none of them reads another's rows.
const RECORD = `
  WITH changed AS (
    UPDATE access_case SET version = $2, assignee_id = $3, application_state = $4, waiting_for = $5,
           due_on = $6, permit_ends_on = $7, registry_ids = $8, tracks = $9, changed_at = $10,
           log_seq = $11, log_hash = $23, applicant_id = $40, relations = $29, unit_id = $32,
           clock_acts_on = $33, clocks_derived_on = $34, timed_on = $38,
           title = CASE WHEN $25::jsonb IS NULL THEN title ELSE $28 END
     WHERE id = $1
  ), found_by AS (
    UPDATE case_search SET changed_at = $10, due_on = $6,
           words = CASE WHEN $30::text IS NULL THEN words ELSE to_tsvector('norwegian', $30) END
     WHERE case_id = $1
  ), logged AS (${INSERT_EVENT(11)}
  ), texts AS (
    INSERT INTO case_text (id, case_id, field, body, salt, created_at)
    SELECT id, $1, field, body, salt, $10
      FROM jsonb_to_recordset($24::jsonb) AS row (id uuid, field text, body text, salt uuid)
  ), redrafted AS (
    UPDATE application SET content = $25, changed_at = $10
     WHERE case_id = $1 AND $25::jsonb IS NOT NULL
  ), decided AS (
    INSERT INTO decision (id, case_id, event_seq, track, part, outcome, decided_on)
    SELECT id, $1, $11, track, part, outcome, "decidedOn"
      FROM jsonb_to_recordset($39::jsonb) AS row (
           id uuid, track text, part text, outcome text, "decidedOn" date)
  ), letters AS (
    INSERT INTO letter (id, case_id, event_seq, kind, language, template_version, recipient, data,
                        status, created_at)
    SELECT id, $1, $11, kind, language, "templateVersion", recipient, data, 'queued', $10
      FROM jsonb_to_recordset($26::jsonb) AS row (
           id uuid, kind text, language text, "templateVersion" text, recipient jsonb, data jsonb)
  ), frozen AS (
    INSERT INTO permit_version (permit_id, case_id, base, version, content, sha256, change_case_id,
                                created_at)
    SELECT "permitId", $1, base, version, content, sha256, "changeCaseId", $10
      FROM jsonb_to_recordset($31::jsonb) AS row (
           "permitId" text, base text, version integer, content text, sha256 text,
           "changeCaseId" uuid)
  ), told AS (
    INSERT INTO notice (id, person_id, case_id, event, about, created_at, is_alerted)
    SELECT gen_random_uuid(), person_id, $1, $12, $11, $10, bool_or(is_alerted)
      FROM (SELECT "personId" AS person_id, "isAlerted" AS is_alerted
              FROM jsonb_to_recordset($35::jsonb) AS row ("personId" uuid, "isAlerted" boolean)
             WHERE "personId" IS NOT NULL
            UNION ALL
            SELECT holder.person_id, "isAlerted"
              FROM jsonb_to_recordset($35::jsonb) AS row (
                   role text, "registryId" text, "unitId" text, "isAlerted" boolean)
              JOIN person_role holder ON holder.role = row.role
               AND (row."unitId" IS NULL OR EXISTS (
                     SELECT FROM person p
                      WHERE p.id = holder.person_id AND p.unit_id = row."unitId"))
               AND (row."registryId" IS NULL OR holder.registry_id = row."registryId"
                    OR holder.registry_id IS NULL)
             WHERE holder.person_id <> ALL ($36::uuid[])) AS people
     GROUP BY person_id
  ), unmeasured AS (
    -- What the case adds to the figures is counted anew (measure.service.ts); a draft adds nothing.
    INSERT INTO unmeasured (case_id) SELECT $1 WHERE $4 NOT IN ('draft', 'draft-dropped', 'lapsed')
  ), sent AS (
    INSERT INTO application_version (case_id, number, event_seq, event_type, content, created_at,
                                     attachments)
    SELECT $1, (SELECT coalesce(max(v.number), 0) + 1 FROM application_version v WHERE v.case_id = $1),
           $11, $12, $37, $10,
           (SELECT coalesce(jsonb_agg(file - 'earlier'), '[]')
              FROM jsonb_array_elements($9::jsonb #> '{application,attachments}') AS file)
     WHERE $37::jsonb IS NOT NULL
  ), ${JOURNAL('$1', '$11', '$41', '$10')}
  INSERT INTO outbox (id, queue, job, payload, created_at)
  SELECT id, queue, job, payload, $10
    FROM jsonb_to_recordset($27::jsonb) AS row (id uuid, queue text, job text, payload jsonb)`;

const NOTE = `
  WITH sealed AS (
    UPDATE access_case SET log_seq = $3, log_hash = $15 WHERE id = $1
  )${INSERT_EVENT(3)}`;
