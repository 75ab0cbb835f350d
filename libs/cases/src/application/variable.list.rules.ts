import type { LikelyVariable } from '../../../parties/src/variable.rules.js';

/** An applicant's own list of variables, held against the catalogue. Pure. */

/** A row of the list as it was written. */
export interface WishedVariable {
  lineNumber: number;
  registry: string;
  variable: string;
  justification: string | null;
}

export type MatchedRow = WishedVariable & { registryId: string | null } & (
    | { status: 'matched'; match: LikelyVariable }
    | { status: 'near'; suggestions: LikelyVariable[] }
    | { status: 'unmatched'; reason: UnmatchedReason }
  );

export type UnmatchedReason =
  | 'registry-missing'
  | 'registry-unknown'
  | 'variable-missing'
  | 'variable-unknown'
  | 'variable-repeated';

/** What people call the registries beside their names. */
const abbreviations: Readonly<Record<string, string>> = {
  npr: 'norsk-pasientregister',
  dår: 'dodsarsaksregisteret',
  mfr: 'medisinsk-fodselsregister',
  msis: 'meldingssystem-for-smittsomme-sykdommer',
  sysvak: 'nasjonalt-vaksinasjonsregister-sysvak',
  kpr: 'kommunalt-pasient-og-brukerregister',
  lmr: 'legemiddelregisteret',
  hkr: 'nasjonalt-register-over-hjerte-og-karlidelser',
};

/** The registry that a cell means: its id, its name or a former one, or a common abbreviation. */
export function registryNamed(
  cell: string,
  registries: readonly { id: string; name: string; formerNames: readonly string[] }[],
): string | null {
  const wanted = cell.trim().toLocaleLowerCase('nb');
  const found = registries.find(({ id, name, formerNames }) =>
    [id, name, ...formerNames].some((known) => known.toLocaleLowerCase('nb') === wanted),
  );
  const abbreviated = abbreviations[wanted];
  return found?.id ?? registries.find(({ id }) => id === abbreviated)?.id ?? null;
}

/** What each row comes to: matched, near something, or not found and why. */
export function matchedRows(
  rows: readonly (WishedVariable & { registryId: string | null })[],
  likely: readonly (readonly LikelyVariable[])[],
): MatchedRow[] {
  const seen = new Set<string>();
  return rows.map((row, index) => {
    const [first, ...others] = likely[index] ?? [];
    const unmatched = (reason: UnmatchedReason): MatchedRow => ({
      ...row,
      status: 'unmatched',
      reason,
    });
    if (row.registry === '') return unmatched('registry-missing');
    if (row.registryId === null) return unmatched('registry-unknown');
    if (row.variable === '') return unmatched('variable-missing');
    const key = `${row.registryId} ${row.variable.toLocaleLowerCase('nb')}`;
    if (seen.has(key)) return unmatched('variable-repeated');
    seen.add(key);
    if (!first) return unmatched('variable-unknown');
    if (first.likeness === 1) return { ...row, status: 'matched', match: first };
    return { ...row, status: 'near', suggestions: [first, ...others] };
  });
}
