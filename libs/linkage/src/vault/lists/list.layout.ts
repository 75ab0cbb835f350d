import { listRefused } from '../vault.refusals.js';

/** Header names that mark the column with identity numbers; capitals do not matter. */
export const identityColumnNames = [
  'identity_number',
  'identitynumber',
  'fodselsnummer',
  'fødselsnummer',
  'fodselsnr',
  'fødselsnr',
  'fnr',
  'pid',
  'personidentifikator',
] as const;

const oneColumn = -1;

/** How a person list is laid out, read from its first record. */
export interface ListLayout {
  /** The byte between columns; -1, which no byte is, when there is one column only. */
  delimiter: number;
  /** Zero-based place of the column with identity numbers. */
  identityColumn: number;
  /** Whether the first record names the columns, and so is no person. */
  hasHeader: boolean;
}

/**
 * Reads the layout from the first record, without its line end and byte order mark.
 *
 * Throws a {@link listRefused} problem when no column, or more than one, can be the identity
 * column: guessing among columns of a file about people is no option.
 */
export function layoutOf(firstRecord: string): ListLayout {
  for (const delimiter of [';', ',', '\t']) {
    const names = fieldsOf(firstRecord, delimiter);
    const places = names.flatMap((name, place) => (isIdentityColumn(name) ? [place] : []));
    if (places.length > 1) throw ambiguous();
    if (places[0] !== undefined) {
      return {
        delimiter: names.length === 1 ? oneColumn : delimiter.charCodeAt(0),
        identityColumn: places[0],
        hasHeader: true,
      };
    }
  }
  if (/^[ "]*[0-9][0-9 ]*(?:["\r][ "\r]*)?$/.test(firstRecord)) {
    return { delimiter: oneColumn, identityColumn: 0, hasHeader: false };
  }
  throw missing();
}

/**
 * The place of the identity column among columns with these names. Throws as {@link layoutOf}.
 */
export function identityColumnOf(names: readonly string[]): number {
  const places = names.flatMap((name, place) => (isIdentityColumn(asWritten(name)) ? [place] : []));
  if (places.length > 1) throw ambiguous();
  return places[0] ?? fail(missing());
}

function isIdentityColumn(name: string): boolean {
  return (identityColumnNames as readonly string[]).includes(name);
}

function fieldsOf(record: string, delimiter: string): string[] {
  const fields: string[] = [];
  let field = '';
  let quoted = false;
  for (const character of record) {
    if (character === '"') quoted = !quoted;
    else if (character === delimiter && !quoted) {
      fields.push(field);
      field = '';
    } else field += character;
  }
  return [...fields, field].map(asWritten);
}

const asWritten = (name: string): string => name.trim().normalize('NFC').toLowerCase();

function fail(error: Error): never {
  throw error;
}

function ambiguous(): Error {
  return listRefused(
    'identity-column-ambiguous',
    'one-identity-column',
    'Keep one column with identity numbers in the list.',
  );
}

function missing(): Error {
  return listRefused(
    'identity-column-missing',
    'identity-column',
    `Name the column with identity numbers in the first line: ${identityColumnNames.join(', ')}. ` +
      'The list must be saved as UTF-8.',
  );
}
