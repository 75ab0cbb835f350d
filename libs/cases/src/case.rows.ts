import { canonicalData, contentSeal, type LoggedEvent, sealOf, textSeal } from '#audit';
import type { LetterRowToInsert } from '#letters';
import { type JournalRow, JOURNAL } from './archive/journal.rows.js';
import type { OutboxRow, Tx } from '#platform';
import type { Draft } from './application/application.rules.js';
import type { RuleDates } from './advice/ethics.rules.js';
import { listedVariables, permitToChangeOf, twinOf } from './application/application.queries.js';
import type { AccessCase, CaseText, Context, Decision, Tracks } from './case.model.js';
import type { NoticeOrder } from './notices/notice.rules.js';
import { relationsOf } from './case.relation.rules.js';
import type { FrozenVersion, PermitContent } from './permits/permit.content.model.js';
import { isInForce } from './permits/permit.rules.js';
import { HISTORY, historyOf, SETTING_VERSIONS, type StoredEvent } from './case.history.js';
import { waitingFor } from './case.waiting.rules.js';
import type { ClockDates } from './clocks/clock.dates.rules.js';
import type { CaseHistory } from './clocks/clock.model.js';
import type { SettingVersion } from './settings/setting.rules.js';
import { osloDate } from './clocks/calendar.rules.js';
import { nextTimedOn } from './decisions/case.condition.rules.js';
import type { PermitToChange } from './form/check.model.js';
import { formOf } from './form/form.files.js';

/**
 * The SQL of a command: one statement locks, one reads, one writes everything. The case row is the
 * lock and the end of the log's chain (docs/decisions/0004).
 */

export interface LockedCase {
  accessCase: AccessCase;
  lookups: Omit<Context, 'actor' | 'now' | 'today' | 'newId' | 'profile'>;
  /** Its events so far, from submission on: what the clocks are computed from. */
  history: CaseHistory;
  logSeq: number;
  logHash: Buffer;
  /** When the last event of the case was, a change or a note. */
  loggedAt: Date;
}

interface StoredCase {
  id: string;
  reference: string;
  kind: AccessCase['kind'];
  parent_id: string | null;
  intake: 'portal' | 'paper';
  version: number;
  applicant_id: string;
  language: AccessCase['language'];
  tracks: Tracks;
  log_seq: number;
  log_hash: Buffer;
  logged_at: Date;
  draft: Draft;
  draft_changed_at: Date;
  applicant_name: string;
  assignee_name: string | null;
  people: Context['people'] | null;
  prices: Context['prices'];
  registries: Context['registries'] | null;
  texts: Record<string, string> | null;
  rule_dates: RuleDates | null;
  permit_number: string | null;
  permit_content: string | null;
  parent: { permit: Tracks['permit']; linkage: Tracks['linkage']; content: string } | null;
  history: StoredEvent[] | null;
  setting_versions: SettingVersion[] | null;
  catalogue: Context['catalogue'] | null;
  letters: Context['letters'] | null;
  file: Context['file'];
  form_version: string;
  twin_reference: string | null;
  permit_to_change: PermitToChange | null;
}

export interface Lookups {
  /** The texts of the case: only letters that quote them need these. */
  texts: boolean;
  /** The days set for rules passed without one: only a decision that rests on one needs these. */
  ruleDates?: boolean;
  /** Draws a permit number from its sequence. */
  permitNumber: boolean;
  /** What the newest version of the permit gives. */
  permitContent: boolean;
  /** When the letters to the applicant left. */
  letters: boolean;
  /** A file sent to the case. */
  fileId?: string;
  /** The variables of the application that stand in the catalogue. */
  catalogue: boolean;
  /** A like application that is open already, and the permit to be changed: for sending in. */
  submission: boolean;
  /** Registries to look up beside those of the case: a draft names new ones. */
  registryIds: readonly string[];
  /** The people to look up: who acts, and whom the command names. */
  personIds: readonly string[];
}

/**
 * Locks one case and reads what a decision on it may look at; null where there is none.
 *
 * @param today the calendar date whose prices are in force.
 */
export async function lockCase(
  tx: Tx,
  id: string,
  lookups: Lookups,
  today: string,
): Promise<LockedCase | null> {
  // Two statements in one trip: the second sees what was committed while the first waited.
  const [, locked] = await Promise.all([
    tx.query({
      name: 'lock-case',
      text: 'SELECT 1 FROM access_case WHERE id = $1 FOR UPDATE',
      values: [id],
    }),
    readCase(tx, id, lookups, today),
  ]);
  return locked;
}

/** The same without the lock, for one who changes nothing. */
export async function readCase(
  tx: Tx,
  id: string,
  lookups: Lookups,
  today: string,
): Promise<LockedCase | null> {
  const { rows } = await tx.query<StoredCase>({
    name: 'read-locked-case',
    text: READ,
    values: [
      id,
      lookups.texts,
      lookups.permitNumber,
      lookups.registryIds,
      lookups.permitContent,
      lookups.personIds,
      lookups.ruleDates ?? false,
      lookups.catalogue,
      today,
      lookups.letters,
      lookups.fileId ?? null,
      lookups.submission,
    ],
  });
  return rows[0] ? lockedFrom(rows[0]) : null;
}

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
  data: Readonly<Record<string, string>>,
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

function lockedFrom(row: StoredCase): LockedCase {
  return {
    accessCase: {
      id: row.id,
      reference: row.reference,
      kind: row.kind,
      parentId: row.parent_id,
      ...(row.intake === 'paper' && { intake: row.intake }),
      version: row.version,
      applicantId: row.applicant_id,
      language: row.language,
      tracks: row.tracks,
    },
    lookups: {
      draft: row.draft,
      draftChangedOn: osloDate(row.draft_changed_at),
      form: formOf(row.form_version),
      twinReference: row.twin_reference,
      permitToChange: row.permit_to_change,
      applicantName: row.applicant_name,
      assigneeName: row.assignee_name,
      people: row.people ?? {},
      prices: row.prices,
      registries: row.registries ?? {},
      catalogue: row.catalogue ?? [],
      file: row.file,
      texts: row.texts ?? {},
      ruleDates: row.rule_dates ?? {},
      letters: row.letters ?? [],
      permitNumber: row.permit_number?.padStart(6, '0') ?? null,
      permitContent:
        row.permit_content === null ? null : (JSON.parse(row.permit_content) as PermitContent),
      parent: row.parent && {
        permit: row.parent.permit,
        linkage: row.parent.linkage,
        content: JSON.parse(row.parent.content) as PermitContent,
      },
      settingVersions: row.setting_versions ?? [],
    },
    history: historyOf(row.history ?? []),
    logSeq: row.log_seq,
    logHash: row.log_hash,
    loggedAt: row.logged_at,
  };
}

const READ = `
  SELECT c.id, c.reference, c.kind, c.parent_id, c.intake, c.version, c.applicant_id, c.language, c.tracks, c.log_seq, c.log_hash,
         (SELECT e.at FROM case_event e WHERE e.case_id = c.id AND e.seq = c.log_seq) AS logged_at,
         a.content AS draft, a.form_version, a.changed_at AS draft_changed_at, applicant.name AS applicant_name,
         assignee.name AS assignee_name,
         (SELECT jsonb_object_agg(r.id, jsonb_build_object(
                   'name', r.name, 'kind', r.kind, 'hasRecipientKey', r.age_recipient IS NOT NULL
                     AND (r.key_expires_at IS NULL OR r.key_expires_at > $9::date),
                   'controller', r.controller,
                   'inRegulation', r.in_regulation, 'decidedBy', r.decided_by))
            FROM registry r WHERE r.id = ANY (c.registry_ids || $4::text[])) AS registries,
         (SELECT jsonb_object_agg(p.id, jsonb_build_object('name', p.name, 'unitId', p.unit_id,
                   'roles', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                                      'role', r.role, 'registryId', r.registry_id)), '[]')
                               FROM person_role r WHERE r.person_id = p.id)))
            FROM person p WHERE p.id = ANY ($6::uuid[])) AS people,
         (SELECT jsonb_build_object('validFrom', l.valid_from, 'oneSourceNok', l.one_source_nok,
                   'severalSourcesNok', l.several_sources_nok, 'hourNok', l.hour_nok)
            FROM price_list l WHERE l.valid_from <= $9::date
           ORDER BY l.valid_from DESC LIMIT 1) AS prices,
         CASE WHEN $2 THEN (SELECT jsonb_object_agg(t.id, t.body) FROM case_text t
                             WHERE t.case_id = c.id) END AS texts,
         CASE WHEN $7 THEN (SELECT jsonb_object_agg(d.rule, d.valid_from::text) FROM (
                  SELECT DISTINCT ON (rule) rule, valid_from FROM rule_date
                   ORDER BY rule, id DESC) d) END AS rule_dates,
         CASE WHEN $3 THEN nextval('permit_reference_seq') END AS permit_number,
         CASE WHEN $5 THEN (SELECT v.content FROM permit_version v WHERE v.case_id = c.id
                             ORDER BY v.version DESC LIMIT 1) END AS permit_content,
         CASE WHEN c.parent_id IS NOT NULL THEN (
           SELECT jsonb_build_object('permit', p.tracks -> 'permit',
                                     'linkage', p.tracks -> 'linkage', 'content', v.content)
             FROM access_case p JOIN permit_version v ON v.case_id = p.id
            WHERE p.id = c.parent_id ORDER BY v.version DESC LIMIT 1) END AS parent,
         CASE WHEN c.application_state <> 'draft' THEN ${HISTORY} END AS history,
         ${SETTING_VERSIONS} AS setting_versions,
         CASE WHEN $8 THEN (${listedVariables}) END AS catalogue,
         CASE WHEN $10 THEN (SELECT jsonb_agg(jsonb_build_object('kind', l.kind,
                   'dispatchedAt', to_jsonb(CASE WHEN l.failed_at IS NULL THEN l.dispatched_at END),
                   'alertedAt', to_jsonb(l.alerted_at), 'arrivesOn', l.arrives_on))
            FROM letter l WHERE l.case_id = c.id AND l.recipient ->> 'kind' = 'applicant')
          END AS letters,
         (SELECT jsonb_build_object('sizeBytes', f.size_bytes, 'sha256', f.sha256, 'state', f.state)
            FROM case_file f WHERE f.id = $11::uuid AND f.case_id = c.id) AS file,
         CASE WHEN $12 THEN ${twinOf} END AS twin_reference,
         CASE WHEN $12 THEN ${permitToChangeOf} END AS permit_to_change
    FROM access_case c
    JOIN application a ON a.case_id = c.id
    JOIN person applicant ON applicant.id = c.applicant_id
    LEFT JOIN person assignee ON assignee.id = c.assignee_id
   WHERE c.id = $1`;

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
                   role text, "registryId" text, "isAlerted" boolean)
              JOIN person_role holder ON holder.role = row.role
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
