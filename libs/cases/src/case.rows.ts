import { reachCase, type Tx } from '#platform';
import type { Draft } from './application/application.rules.js';
import type { RuleDates } from './advice/ethics.rules.js';
import { listedVariables, permitToChangeOf, twinOf } from './application/application.queries.js';
import type { AccessCase, Context, Tracks } from './case.model.js';
import type { PermitContent } from './permits/permit.content.model.js';
import { HISTORY, historyOf, SETTING_VERSIONS, type StoredEvent } from './case.history.js';
import type { CaseHistory } from './clocks/clock.model.js';
import type { SettingVersion } from './settings/setting.rules.js';
import { osloDate } from './clocks/calendar.rules.js';
import type { PermitToChange } from './form/check.model.js';
import { formOf } from './form/form.files.js';

/**
 * What a command reads: one statement locks, one reads. The case row is the lock and the end of the
 * log's chain; case.record.ts writes (docs/decisions/0004).
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
  // In one trip: the last statement sees what was committed while the one before it waited.
  const [, , locked] = await Promise.all([
    reachCase(tx, id),
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
         CASE WHEN c.parent_id IS NOT NULL THEN granted_by(c.parent_id) END AS parent,
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
