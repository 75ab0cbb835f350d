import { readJson, writeJson } from './files.mjs';

/**
 * What a data folder remembers between starts: ports, where its cluster lies, whether it has its
 * demo cases, under which name its demo people signed in. No secret.
 *
 * @returns {{ postgresPort?: number, vaultPort?: number, clusterFolder?: string, issuer?: string,
 *   seededAt?: string | null, set: (facts: object) => void }}
 */
export function openState(path) {
  const facts = readJson(path) ?? {};
  return Object.assign(facts, {
    set(more) {
      Object.assign(facts, more);
      writeJson(path, facts);
    },
  });
}
