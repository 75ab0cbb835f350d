import type { Tracks } from '../case.model.js';
import type { Delivery, DeliveryState } from './delivery.model.js';

/** What the rounds of a case come to, registry by registry. */

export interface DeliveryOf extends Delivery {
  id: string;
  registryId: string;
}

/** Every round, by registry and then in the order they were ordered. */
export function deliveriesOf({ delivery }: Pick<Tracks, 'delivery'>): DeliveryOf[] {
  return Object.entries(delivery)
    .map(([id, part]) => ({ ...part, id, registryId: part.registryId ?? id }))
    .sort(
      (a, b) =>
        Number(a.registryId > b.registryId) - Number(a.registryId < b.registryId) ||
        (a.round ?? 0) - (b.round ?? 0),
    );
}

/** The registry that a round was ordered from; null where there is no such round. */
export function registryOfDelivery({ delivery }: Tracks, id: string): string | null {
  const part = delivery[id];
  return part ? (part.registryId ?? null) : null;
}

/** The registries that have been asked to deliver in the case, each once, by id. */
export function deliveringRegistryIds({ delivery }: Pick<Tracks, 'delivery'>): string[] {
  const ids = Object.entries(delivery).map(([id, { registryId }]) => registryId ?? id);
  return [...new Set(ids)].sort();
}

/** A registry has been asked for data and has not delivered. */
export const preparing: readonly DeliveryState[] = [
  'ordered',
  'accepted',
  'in-preparation',
  'quality-checked',
  'error-reported',
];

/** The first registry by id with a round in one of these states. */
export function firstDelivering(
  tracks: Pick<Tracks, 'delivery'>,
  states: readonly DeliveryState[],
): string | undefined {
  return deliveriesOf(tracks).find(({ state }) => states.includes(state))?.registryId;
}

const hasCome: readonly DeliveryState[] = [
  'delivered',
  'received',
  'redelivered',
  'error-reported',
];

/**
 * Whether data have come on a round, also when an error was found in them since: what was available
 * was available, and mending it has a limit of its own.
 */
export function hasArrived(state: string): boolean {
  return hasCome.some((each) => each === state);
}

/**
 * Whether a registry has delivered all that it was to: in one delivery, or in partial ones that
 * together hold every variable that the permit gives from it. Rounds of a plan come on top.
 */
export function hasDeliveredAll(
  tracks: Pick<Tracks, 'delivery'>,
  registryId: string,
  states: readonly DeliveryState[] = hasCome,
): boolean {
  const own = deliveriesOf(tracks).filter(
    (each) => each.registryId === registryId && each.kind !== 'recurring',
  );
  if (own.some(({ kind, state }) => kind !== 'partial' && states.includes(state))) return true;
  const here = own.filter(({ state }) => states.includes(state));
  const variables = new Set(here.flatMap(({ orderedVariables = [] }) => orderedVariables));
  const granted = own.at(-1)?.grantedCount ?? Infinity;
  return variables.size > 0 && variables.size >= granted;
}

/** The variables that have been ordered from a registry already; `all` after a whole order. */
export function orderedFrom(
  tracks: Pick<Tracks, 'delivery'>,
  registryId: string,
): 'all' | string[] {
  const own = deliveriesOf(tracks).filter(
    ({ state, kind, ...each }) =>
      each.registryId === registryId && state !== 'cancelled' && kind !== 'recurring',
  );
  if (own.some(({ kind }) => kind !== 'partial')) return 'all';
  return own.flatMap(({ orderedVariables = [] }) => orderedVariables);
}

/** Which of a registry's orders the next will be. */
export function nextRound(tracks: Pick<Tracks, 'delivery'>, registryId: string): number {
  return deliveriesOf(tracks).filter((each) => each.registryId === registryId).length + 1;
}

/** A round is known by its registry and its number: `norsk-pasientregister.2`. */
export function deliveryIdOf(registryId: string, round: number): string {
  return `${registryId}.${round}`;
}

/** The registry in the id of a round. */
export function registryInId(deliveryId: string): string {
  return deliveryId.replace(/\.\d+$/, '');
}

/** When a round is to be delivered: as promised, or as asked. */
export function dueOnOf({ state, promisedOn, dueOn, errorDueOn }: Delivery): string | null {
  return (state === 'error-reported' ? errorDueOn : (promisedOn ?? dueOn)) ?? null;
}
