import { type Chosen, indexOf, isWithoutReason, withVariables } from './chosen';

/** A row of an applicant's own list, held against the catalogue. */
export interface ListedRow {
  lineNumber: number;
  registry: string;
  variable: string;
  justification: string | null;
  registryId: string | null;
  status: 'matched' | 'near' | 'unmatched';
  match?: Suggestion;
  suggestions?: Suggestion[];
  reason?: string;
}

interface Suggestion {
  variableId: string;
  name: string;
}

/** What an applicant chose for a row that is near something: a variable's id, or one of these. */
export const ownWords = 'own-words';
export const leftOut = 'left-out';

export type Choices = Readonly<Record<number, string>>;

interface Wanted {
  registryId: string;
  id?: string;
  name: string;
  justification: string | null;
}

export interface Source {
  registryId?: string;
  variables?: Chosen;
}

/** The rows that come into the application, as they were found or chosen. */
export function wantedOf(
  rows: readonly ListedRow[],
  choices: Choices,
  takesOwn: boolean,
): Wanted[] {
  return rows.flatMap((row): Wanted[] => {
    const { registryId, variable, justification, match, suggestions = [], lineNumber } = row;
    if (registryId === null) return [];
    const own = { registryId, name: variable, justification };
    if (match) return [{ ...own, id: match.variableId, name: match.name }];
    if (row.status === 'unmatched') {
      return takesOwn && row.reason === 'variable-unknown' ? [own] : [];
    }
    const choice = choices[lineNumber] ?? suggestions[0]?.variableId ?? ownWords;
    if (choice === leftOut) return [];
    const found = suggestions.find(({ variableId }) => variableId === choice);
    return [found ? { ...own, id: found.variableId, name: found.name } : own];
  });
}

/** The sources with these variables; a reason that stands there already is left as it is. */
export function withWanted(sources: readonly Source[], wanted: readonly Wanted[]): Source[] {
  const ids = [...new Set(wanted.map(({ registryId }) => registryId))];
  const written = sources.filter((source) => Object.values(source).some(Boolean));
  const missing = ids.filter((id) => !written.some(({ registryId }) => registryId === id));
  return [...written, ...missing.map((registryId): Source => ({ registryId }))].map((source) => {
    const here = wanted.filter(({ registryId }) => registryId === source.registryId);
    if (here.length === 0) return source;
    const variables = withVariables(source.variables ?? [], here).map((each, index, all) => {
      const found = here.find((one) => indexOf(all, one) === index);
      const reason = found?.justification ?? null;
      return reason !== null && isWithoutReason(each) ? { ...each, justification: reason } : each;
    });
    return { ...source, variables };
  });
}
