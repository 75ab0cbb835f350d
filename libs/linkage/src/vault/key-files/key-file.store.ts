import type { Tx } from '#platform';
import type { DomainKeys } from '../keys/domain.keys.js';
import { eachPacked } from '../map/packed.people.js';
import { SerialFormat, type SerialShape } from '../numbers/serial.rules.js';
import { aligned } from '../people/tag.cipher.js';
import {
  FileDigest,
  readRunFile,
  readRunRow,
  type RunFileWriter,
  type StoredKind,
} from '../runs/run.file.js';
import { AgeCipher } from './age.cipher.js';
import { EncryptedLines } from './encrypted.lines.js';
import { KeyFileWriter } from './key-file.writer.js';
import { canBeKept, KeptPeople } from './kept.people.js';
import { ageCipherOf, cipherTo } from './recipient.cipher.js';

/** What makes a key file again out of the people kept for it: the same bytes each time. */
interface Recipe {
  opening: string;
  key: string;
  columns: readonly string[];
  serialShape: SerialShape;
}

/**
 * A key file that is to be written. An age file rests as its people and what it was encrypted with,
 * a third of its bytes, and is made again where it is fetched; its hash is that of the file as it
 * is made. A file of OpenPGP, one with more columns or with numbers too many for that, rests whole.
 */
export async function openKeyFile(
  recipient: string,
  fileOf: (kind: StoredKind) => RunFileWriter,
  format: SerialFormat,
  more: readonly string[],
): Promise<KeyFileWriter> {
  const cipher = await cipherTo(recipient);
  if (!cipher.key || more.length > 0 || !canBeKept(format)) {
    return KeyFileWriter.to(cipher, fileOf('key-file'), format, more);
  }
  const writer = await KeyFileWriter.to(
    cipher,
    new FileDigest(),
    format,
    [],
    new KeptPeople(fileOf('key-file-people')),
  );
  const recipe: Recipe = {
    opening: cipher.opening.toString('base64'),
    key: cipher.key.toString('base64'),
    columns: writer.about.columns,
    serialShape: format.shape,
  };
  await fileOf('key-file-recipe').store(Buffer.from(JSON.stringify(recipe)));
  return writer;
}

/** The bytes of a key file in order, however it rests; forgets the keys at the end. */
export async function* readKeyFile(
  db: Tx,
  runId: string,
  keys: DomainKeys,
): AsyncGenerator<Buffer> {
  try {
    const recipe = await readRunRow(db, { runId, kind: 'key-file-recipe', part: 0 }, keys);
    if (recipe) yield* madeAgain(db, runId, JSON.parse(recipe.toString()) as Recipe, keys);
    else yield* readRunFile(db, runId, 'key-file', keys);
  } finally {
    keys.forget();
  }
}

/**
 * Those of some serial numbers that stand in the key files a registry has had, in order. Files that
 * rest whole, encrypted to their registry, cannot be looked through and add nothing.
 */
export async function givenTo(
  db: Tx,
  { domainId, registryId }: { domainId: string; registryId: string },
  keys: DomainKeys,
  serials: Uint32Array,
): Promise<Uint32Array> {
  const { rows } = await db.query<{ id: string }>(
    'SELECT id FROM run WHERE domain_id = $1 AND registry_id = $2',
    [domainId, registryId],
  );
  const asked = new Set(serials);
  const given = new Set<number>();
  for (const { id: runId } of rows) {
    for (let part = 0; ; part++) {
      const people = await readRunRow(db, { runId, kind: 'key-file-people', part }, keys);
      if (!people) break;
      eachPacked(aligned(people), (_date, _individual, serial) => {
        if (asked.has(serial)) given.add(serial);
      });
      people.fill(0);
    }
  }
  return Uint32Array.from(given).sort();
}

async function* madeAgain(
  db: Tx,
  runId: string,
  recipe: Recipe,
  keys: DomainKeys,
): AsyncGenerator<Buffer> {
  const made: Buffer[] = [];
  const { rows } = await db.query<{ sha256: string }>(
    'SELECT key_file_sha256 AS sha256 FROM run WHERE id = $1',
    [runId],
  );
  const file = new FileDigest((bytes) => made.push(Buffer.from(bytes)));
  const format = new SerialFormat(recipe.serialShape);
  const cipher = ageCipherOf(
    new AgeCipher(Buffer.from(recipe.opening, 'base64'), Buffer.from(recipe.key, 'base64')),
  );
  const writer = new KeyFileWriter(
    await EncryptedLines.with(cipher, file, recipe.columns.join(';')),
    format,
    recipe.columns,
  );
  for (let part = 0; ; part++) {
    const people = await readRunRow(db, { runId, kind: 'key-file-people', part }, keys);
    if (!people) break;
    eachPacked(aligned(people), (...person) => writer.add(...person));
    people.fill(0);
    await writer.flush();
    yield* made.splice(0);
  }
  const { sha256 } = await writer.end();
  // The end is held back: a file that came out otherwise than it was promised must not look whole.
  if (sha256 !== rows[0]?.sha256)
    throw new Error('A key file is not what it was when it was made.');
  yield* made.splice(0);
}
