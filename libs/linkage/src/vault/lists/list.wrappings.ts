import type { webcrypto } from 'node:crypto';
import { listRefused } from '../vault.refusals.js';
import { ageOpened } from './age.opening.js';
import { ByteSource } from './byte.source.js';
import { type Expansion, gunzipped, usualExpansion } from './gzip.opening.js';

/** What a list is once it is out of what it came in. */
export interface OpenedList {
  format: 'text' | 'parquet';
  bytes: AsyncIterable<Uint8Array>;
}

const sniffedBytes = 64;

/** What a file begins with, and what that makes of it. What a file is called is never looked at. */
const beginnings: readonly { kind: Kind; bytes: Buffer }[] = [
  { kind: 'gzip', bytes: Buffer.from([0x1f, 0x8b]) },
  { kind: 'age', bytes: Buffer.from('age-encryption.org/v1\n') },
  { kind: 'parquet', bytes: Buffer.from('PAR1') },
  { kind: 'parquet-encrypted', bytes: Buffer.from('PARE') },
  { kind: 'age-armoured', bytes: Buffer.from('-----BEGIN AGE ENCRYPTED FILE-----') },
  { kind: 'openpgp', bytes: Buffer.from('-----BEGIN PGP ') },
  { kind: 'utf-16', bytes: Buffer.from([0xff, 0xfe]) },
  { kind: 'utf-16', bytes: Buffer.from([0xfe, 0xff]) },
  { kind: 'zip', bytes: Buffer.from('PK\x03\x04') },
  { kind: 'other', bytes: Buffer.from([0x28, 0xb5, 0x2f, 0xfd]) },
  { kind: 'other', bytes: Buffer.from('BZh') },
  { kind: 'other', bytes: Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a]) },
  { kind: 'other', bytes: Buffer.from('7z\xbc\xaf\x27\x1c', 'latin1') },
  { kind: 'other', bytes: Buffer.from([0xd0, 0xcf, 0x11, 0xe0]) },
  { kind: 'other', bytes: Buffer.from('%PDF-') },
];

type Kind =
  | 'gzip'
  | 'age'
  | 'parquet'
  | 'parquet-encrypted'
  | 'age-armoured'
  | 'openpgp'
  | 'utf-16'
  | 'zip'
  | 'other';

/** How to say what is wrong with what is not taken: code, rule, what to do. */
const refusals: Readonly<
  Record<Exclude<Kind, 'gzip' | 'age' | 'parquet'>, [string, string, string]>
> = {
  'parquet-encrypted': [
    'parquet-encrypted',
    'parquet-without-encryption-of-its-own',
    'Write the list without the encryption of Parquet, and encrypt the file with age.',
  ],
  'age-armoured': [
    'age-armoured',
    'age-in-its-binary-form',
    'Encrypt the list with age without the option --armor.',
  ],
  openpgp: [
    'openpgp-not-read',
    'plain-gzip-or-age',
    'Encrypt the list with age to the public key of the project, or send it as it is over TLS.',
  ],
  'utf-16': ['list-not-utf-8', 'utf-8', 'Save the list as UTF-8 and send it again.'],
  zip: [
    'format-not-read',
    'csv-parquet-gzip-or-age',
    'Save a spreadsheet as CSV, UTF-8; take a list out of its ZIP file.',
  ],
  other: [
    'format-not-read',
    'csv-parquet-gzip-or-age',
    'Send the list as CSV or Parquet, as it is or packed with gzip or age.',
  ],
};

/**
 * Takes a list out of gzip and age, in whatever order, each at most once, by what its bytes begin
 * with; `identity` gives the project's own private key when the list asks for it.
 *
 * Throws a {@link listRefused} problem for what is no list the vault reads.
 */
export async function openedList(
  bytes: AsyncIterable<Uint8Array>,
  identity: () => Promise<webcrypto.CryptoKey>,
  limits: Expansion = usualExpansion,
): Promise<OpenedList> {
  let source = new ByteSource(bytes);
  const around = new Set<Kind>();
  for (;;) {
    const kind = kindOf(await source.peek(sniffedBytes));
    if (kind === null || kind === 'parquet') {
      return { format: kind ?? 'text', bytes: source.rest() };
    }
    if (kind !== 'gzip' && kind !== 'age') throw listRefused(...refusals[kind]);
    if (around.has(kind)) {
      throw listRefused(
        'list-wrapped-twice',
        'gzip-and-age-at-most-once-each',
        'Pack and encrypt the list once, and send that.',
      );
    }
    around.add(kind);
    source = new ByteSource(
      kind === 'gzip' ? gunzipped(source.rest(), limits) : ageOpened(source, await identity()),
    );
  }
}

function kindOf(start: Buffer): Kind | null {
  const found = beginnings.find(({ bytes }) => bytes.equals(start.subarray(0, bytes.length)));
  if (found) return found.kind;
  // Letters and digits with a zero byte between each: UTF-16 without its mark.
  const isWide = start.length >= 8 && [0, 1].some((odd) => everyOther(start.subarray(0, 8), odd));
  return isWide ? 'utf-16' : null;
}

function everyOther(bytes: Buffer, odd: number): boolean {
  return bytes.every((byte, place) => (place % 2 === odd ? byte === 0 : byte !== 0));
}
