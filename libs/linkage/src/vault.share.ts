import { createHash } from 'node:crypto';

/** One of several vaults that share the domains of an agency, counted from 0. */
export interface VaultShare {
  place: number;
  /** How many vaults there are. */
  of: number;
}

export const onlyVault: VaultShare = { place: 0, of: 1 };

/**
 * Which of `of` vaults a domain belongs to, or a prefix of serial numbers; from 0. Shares are
 * stretches of the same order: with twice as many vaults each of them gives half its domains away.
 */
export function shareOf(id: string, of: number): number {
  const place = createHash('sha256').update(id).digest().readUInt32BE(0);
  return Math.floor((place / 2 ** 32) * of);
}

/** The vault of a domain, among all in order of their shares. */
export function vaultOf(domainId: string, urls: readonly string[]): string {
  return urls[shareOf(domainId, urls.length)]!;
}

/** Whether a domain or a prefix belongs to this vault. */
export function belongsTo(id: string, { place, of }: VaultShare): boolean {
  return shareOf(id, of) === place;
}
