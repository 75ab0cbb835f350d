import type { Actor } from '#parties';
import { type Database, Refused } from '#platform';
import { knownCaseId } from '../case.controller.js';
import { allowedCommands } from '../case.machine.js';
import type { AccessCase } from '../case.model.js';
import { caseById } from '../case.queries.js';
import { isByInsight, rolesInCase } from '../case.relation.rules.js';
import { sightOf } from '../case.visibility.js';

/** Attachments are seen by those who see the whole application; for others there is no such case. */
export async function readableCase(db: Database, actor: Actor, id: string): Promise<AccessCase> {
  const accessCase = await caseById(db, knownCaseId(id));
  const here = accessCase ? rolesInCase(accessCase, actor) : [];
  if (!accessCase || here.length === 0) throw new Refused({ code: 'case-unknown', kind: 'absent' });
  if (sightOf('application', here) !== 'all') {
    throw new Refused({ code: 'not-allowed-for-role', kind: 'role' });
  }
  return accessCase;
}

/** A case that this person sends files to, if not now: insight is for reading. */
export async function sendersCase(db: Database, actor: Actor, id: string): Promise<AccessCase> {
  const accessCase = await readableCase(db, actor, id);
  if (isByInsight(accessCase, actor)) {
    throw new Refused({ code: 'not-allowed-for-role', kind: 'role' });
  }
  return accessCase;
}

/** A case that this person may attach files to now. */
export async function attachableCase(db: Database, actor: Actor, id: string): Promise<AccessCase> {
  const accessCase = await sendersCase(db, actor, id);
  if (!allowedCommands(accessCase, actor).some(({ name }) => name === 'add-attachment')) {
    throw new Refused({ code: 'not-allowed-in-state', kind: 'state' });
  }
  return accessCase;
}
