import type { Actor } from '#parties';
import { type Database, Refused } from '#platform';
import { daysBetween, osloDate } from '../clocks/calendar.rules.js';
import type { CaseKind } from '../case.model.js';
import { draftLapsesOn } from './draft.rules.js';
import { settingVersions } from '../settings/setting.queries.js';
import { type SettingName, standardSettings } from '../settings/setting.rules.js';

export interface DraftRow {
  id: string;
  reference: string;
  kind: CaseKind;
  title: string | null;
  changedAt: Date;
  lapsesOn: string;
  daysLeft: number;
}

/** A person's own drafts, the one that lapses first before the others, a page at a time. */
export async function ownDrafts(
  db: Database,
  actor: Actor,
  { after, limit }: { after?: string | undefined; limit: number },
  now: Date,
): Promise<{ items: DraftRow[]; nextCursor: string | null }> {
  const today = osloDate(now);
  const versions = await settingVersions(db);
  const { rows } = await db.pool.query<Omit<DraftRow, 'lapsesOn' | 'daysLeft'>>(
    `SELECT c.id, c.reference, c.kind, a.content ->> 'title' AS title, a.changed_at AS "changedAt"
       FROM access_case c
       JOIN application a ON a.case_id = c.id
      WHERE c.applicant_id = $1 AND c.application_state = 'draft'
        AND ($2::uuid IS NULL OR (a.changed_at, c.id) > (
              SELECT b.changed_at, b.case_id FROM application b WHERE b.case_id = $2))
      ORDER BY a.changed_at, c.id LIMIT $3`,
    [actor.personId, after ?? null, limit + 1],
  );
  const items = rows.slice(0, limit).map((row) => {
    const lapsesOn = draftLapsesOn(osloDate(row.changedAt), versions);
    return { ...row, lapsesOn, daysLeft: Math.max(0, daysBetween(today, lapsesOn)) };
  });
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** Drafts that have lain untouched so long that their applicant is to be warned, oldest first. */
export function draftsNearLapse(db: Database, today: string): Promise<string[]> {
  return draftIds(
    db,
    `changed_on + life <= $1::date + warning
     AND coalesce(warned_for, '') < (changed_on + life)::text`,
    today,
  );
}

/** Drafts whose applicant was warned of their last day, and that day is over. */
export function draftsToLapse(db: Database, today: string): Promise<string[]> {
  return draftIds(db, `warned_for < $1 AND warned_for >= (changed_on + life)::text`, today);
}

async function draftIds(db: Database, which: string, today: string): Promise<string[]> {
  const { 'draft-lifetime-days': life, 'draft-warning-days': warning } = standardSettings;
  const { rows } = await db.pool.query<{ id: string }>(
    `SELECT id
       FROM (SELECT c.id, changed_on, c.tracks #>> '{application,lapseWarnedFor}' AS warned_for,
                    ${inForce('draft-lifetime-days', '$2')} AS life,
                    ${inForce('draft-warning-days', '$3')} AS warning
               FROM access_case c
               JOIN application a ON a.case_id = c.id,
                    LATERAL (SELECT (a.changed_at AT TIME ZONE 'Europe/Oslo')::date) d (changed_on)
              WHERE c.application_state = 'draft') AS draft
      WHERE ${which}
      ORDER BY changed_on LIMIT 100`,
    [today, life, warning],
  );
  return rows.map(({ id }) => id);
}

/** The value of a setting on the day a draft was last changed: what holds for it since. */
function inForce(name: SettingName, standard: string): string {
  return `coalesce((SELECT (s.value #>> '{}')::int FROM setting_version s
                     WHERE s.name = '${name}' AND s.valid_from_on <= changed_on
                     ORDER BY s.valid_from_on DESC, s.number DESC LIMIT 1), ${standard}::int)`;
}

/** What a cursor must be, before it is asked with. */
export function draftCursor(cursor: string | undefined): string | undefined {
  if (cursor === undefined || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(cursor)) {
    return cursor;
  }
  throw new Refused({
    code: 'cursor-invalid',
    kind: 'facts',
    problems: [
      { field: 'cursor', rule: 'a cursor from a previous page', todo: 'begin at the first page' },
    ],
  });
}
