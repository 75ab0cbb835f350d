import { randomUUID } from 'node:crypto';
import type { Tx } from '#platform';
import { copyOut } from '../map/copy.out.js';
import { seal, unseal } from '../map/segment.seal.js';
import { partCount } from '../people/person.intake.js';
import { aligned, tagWords } from '../people/tag.cipher.js';

/** What somebody is in a population; one person may be several things. */
export const roleBits = { case: 1, control: 2, relative: 4 } as const;

/** Words kept of each member: the tag, the roles, the set they are a case of and the control of. */
export const memberWords = tagWords + 3;
export const rolesAt = tagWords;
export const caseSetAt = tagWords + 1;
export const controlSetAt = tagWords + 2;

/**
 * Who the people of an order are, at rest: tags with roles and sets, by the first byte of the tag,
 * in order of tag. Each part is sealed and bound to its order, its place and its writing.
 */
export class PopulationStore {
  constructor(
    private readonly tx: Tx,
    private readonly place: { domainId: string; orderId: string },
    private readonly key: Uint8Array,
  ) {}

  /** The members of one part, {@link memberWords} each; nobody where the part has no row. */
  async part(part: number): Promise<Uint32Array> {
    const { orderId } = this.place;
    const { rows } = await this.tx.query<{ written_as: string }>(
      'SELECT written_as FROM population_part WHERE order_id = $1 AND part = $2',
      [orderId, part],
    );
    if (!rows[0]) return new Uint32Array(0);
    // As text the driver would make four bytes of memory of each; the order's id is a uuid.
    const [sealed] = await copyOut(
      this.tx,
      `SELECT members FROM population_part WHERE order_id = '${orderId}' AND part = ${part}`,
    );
    return aligned(unseal(this.key, this.context(part, rows[0].written_as), sealed!));
  }

  /** Puts the members of one part in the place of those before. */
  async write(part: number, members: Uint32Array): Promise<void> {
    const { orderId, domainId } = this.place;
    await this.tx.query('DELETE FROM population_part WHERE order_id = $1 AND part = $2', [
      orderId,
      part,
    ]);
    if (members.length === 0) return;
    const writtenAs = randomUUID();
    const bytes = new Uint8Array(members.buffer, members.byteOffset, members.byteLength);
    await this.tx.query(
      `INSERT INTO population_part (order_id, part, domain_id, written_as, people, members)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [
        orderId,
        part,
        domainId,
        writtenAs,
        members.length / memberWords,
        seal(this.key, this.context(part, writtenAs), bytes),
      ],
    );
  }

  /** Takes a role from everybody, so that the step that gave it can give it anew. */
  async withdraw(role: keyof typeof roleBits): Promise<void> {
    for (let part = 0; part < partCount; part++) {
      const members = await this.part(part);
      if (members.length > 0) await this.write(part, without(members, roleBits[role]));
    }
  }

  private context(part: number, writtenAs: string): string {
    const { domainId, orderId } = this.place;
    return `${domainId}/population/${orderId}/${part}/${writtenAs}`;
  }
}

/** The members without a role; who has none left is no member. */
export function without(members: Uint32Array, bit: number): Uint32Array {
  const kept = new Uint32Array(members.length);
  let to = 0;
  for (let at = 0; at < members.length; at += memberWords) {
    const roles = members[at + rolesAt]! & ~bit;
    if (roles === 0) continue;
    kept.set(members.subarray(at, at + memberWords), to);
    kept[to + rolesAt] = roles;
    if (bit === roleBits.control) {
      kept[to + controlSetAt] = 0;
      kept[to + caseSetAt] = 0;
    }
    to += memberWords;
  }
  return kept.slice(0, to);
}

/**
 * Two lists of members in order of tag as one: somebody in both has the roles and sets of both.
 */
export function union(known: Uint32Array, more: Uint32Array): Uint32Array {
  return woven(known, more, (all, to, from) => {
    all[to + rolesAt] = all[to + rolesAt]! | more[from + rolesAt]!;
    all[to + caseSetAt] ||= more[from + caseSetAt]!;
    all[to + controlSetAt] ||= more[from + controlSetAt]!;
  });
}

/** Two lists of members as one: of somebody in both, what the second says holds. */
export function overlaid(known: Uint32Array, more: Uint32Array): Uint32Array {
  return woven(known, more, (all, to, from) => {
    all.set(more.subarray(from, from + memberWords), to);
  });
}

function woven(
  known: Uint32Array,
  more: Uint32Array,
  inBoth: (all: Uint32Array, to: number, from: number) => void,
): Uint32Array {
  const all = new Uint32Array(known.length + more.length);
  let to = 0;
  let a = 0;
  let b = 0;
  while (a < known.length || b < more.length) {
    const difference =
      a >= known.length ? 1 : b >= more.length ? -1 : compareMembers(known, a, more, b);
    if (difference <= 0) all.set(known.subarray(a, a + memberWords), to);
    else all.set(more.subarray(b, b + memberWords), to);
    if (difference === 0) inBoth(all, to, b);
    if (difference <= 0) a += memberWords;
    if (difference >= 0) b += memberWords;
    to += memberWords;
  }
  return all.slice(0, to);
}

/** Negative, zero or positive as the tag at `a` comes before, with or after the tag at `b`. */
export function compareMembers(
  left: Uint32Array,
  a: number,
  right: Uint32Array,
  b: number,
): number {
  for (let word = 0; word < tagWords; word++) {
    const difference = left[a + word]! - right[b + word]!;
    if (difference !== 0) return difference;
  }
  return 0;
}
