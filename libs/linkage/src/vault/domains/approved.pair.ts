import type { Approval } from '../access/access.control.js';
import { samePersonTwice } from '../access/joint.orders.js';
import { refuse } from '../vault.refusals.js';

/** An order, and another person's confirmation of that very order. */
export interface ApprovedPair {
  order: Approval;
  confirmation: Approval;
}

/**
 * The two words that destroying keys takes.
 *
 * Refuses 403 `two-approvals-needed`, `same-person-twice` and `approvals-not-a-pair`: an order that
 * was withdrawn in the case is no half of a later one.
 */
export function pairOf(approvals: readonly Approval[]): ApprovedPair {
  const [one, other] = approvals;
  if (!one || !other) throw twoNeeded();
  if (one.by.id === other.by.id) throw samePersonTwice();
  const order = approvals.find(({ approves }) => approves === 'order');
  const confirmation = approvals.find(({ approves }) => approves === 'confirm');
  if (!order || !confirmation || order.orderId !== confirmation.orderId) throw notAPair();
  return { order, confirmation };
}

const twoNeeded = () =>
  refuse('role', 'two-approvals-needed', [
    {
      field: 'approvals',
      rule: 'split custody: what one custodian orders, another confirms',
      todo: 'send what was signed for both of them in the case',
    },
  ]);

const notAPair = () =>
  refuse('role', 'approvals-not-a-pair', [
    {
      field: 'approvals',
      rule: 'one is the order and the other confirms that order',
      todo: 'have the destruction ordered and confirmed anew in the case',
    },
  ]);
