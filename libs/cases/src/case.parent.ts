import type { Actor } from '#parties';
import { type Database, Refused } from '#platform';
import type { Draft } from './application/application.rules.js';
import type { AccessCase, CaseKind } from './case.model.js';
import { caseById } from './case.queries.js';
import { rolesInCase } from './case.relation.rules.js';
import { sightOf } from './case.visibility.js';
import {
  affectedRegistryIds,
  type Difference,
  differenceFrom,
} from './application/difference.rules.js';
import { isBeyondMember } from './people/case.member.rules.js';
import type { PermitContent } from './permits/permit.content.model.js';
import { isInForce } from './permits/permit.rules.js';

/** A change, an extension or a data update, and the case whose permit it is about. */
export interface Parent {
  id: string;
  /** What the newest version of its permit gives. */
  granted: Draft;
}

/**
 * The case that a new one changes: only who holds its permit may ask, or a member who may send an
 * application in for them, and only while it is in force (d64 R9.4.1). Null for an application of
 * its own. Throws {@link Refused}.
 */
export async function parentOf(
  db: Database,
  kind: CaseKind,
  parentCaseId: string | undefined,
  actor: Actor,
): Promise<Parent | null> {
  const isOfItsOwn = kind === 'individual-level' || kind === 'statistics';
  if (isOfItsOwn && parentCaseId === undefined) return null;
  if (isOfItsOwn || parentCaseId === undefined) throw parentMisnamed();
  const parent = await caseById(db, parentCaseId);
  if (!parent || !rolesInCase(parent, actor).some(({ role }) => role === 'applicant')) {
    throw new Refused({ code: 'case-unknown', kind: 'absent' });
  }
  // Who opens the change leads it: one who may only read would speak for the project.
  if (isBeyondMember(parent, actor, 'submit')) {
    throw new Refused({ code: 'not-allowed-for-role', kind: 'role' });
  }
  refuseWithoutPermit(parent);
  return { id: parent.id, granted: await grantedIn(db, parent.id) };
}

/**
 * The permit that a caseworker registers a request for, and whose it is. Throws {@link Refused}
 * `case-unknown`, `not-allowed-for-role`, `no-active-permit`.
 */
export async function parentToRegisterFor(
  db: Database,
  parentCaseId: string,
  actor: Actor,
): Promise<{ holderId: string; language: AccessCase['language']; granted: Draft }> {
  const parent = await caseById(db, parentCaseId);
  const here = parent ? rolesInCase(parent, actor) : [];
  if (!parent || here.length === 0) throw new Refused({ code: 'case-unknown', kind: 'absent' });
  if (!here.some(({ role }) => role === 'caseworker')) {
    throw new Refused({ code: 'not-allowed-for-role', kind: 'role' });
  }
  refuseWithoutPermit(parent);
  const { applicantId: holderId, language } = parent;
  return { holderId, language, granted: await grantedIn(db, parent.id) };
}

function refuseWithoutPermit({ tracks: { permit } }: AccessCase): void {
  if (isInForce(permit) && permit.state !== 'carried') return;
  throw new Refused({ code: 'no-active-permit', kind: 'facts' });
}

export interface DifferenceView {
  parentId: string;
  differences: Difference[];
  /** The registries that the change concerns: nobody else need be asked again. */
  affectedRegistryIds: string[];
}

/** The difference from what was granted. Throws {@link Refused} `case-unknown`, `case-has-no-parent`. */
export async function differenceOf(
  db: Database,
  id: string,
  actor: Actor,
): Promise<DifferenceView> {
  const accessCase = await seenWhole(db, id, actor);
  if (accessCase.parentId === null) {
    throw new Refused({ code: 'case-has-no-parent', kind: 'state' });
  }
  const [granted, wanted] = await Promise.all([
    grantedIn(db, accessCase.parentId),
    draftOf(db, id),
  ]);
  return {
    parentId: accessCase.parentId,
    differences: differenceFrom(granted, wanted),
    affectedRegistryIds: affectedRegistryIds(granted, wanted),
  };
}

export interface RelatedCase {
  id: string;
  reference: string;
  kind: CaseKind;
  applicationState: string;
  accessState: string;
  relation: 'parent' | 'child';
}

/** The parent and the children of a case, of those this person may see (d64 R9.4.3). */
export async function relatedCases(
  db: Database,
  id: string,
  actor: Actor,
): Promise<{ related: RelatedCase[] }> {
  const accessCase = await seenWhole(db, id, actor);
  const { rows } = await db.pool.query<AccessCase>(
    `SELECT id, reference, kind, parent_id AS "parentId", version, applicant_id AS "applicantId",
            language, tracks
       FROM access_case WHERE id = $1 OR parent_id = $2 ORDER BY created_at, id LIMIT 200`,
    [accessCase.parentId, id],
  );
  return {
    related: rows
      .filter((other) => sightOf('application', rolesInCase(other, actor)) === 'all')
      .map((other) => ({
        id: other.id,
        reference: other.reference,
        kind: other.kind,
        applicationState: other.tracks.application.state,
        accessState: other.tracks.access.state,
        relation: other.id === accessCase.parentId ? ('parent' as const) : ('child' as const),
      })),
  };
}

async function seenWhole(db: Database, id: string, actor: Actor): Promise<AccessCase> {
  const accessCase = await caseById(db, id);
  const here = accessCase ? rolesInCase(accessCase, actor) : [];
  if (!accessCase || here.length === 0) throw new Refused({ code: 'case-unknown', kind: 'absent' });
  if (sightOf('application', here) !== 'all') {
    throw new Refused({ code: 'not-allowed-for-role', kind: 'role' });
  }
  return accessCase;
}

async function grantedIn(db: Database, caseId: string): Promise<Draft> {
  const { rows } = await db.pool.query<{ content: string }>(
    'SELECT content FROM permit_version WHERE case_id = $1 ORDER BY version DESC LIMIT 1',
    [caseId],
  );
  return rows[0] ? (JSON.parse(rows[0].content) as PermitContent).granted : {};
}

async function draftOf(db: Database, caseId: string): Promise<Draft> {
  const { rows } = await db.pool.query<{ content: Draft }>(
    'SELECT content FROM application WHERE case_id = $1',
    [caseId],
  );
  return rows[0]?.content ?? {};
}

function parentMisnamed(): Refused {
  return new Refused({
    code: 'parent-misnamed',
    kind: 'facts',
    problems: [
      {
        field: 'parentCaseId',
        rule: 'a change, an extension or a data update names the case it is about, and no other does',
        todo: 'name the case whose permit is to be changed',
      },
    ],
  });
}
