import { systemActor } from '#parties';
import { type Database, Refused } from '#platform';
import type { Draft } from './application/application.rules.js';
import type { CaseCommand } from './case.commands.js';
import type { AccessCase, Tracks } from './case.model.js';
import { caseById } from './case.queries.js';
import type { CaseService } from './case.service.js';
import { changedGrant, isInEffect, requestOf } from './permits/permit.change.rules.js';
import type { PermitContent } from './permits/permit.content.model.js';
import { isInForce } from './permits/permit.rules.js';

/**
 * Carries what a change has come to over to the case that holds the permit: that it is asked for,
 * refused or withdrawn, or the version it gives. Reads where things stand and not what happened, so
 * that a job run twice, or after the next one, leaves the same behind.
 */
export async function carryOutInParent(
  cases: CaseService,
  db: Database,
  caseId: string,
): Promise<void> {
  const child = await caseById(db, caseId);
  const parent = child?.parentId ? await caseById(db, child.parentId) : null;
  if (!child || !parent) return;
  const { draft, texts, before } = await changeIn(db, child.id, parent.id);
  const request = requestOf(child, draft, parent.tracks.permit.endsOn ?? '');
  const known = parent.tracks.permit.requests?.[caseId];
  if (request && known?.state !== 'granted' && known?.state !== request.state) {
    await give(cases, parent.id, {
      type: 'record-permit-request',
      version: null,
      requestCaseId: caseId,
      request,
    });
  }
  const { access } = child.tracks;
  if (!isInEffect(child.tracks, await cases.today())) return;
  if (!parent.tracks.permit.versions?.some((version) => version.changeCaseId === caseId)) {
    await give(cases, parent.id, {
      type: child.kind === 'extension' ? 'extend-permit' : 'amend-permit',
      version: null,
      changeCaseId: caseId,
      changeReference: child.reference,
      decidedOn: access.decidedOn ?? '',
      signedByName: access.signedByName ?? '',
      endsOn: access.permitEndsOn ?? '',
      conditions: (access.conditions ?? []).map(({ textId }) => texts[textId] ?? ''),
      granted: changedGrant(before, child.tracks, draft),
    });
  }
  await carryToChildren(cases, db, parent.id);
}

/** Carries out the changes whose day has come, where their permit is still in force. */
export async function carryOutChangesDue(cases: CaseService, db: Database): Promise<void> {
  const { rows } = await db.pool.query<{ id: string }>(
    `SELECT c.id FROM access_case c JOIN access_case p ON p.id = c.parent_id
      WHERE c.tracks -> 'access' ->> 'takesEffectOn' <= $1
        AND c.application_state = 'decided'
        AND c.tracks -> 'access' ->> 'state' IN ('granted', 'partly-granted')
        AND c.tracks -> 'permit' ->> 'state' = 'none'
        AND p.permit_ends_on IS NOT NULL
      ORDER BY c.tracks -> 'access' ->> 'takesEffectOn', c.id LIMIT 100`,
    [await cases.today()],
  );
  for (const { id } of rows) await carryOutInParent(cases, db, id);
}

/** Lets every granted case that rests on a permit follow it: carried while it is in force. */
export async function carryToChildren(
  cases: CaseService,
  db: Database,
  parentId: string,
): Promise<void> {
  const parent = await caseById(db, parentId);
  if (!parent) return;
  const { permit } = parent.tracks;
  const { permitReference: permitId = '', endsOn = '' } = permit;
  for (const child of await grantedChildren(db, parentId)) {
    const own = child.tracks.permit;
    const isMade = permit.versions?.some(({ changeCaseId }) => changeCaseId === child.id);
    if (isInForce(permit) && isMade && own.permitReference !== permitId) {
      await give(cases, child.id, { type: 'carry-permit', version: null, permitId, endsOn });
    } else if (!isInForce(permit) && own.state === 'carried') {
      const because = permit.state === 'revoked' ? 'revoked' : 'expired';
      await give(cases, child.id, { type: 'stop-carrying-permit', version: null, because });
    }
  }
}

/** What a repeated job finds done already. Anything else is a fault that must not pass in silence. */
const doneAlready: ReadonlySet<string> = new Set(['change-already-applied', 'carried-already']);

async function give(cases: CaseService, id: string, command: CaseCommand): Promise<void> {
  try {
    await cases.execute(id, command, systemActor);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    // A permit that has ended meanwhile has no use for a request any more.
    if (command.type === 'record-permit-request') return;
    if (!doneAlready.has(error.refusal.code)) throw error;
  }
}

async function changeIn(
  db: Database,
  childId: string,
  parentId: string,
): Promise<{ draft: Draft; texts: Record<string, string>; before: Draft }> {
  const { rows } = await db.pool.query<{
    draft: Draft;
    texts: Record<string, string> | null;
    before: string | null;
  }>(
    `SELECT a.content AS draft,
            (SELECT jsonb_object_agg(t.id, t.body) FROM case_text t
              WHERE t.case_id = $1) AS texts,
            (SELECT v.content FROM permit_version v WHERE v.case_id = $2
              ORDER BY v.version DESC LIMIT 1) AS before
       FROM application a WHERE a.case_id = $1`,
    [childId, parentId],
  );
  const [row] = rows;
  return {
    draft: row?.draft ?? {},
    texts: row?.texts ?? {},
    before: row?.before ? (JSON.parse(row.before) as PermitContent).granted : {},
  };
}

type Child = Pick<AccessCase, 'id'> & { tracks: Pick<Tracks, 'permit'> };

async function grantedChildren(db: Database, parentId: string): Promise<Child[]> {
  const { rows } = await db.pool.query<Child>(
    `SELECT id, jsonb_build_object('permit', tracks -> 'permit') AS tracks FROM access_case
      WHERE parent_id = $1 AND tracks -> 'access' ->> 'state' IN ('granted', 'partly-granted')
      ORDER BY created_at, id LIMIT 1000`,
    [parentId],
  );
  return rows;
}
