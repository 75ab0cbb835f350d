import { canonical, type LoggedEvent } from '#audit';

/** What an extract of the log is of. */
export interface ExtractScope {
  /** null: every case, and the chain of the service. */
  caseIds: readonly string[] | null;
  /** Events at this time or later; null: from the first. */
  from: Date | null;
  /** Events before this time; null: to the last. */
  before: Date | null;
}

/** One chain with its events in the scope, in order. */
export interface ExtractedChain {
  chainId: string;
  reference: string | null;
  kind: string | null;
  events: readonly (LoggedEvent & { previousHash: Buffer; hash: Buffer })[];
}

/** The lines of a chain: where it begins and ends, and each event as it was hashed. */
export function linesOf({ chainId, reference, events }: Omit<ExtractedChain, 'kind'>): string {
  const [first] = events;
  const last = events.at(-1);
  if (!first || !last) return '';
  const head = {
    chain: chainId,
    reference,
    first: first.seq,
    previousHash: first.previousHash.toString('hex'),
    last: last.seq,
    hash: last.hash.toString('hex'),
  };
  const lines = events.map((event) => `["${event.hash.toString('hex')}",${canonical(event)}]`);
  return [JSON.stringify(head), ...lines, ''].join('\n');
}
