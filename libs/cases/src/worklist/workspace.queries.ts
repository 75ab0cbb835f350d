import type { Actor } from '#parties';
import type { Database } from '#platform';
import {
  bySoonest,
  type PermitHeld,
  permitIn,
  tasksIn,
  type WaitingTask,
  type WorkspaceCase,
} from './workspace.rules.js';

/** The most cases of one person that are read for what waits in them. */
const mostCases = 500;

export interface Workspace {
  tasks: WaitingTask[];
  permits: PermitHeld[];
}

/**
 * What waits for a person in the projects they take part in, and the permits they may ask to have
 * changed. Drafts have a list of their own; a case that is over waits for nobody.
 */
export async function workspaceOf(db: Database, actor: Actor, today: string): Promise<Workspace> {
  if (!actor.roles.some(({ role }) => role === 'applicant')) return { tasks: [], permits: [] };
  const { rows } = await db.pool.query<WorkspaceCase>(
    `SELECT id, reference, kind, parent_id AS "parentId", nullif(intake, 'portal') AS intake, version,
            applicant_id AS "applicantId", language, tracks, title, due_on::text AS "dueOn"
       FROM access_case
      WHERE relations @> $1::text[]
        AND application_state NOT IN ('draft', 'closed', 'withdrawn', 'dismissed', 'draft-dropped',
                                      'lapsed')
      ORDER BY changed_at DESC, id LIMIT $2`,
    [[`applicant:${actor.personId}`], mostCases],
  );
  return {
    tasks: rows.flatMap((row) => tasksIn(row, actor, today)).sort(bySoonest),
    permits: rows.flatMap((row) => permitIn(row, actor) ?? []),
  };
}
