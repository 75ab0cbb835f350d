/** What an alias file's own report says of a row; the order is the code each one is stored by. */
export const aliasReasons = [
  'accepted',
  'not-two-numbers',
  'old-number-invalid',
  'new-number-invalid',
  'from-date-malformed',
  'not-in-force-yet',
  'same-number-twice',
  'repeated',
  'old-number-has-two-new',
  'goes-in-a-circle',
] as const;

export type AliasReason = (typeof aliasReasons)[number];

export const aliasCode = (reason: AliasReason): number => aliasReasons.indexOf(reason);

const accepted = aliasCode('accepted');
const nobody = -1;
const disputed = -2;

export interface AliasEdges {
  /** The number that was replaced and the one that replaced it, as places among all numbers. */
  from: Uint32Array;
  to: Uint32Array;
  /** How many of the first stood before: they are never refused. */
  settled: number;
  /** How many numbers there are. */
  numbers: number;
}

export interface AliasGroups {
  /** What became of each edge, by {@link aliasReasons}. */
  verdicts: Uint8Array;
  /** The person of each number, or -1 for a number that no accepted edge names. */
  groups: Int32Array;
  /** The number each number ends at: the one in use. */
  heads: Uint32Array;
  /** How many people. */
  count: number;
}

/**
 * Who is one person. A number may be replaced once, by a number that may be replaced in turn; of
 * two new numbers for one old, neither can be known to be right, and both are refused; of numbers
 * that replace each other in a circle, all are.
 */
export function resolveAliases({ from, to, settled, numbers }: AliasEdges): AliasGroups {
  const verdicts = new Uint8Array(from.length).fill(accepted);
  const next = new Int32Array(numbers).fill(nobody);
  const edgeOf = new Int32Array(numbers).fill(nobody);
  for (let edge = 0; edge < from.length; edge++) {
    verdicts[edge] = follow(edge);
  }
  refuseCircles(next, edgeOf, settled, verdicts);
  return { verdicts, ...groupsOf(next) };

  function follow(edge: number): number {
    const [old, replaced] = [from[edge]!, to[edge]!];
    if (old === replaced) return aliasCode('same-number-twice');
    if (next[old] === nobody) {
      next[old] = replaced;
      edgeOf[old] = edge;
      return accepted;
    }
    if (next[old] === replaced) return aliasCode('repeated');
    const first = edgeOf[old]!;
    if (first >= settled) {
      verdicts[first] = aliasCode('old-number-has-two-new');
      next[old] = disputed;
    }
    return aliasCode('old-number-has-two-new');
  }
}

/** Takes the new edges of every circle out again; what stood before is in no circle by itself. */
function refuseCircles(
  next: Int32Array,
  edgeOf: Int32Array,
  settled: number,
  verdicts: Uint8Array,
): void {
  // The walk that first met each number; a walk that meets itself has gone in a circle.
  const walks = new Int32Array(next.length).fill(nobody);
  for (let start = 0; start < next.length; start++) {
    let at = start;
    while (at >= 0 && walks[at] === nobody) {
      walks[at] = start;
      at = next[at]!;
    }
    if (at < 0 || walks[at] !== start) continue;
    for (let number = at; ;) {
      const after = next[number]!;
      if (edgeOf[number]! >= settled) {
        verdicts[edgeOf[number]!] = aliasCode('goes-in-a-circle');
        next[number] = nobody;
      }
      number = after;
      if (number === at || number < 0) break;
    }
  }
}

function groupsOf(next: Int32Array): Omit<AliasGroups, 'verdicts'> {
  const heads = Uint32Array.from(next, (_, number) => number);
  for (let number = 0; number < next.length; number++) {
    let head = number;
    while (next[head]! >= 0) head = next[head]!;
    // Every number on the way learns its end, so that no chain is walked twice to its end.
    for (let at = number; at !== head;) {
      const after = next[at]!;
      heads[at] = head;
      if (after !== head) next[at] = head;
      at = after;
    }
  }
  const groups = new Int32Array(next.length).fill(nobody);
  let count = 0;
  for (let number = 0; number < next.length; number++) {
    const head = heads[number]!;
    if (head === number) continue;
    if (groups[head] === nobody) groups[head] = count++;
    groups[number] = groups[head]!;
  }
  return { groups, heads, count };
}
