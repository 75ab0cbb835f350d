import { createHash, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { serviceChain } from '#audit';
import type { Database } from '#platform';
import { type ExtractScope, linesOf } from './extract.lines.js';
import { chainsOfCases, serviceEvents } from './extract.rows.js';
import { newestSeal, sealLines } from './extract.seals.js';

export interface ExtractParts {
  db: Database;
  /** Ed25519. */
  key: KeyObject;
  madeAt: Date;
  /** Told of as many cases as have been gone through since. */
  onCases?: (count: number) => void;
}

interface Written {
  chains: number;
  events: number;
  seals: number;
  files: { name: string; bytes: number; sha256: string }[];
}

const FOLDER = 'templates/log-extract';

/**
 * A part of the log as one ZIP that proves itself: the events in the form they were hashed in, the
 * seals with their time stamps and the ways to them, a signed manifest, and the program that verifies
 * it all. It is written as it is read. Whoever reads it needs no Tilgang and none of our keys
 * (riksrevisjonsloven section 6-3).
 */
export async function logExtract(parts: ExtractParts, scope: ExtractScope): Promise<Readable> {
  const zip = new ZipFile();
  await addExtract(zip, '', parts, scope);
  zip.end();
  return outputOf(zip);
}

/** The same inside another ZIP, in a folder of its own. */
export async function addExtract(
  zip: ZipFile,
  folder: string,
  parts: ExtractParts,
  scope: ExtractScope,
): Promise<void> {
  const written: Written = { chains: 0, events: 0, seals: 0, files: [] };
  // What is sealed while the log is read may be of events that were logged after it was.
  const upTo = await newestSeal(parts.db);
  const add = (name: string, content: () => AsyncIterable<string | Buffer>) =>
    addFile(zip, `${folder}${name}`, parts.madeAt, () => noted(name, content(), written));
  add('log.ndjson', () => chainLines(parts, scope, written));
  add('seals.ndjson', () =>
    sealLines(parts.db, { ...scope, upTo }, () => void (written.seals += 1)),
  );
  for (const name of ['verify-log.mjs', 'README.md']) {
    const file = await readFile(`${FOLDER}/${name}`);
    add(name, () => once(file));
  }
  let manifest = '';
  addFile(zip, `${folder}manifest.json`, parts.madeAt, () => {
    manifest = manifestOf(written, parts, scope);
    return once(Buffer.from(manifest));
  });
  addFile(zip, `${folder}manifest.sig`, parts.madeAt, () =>
    once(Buffer.from(sign(null, Buffer.from(manifest), parts.key).toString('base64'))),
  );
}

/** Adds a file that is read when its turn has come. */
export function addFile(
  zip: ZipFile,
  name: string,
  mtime: Date,
  content: () => AsyncIterable<Uint8Array>,
): void {
  zip.addReadStreamLazy(name, { mtime }, (give) => {
    const stream = Readable.from(content());
    stream.on('error', (error) => zip.emit('error', error));
    give(null, stream);
  });
}

/** What a ZIP gives; an error in one of its files ends it. */
export function outputOf(zip: ZipFile): Readable {
  const output = zip.outputStream as Readable;
  zip.on('error', (error: Error) => output.destroy(error));
  return output;
}

async function* chainLines(
  { db, onCases }: ExtractParts,
  scope: ExtractScope,
  written: Written,
): AsyncGenerator<string> {
  if (scope.caseIds === null) yield* serviceLines(db, scope, written);
  for await (const page of chainsOfCases(db, scope)) {
    const chains = page.filter(({ events }) => events.length > 0);
    written.chains += chains.length;
    for (const chain of chains) {
      written.events += chain.events.length;
      yield linesOf(chain);
    }
    onCases?.(chains.length);
  }
}

/** A page of the service's chain stands as a chain that goes on where the page before it ended. */
async function* serviceLines(
  db: Database,
  scope: ExtractScope,
  written: Written,
): AsyncGenerator<string> {
  let isFirst = true;
  for await (const events of serviceEvents(db, scope)) {
    if (isFirst) written.chains += 1;
    isFirst = false;
    written.events += events.length;
    yield linesOf({ chainId: serviceChain, reference: null, events });
  }
}

/** Passes bytes on as they are read and keeps what the manifest says of them. */
async function* noted(
  name: string,
  content: AsyncIterable<string | Buffer>,
  { files }: Written,
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const piece of content) {
    const bytes = Buffer.from(piece);
    hash.update(bytes);
    size += bytes.length;
    yield bytes;
  }
  files.push({ name, bytes: size, sha256: hash.digest('hex') });
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(bytes);
}

function manifestOf(written: Written, { key, madeAt }: ExtractParts, scope: ExtractScope): string {
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return JSON.stringify(
    {
      format: 'tilgang-log-extract-1',
      madeAt: madeAt.toISOString(),
      cases: scope.caseIds ?? 'all',
      from: scope.from?.toISOString() ?? null,
      before: scope.before?.toISOString() ?? null,
      ...written,
      publicKeySha256: createHash('sha256').update(publicKey).digest('hex'),
    },
    null,
    2,
  );
}
