import type { Actor } from '#parties';
import { type Database, Refused } from '#platform';
import { completeness } from '../application/application.queries.js';
import type { AccessCase, ScreeningAnswer } from '../case.model.js';
import { rolesInCase } from '../case.relation.rules.js';
import { seesWhole } from '../case.visibility.js';
import type { Check } from '../form/checklist.model.js';
import { type CheckId, checkIds, checklist, checksFor } from '../form/checklist.rules.js';
import { type Finding, openItems, ruleFindings } from './screening.rules.js';

export interface ScreeningItem {
  item: CheckId;
  wording: Record<'nb' | 'nn' | 'en', string>;
  fields: Check['fields'];
  by: Check['by'];
  /** What a rule finds, where one can tell; a problem is a task for the caseworker. */
  finding: Finding | null;
  answer: (Omit<ScreeningAnswer, 'commentId'> & { comment: string | null }) | null;
  isOpen: boolean;
}

export interface Screening {
  state: string;
  /** Who found the application complete, and from which day: helseregisterloven section 19 f. */
  completeOn: string | null;
  completeByName: string | null;
  items: ScreeningItem[];
}

interface StoredScreening extends AccessCase {
  texts: Record<string, string> | null;
}

/** The completeness check of a case, item by item, for those who answer for it. */
export async function screeningOf(
  db: Database,
  id: string,
  actor: Actor,
  now: Date,
): Promise<Screening> {
  const { rows } = await db.pool.query<StoredScreening>(SCREENING, [id]);
  const found = rows[0];
  const here = found ? rolesInCase(found, actor) : [];
  if (!found || here.length === 0) throw new Refused({ code: 'case-unknown', kind: 'absent' });
  if (!seesWhole('screening', here)) {
    throw new Refused({ code: 'not-allowed-for-role', kind: 'role' });
  }
  const { kind, tracks, texts } = found;
  const judged = await completeness(db, id, actor, now);
  const findings = ruleFindings(judged);
  const open = new Set(openItems(found, findings));
  const made = new Set([...checksFor(kind, 'caseworker'), ...checksFor(kind, 'rule')]);
  return {
    state: tracks.screening.state,
    completeOn: tracks.application.completeOn ?? null,
    completeByName: tracks.application.completeByName ?? null,
    items: checkIds
      .filter((item) => made.has(item))
      .map((item) => {
        const { nb, nn, en, fields, by }: Check = checklist[item];
        const answer = tracks.screening.answers?.[item];
        return {
          item,
          wording: { nb, nn, en },
          fields,
          by,
          finding: findings[item] ?? null,
          answer: answer ? written(answer, texts ?? {}) : null,
          isOpen: open.has(item),
        };
      }),
  };
}

function written({ commentId, ...answer }: ScreeningAnswer, texts: Record<string, string>) {
  return { ...answer, comment: texts[commentId ?? ''] ?? null };
}

const SCREENING = `
  SELECT c.id, c.reference, c.kind, c.parent_id AS "parentId", c.version,
         c.applicant_id AS "applicantId", c.language, c.tracks,
         (SELECT jsonb_object_agg(t.id, t.body) FROM case_text t
           WHERE t.case_id = c.id AND t.field LIKE 'screening: %') AS texts
    FROM access_case c
   WHERE c.id = $1`;
