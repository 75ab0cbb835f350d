import { hkdfSync } from 'node:crypto';

/** The keys one piece of work needs, derived from the domain's own key. */
export interface DomainKeys {
  tag: Uint8Array;
  map: Uint8Array;
  /** Seals key files and reports at rest, so that they die with the domain in every backup. */
  files: Uint8Array;
  /** Seals what has arrived of a list until it is worked on. */
  arrival: Uint8Array;
  /** The private key of the age recipient that lists for this domain are encrypted to. */
  opening: Uint8Array;
  /** Overwrites the keys in memory. */
  forget(): void;
}

/**
 * One key for each purpose, so that a weakness in one use says nothing about the others. The
 * domain's key itself is overwritten.
 */
export function deriveKeys(domainKey: Buffer): DomainKeys {
  const derive = (purpose: string): Uint8Array =>
    new Uint8Array(hkdfSync('sha256', domainKey, '', `tilgang vault ${purpose}`, 32));
  const keys = {
    tag: derive('tag'),
    map: derive('map'),
    files: derive('files'),
    arrival: derive('arrival'),
    opening: derive('opening'),
  };
  domainKey.fill(0);
  return {
    ...keys,
    forget: () => {
      for (const key of Object.values(keys)) key.fill(0);
    },
  };
}
