import { createHash } from 'node:crypto';

/** What is certified when the keys of a domain are destroyed. */
export interface DestructionFacts {
  domainId: string;
  caseReference: string;
  orderedBy: { id: string; name: string };
  destroyedAt: string;
  /** How many people had a serial number that can no longer be resolved. */
  serialNumberCount: number;
  runs: { runId: string; registryId: string; inputSha256: string; keyFileSha256: string }[];
}

export interface DestructionCertificate extends DestructionFacts {
  /** SHA-256, in hexadecimal, of the canonical JSON of everything above. */
  sha256: string;
}

/** The certificate over these facts. */
export function certify(facts: DestructionFacts): DestructionCertificate {
  return {
    ...facts,
    sha256: createHash('sha256').update(canonicalJson(facts)).digest('hex'),
  };
}

/** JSON with the members of every object in order of name and no white space (as RFC 8785). */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value);
}
