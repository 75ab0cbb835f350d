import { firstHash } from './event.chain.js';

export interface Fault {
  /** The case, or the chain of the service. */
  caseId: string;
  seq: number;
  fault:
    | 'changed'
    | 'missing'
    | 'chain-broken'
    | 'tail-differs-from-case'
    | 'text-changed'
    | 'draft-changed'
    | 'not-as-sealed'
    | 'seal-broken';
}

/** One event as a link of its chain, its hashes in hexadecimal digits. */
export interface Link {
  caseId: string;
  seq: number;
  previousHash: string;
  hash: string;
}

const first = firstHash.toString('hex');

/** What is wrong with a link, seen from the one before it. */
export function linkFaults(
  { caseId, seq, previousHash }: Link,
  previous: Link | undefined,
  isAsSealed: boolean,
): Fault[] {
  const faults: Fault[] = [];
  if (seq !== (previous?.seq ?? 0) + 1) faults.push({ caseId, seq: seq - 1, fault: 'missing' });
  if (previousHash !== (previous?.hash ?? first)) {
    faults.push({ caseId, seq, fault: 'chain-broken' });
  }
  if (!isAsSealed) faults.push({ caseId, seq, fault: 'changed' });
  return faults;
}
