import type { Me } from '../../api/types';

const staff = ['caseworker', 'decision-maker', 'unit-leader', 'auditor'];

/** Who has deliveries to make, or follows those of all. */
export function followsDeliveries({ roles }: Me): boolean {
  return roles.some(({ role }) => staff.includes(role) || role === 'registry-delivery');
}

const readers = ['caseworker', 'unit-leader', 'auditor', 'registry-delivery'];

/** Who reads the register of disclosures: all of it, or that of their own registry. */
export function readsDisclosures({ roles }: Me): boolean {
  return roles.some(({ role }) => readers.includes(role));
}

/** Whether the deliveries are this person's own to make. */
export function delivers({ roles }: Me): boolean {
  return roles.some(({ role }) => role === 'registry-delivery');
}
