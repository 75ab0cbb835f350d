import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * How far one request reaches in the database: row-level security shows the API's role what lies
 * within, whatever a query forgets to ask (docs/decisions/0018-second-wall.md).
 */
export interface Reach {
  personId: string | null;
  /** The relations through which cases are seen. */
  relations: readonly string[];
  /** The relations that close a case to this person, whatever else they hold. */
  barred: readonly string[];
  /** Cases seen by their own id, for a reason of their own. */
  cases: readonly string[];
}

const nothing: Reach = { personId: null, relations: [], barred: [], cases: [] };

const requests = new AsyncLocalStorage<{ reach: Reach }>();

/** Begins a request: it reaches nothing until it is known whose it is. */
export function beginReach<T>(work: () => T): T {
  return requests.run({ reach: nothing }, work);
}

/** Says whose the request is. Outside of a request it is nobody's, and this does nothing. */
export function setReach(reach: Reach): void {
  const request = requests.getStore();
  if (request) request.reach = reach;
}

/** Does `work` with one relation more: for what a role does across all cases. */
export function reachingAlso<T>(relation: string, work: () => T): T {
  const reach = currentReach();
  if (!reach) return work();
  return requests.run({ reach: { ...reach, relations: [...reach.relations, relation] } }, work);
}

/** What the request reaches; undefined outside of one. */
export function currentReach(): Reach | undefined {
  return requests.getStore()?.reach;
}

/** Bytes that are read while they are sent reach as far as the request that asked for them. */
export function withinReach<T>(source: AsyncGenerator<T>): AsyncGenerator<T> {
  const within = AsyncLocalStorage.snapshot();
  const bound = {
    next: () => within(() => source.next()),
    return: (value: unknown) => within(() => source.return(value)),
    throw: (error: unknown) => within(() => source.throw(error)),
    [Symbol.asyncIterator]: () => bound,
  } as AsyncGenerator<T>;
  return bound;
}

/** The settings that the policies read. */
export function settingsOf({ personId, relations, barred, cases }: Reach): string[] {
  return [personId ?? '', relations.join(','), barred.join(','), cases.join(',')];
}
