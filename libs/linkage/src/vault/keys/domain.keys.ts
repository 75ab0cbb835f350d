import { hkdfSync } from 'node:crypto';

/** The keys one run works with, derived from the domain's own key. */
export interface DomainKeys {
  tag: Uint8Array;
  map: Uint8Array;
  /** Overwrites the keys in memory. */
  forget(): void;
}

/**
 * One key for tags and one for the map at rest: a key serves one purpose only, so that a weakness
 * in one use says nothing about the other. The domain's key itself is overwritten.
 */
export function deriveKeys(domainKey: Buffer): DomainKeys {
  const derive = (purpose: string): Uint8Array =>
    new Uint8Array(hkdfSync('sha256', domainKey, '', `tilgang vault ${purpose}`, 32));
  const keys = { tag: derive('tag'), map: derive('map') };
  domainKey.fill(0);
  return {
    ...keys,
    forget: () => {
      keys.tag.fill(0);
      keys.map.fill(0);
    },
  };
}
