import {
  caseById,
  isInForce,
  type PermitContent,
  preparing,
  refuseUnfounded,
  rolesInCase,
} from '#cases';
import type { Actor } from '#parties';
import { type Database, Refused } from '#platform';
import { orderFor, type OrderDocument } from './order.document.rules.js';

/**
 * The order of one round, from the version of the permit in force, for those who see the delivery:
 * the registry its own. Throws {@link Refused} `case-unknown`, `delivery-unknown`, and, while it is
 * still to be delivered, what stands in its way: `no-active-permit` and the like.
 */
export async function deliveryOrder(
  db: Database,
  caseId: string,
  deliveryId: string,
  actor: Actor,
  today: string,
): Promise<OrderDocument> {
  const accessCase = await caseById(db, caseId);
  const here = accessCase ? rolesInCase(accessCase, actor) : [];
  if (!accessCase || here.length === 0) {
    throw new Refused({ code: 'case-unknown', kind: 'absent' });
  }
  const { tracks } = accessCase;
  const delivery = tracks.delivery[deliveryId];
  const registryId = delivery?.registryId ?? '';
  const mayRead = here.some(
    ({ role, registryId: own }) =>
      readers.has(role) || (role === 'registry-delivery' && own === registryId),
  );
  if (!delivery || !mayRead) throw unknown;
  if (preparing.includes(delivery.state)) {
    if (!isInForce(tracks.permit)) throw new Refused({ code: 'no-active-permit', kind: 'facts' });
    const unfounded = refuseUnfounded(accessCase, registryId, today);
    if (unfounded) throw new Refused(unfounded.refused);
  }
  const { rows } = await db.pool.query<{
    content: string;
    name: string;
    controller: string | null;
  }>(CONTENT, [caseId, accessCase.parentId, registryId]);
  const [row] = rows;
  const order =
    row &&
    orderFor(accessCase, deliveryId, JSON.parse(row.content) as PermitContent, {
      name: row.name,
      controller: row.controller,
    });
  if (!order) throw unknown;
  return order;
}

const readers: ReadonlySet<string> = new Set([
  'applicant',
  'caseworker',
  'decision-maker',
  'unit-leader',
  'auditor',
  'insight',
]);

const unknown = new Refused({ code: 'delivery-unknown', kind: 'absent' });

const CONTENT = `
  SELECT v.content, r.name, r.controller
    FROM permit_version v, registry r
   WHERE v.case_id IN ($1, $2) AND r.id = $3
   ORDER BY (v.case_id = $1) DESC, v.version DESC LIMIT 1`;
