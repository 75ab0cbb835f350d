// node verify-log.mjs FOLDER --key PUBLIC.pem [--authority CERTIFICATE.pem]
//
// Verifies an extract of Tilgang's log without Tilgang: Node 20 or later, nothing else. The folder is
// the extract unpacked. The key is the public key of the service, had from the service itself and not
// from the extract; the certificate is that of the time stamp authority, or of its issuer.
// Names the case and the number of every event at fault, and then ends with 1.
import crypto, { createHash, createPublicKey, verify, X509Certificate } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const sha256 = (...parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};
const bytes = (hex) => Buffer.from(hex, 'hex');

/** How many heads of seals are in memory at a time; more are sorted in files of their own. */
const HEADS = 50_000;
/** How far apart in one chain two events may have changed places and still be told from others. */
const WINDOW = 10_000;

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { key: { type: 'string' }, authority: { type: 'string' } },
  });
  const [folder] = positionals;
  if (!folder || !values.key) {
    throw new Error('node verify-log.mjs FOLDER --key PUBLIC.pem [--authority CERTIFICATE.pem]');
  }
  const { faults, counts, notes } = await verifyExtract(folder, {
    key: readFileSync(values.key, 'utf8'),
    authority: values.authority && readFileSync(values.authority, 'utf8'),
  });
  for (const fault of faults) console.log(`FAULT  ${inWords(fault)}`);
  for (const note of notes) console.log(`note   ${note}`);
  console.log(
    `${counts.events} events in ${counts.chains} chains, ${counts.seals} seals: ` +
      (faults.length === 0 ? 'the extract is whole' : `${faults.length} faults`),
  );
  process.exitCode = faults.length === 0 ? 0 : 1;
}

function inWords({ chain, seq, file, seal, fault }) {
  if (chain) return `case ${chain}, event ${seq}: ${fault}`;
  return seal ? `seal ${seal}: ${fault}` : `${file}: ${fault}`;
}

/**
 * Reads every file line by line. The seals come in their own order and the log in that of its chains:
 * the heads are sorted meanwhile, in files where they are many, so that the memory used does not grow.
 */
export async function verifyExtract(folder, { key, authority, headsInMemory = HEADS }) {
  const found = { faults: [], notes: [], counts: { chains: 0, events: 0, seals: 0 } };
  const manifest = signedManifest(folder, key, found);
  await checkFiles(folder, manifest, found);
  const heads = new SortedHeads(headsInMemory);
  try {
    await checkSeals(folder, authority, heads, found);
    heads.sort();
    await checkEvents(folder, heads, manifest, found);
  } finally {
    heads.remove();
  }
  for (const [name, count] of Object.entries(found.counts)) {
    if (manifest && manifest[name] !== count) {
      found.faults.push({ file: 'manifest.json', fault: `says ${manifest[name]} ${name}, there are ${count}` });
    }
  }
  return found;
}

function signedManifest(folder, key, { faults }) {
  const text = readIf(folder, 'manifest.json');
  const signature = Buffer.from(readIf(folder, 'manifest.sig').toString(), 'base64');
  if (!verify(null, text, createPublicKey(key), signature)) {
    faults.push({ file: 'manifest.json', fault: 'is not signed with this key' });
  }
  try {
    return JSON.parse(text.toString());
  } catch {
    faults.push({ file: 'manifest.json', fault: 'cannot be read' });
    return null;
  }
}

function readIf(folder, name) {
  const path = join(folder, name);
  return existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
}

async function checkFiles(folder, manifest, { faults }) {
  for (const { name, bytes: size, sha256: expected } of manifest?.files ?? []) {
    const path = join(folder, name);
    if (!/^[A-Za-z-]+\.[a-z]+$/.test(name) || !existsSync(path)) {
      faults.push({ file: name, fault: 'is missing' });
      continue;
    }
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(path)) hash.update(chunk);
    if (statSync(path).size !== size || hash.digest('hex') !== expected) {
      faults.push({ file: name, fault: 'is not the file that was signed for' });
    }
  }
}

/** The seals in order, each with the heads behind it that are shown to be in it. */
async function checkSeals(folder, authority, heads, { faults, notes, counts }) {
  let previous;
  let proven;
  let stamped = 0;
  for await (const line of parsedLines(folder, 'seals.ndjson', faults)) {
    if (line.proof) {
      const isShown = line.seal === previous?.number && isIn(line, proven);
      if (!isShown) faults.push({ chain: line.chain, seq: line.seq, fault: `is not in seal ${line.seal}` });
      heads.add(line);
      continue;
    }
    const { number, at, headCount, root, previousHash, hash, timeStamp } = line;
    counts.seals += 1;
    const text = JSON.stringify(['seal', number, at, headCount, root]);
    if (sha256(bytes(previousHash), text) !== hash) {
      faults.push({ seal: number, fault: 'was changed' });
    }
    if (previous?.number === number - 1 && previous.hash !== previousHash) {
      faults.push({ seal: number, fault: 'does not follow the seal before it' });
    }
    if (timeStamp) {
      stamped += 1;
      const fault = stampFault(Buffer.from(timeStamp, 'base64'), bytes(hash), authority);
      if (fault) faults.push({ seal: number, fault });
    }
    previous = line;
    proven = new Set([root]);
  }
  notes.push(
    `${stamped} of ${counts.seals} seals have a time stamp` +
      (stamped > 0 && !authority ? '; whose they are was not checked (--authority)' : ''),
  );
}

/** Whether a head leads to the root of its seal, or to a hash that another head has led there from. */
function isIn({ chain, seq, hash, proof }, proven) {
  const way = [sha256(bytes('00'), JSON.stringify([chain, seq, hash]))];
  for (const step of proof) {
    if (proven.has(way.at(-1))) break;
    way.push(upwards(way.at(-1), step));
  }
  if (!proven.has(way.at(-1))) return false;
  if (proven.size < HEADS) for (const each of way) proven.add(each);
  return true;
}

function upwards(hash, step) {
  const beside = bytes(step.slice(1));
  return step[0] === 'L'
    ? sha256(bytes('01'), beside, bytes(hash))
    : sha256(bytes('01'), bytes(hash), beside);
}

async function checkEvents(folder, heads, manifest, found) {
  const { faults, counts } = found;
  // A period may well have seals of chains that have no events in it.
  const isPeriod = Boolean(manifest?.from || manifest?.before);
  const passTo = (id) => {
    for (; heads.next && (id === null || heads.next.chain < id); heads.shift()) {
      const { chain, seq } = heads.next;
      if (!isPeriod) faults.push({ chain, seq, fault: 'was sealed and is missing' });
    }
  };
  let chain;
  for await (const line of logLines(folder, faults)) {
    if (line.text === undefined) {
      // A long chain comes in pieces, each from where the one before it ended.
      if (chain?.chain === line.chain && line.first > chain.last) {
        Object.assign(chain, { last: line.last, hash: line.hash });
        continue;
      }
      if (chain) endOf(chain, heads, manifest, faults);
      if (chain && line.chain <= chain.chain) {
        faults.push({ chain: line.chain, seq: line.first, fault: 'begins a chain in the wrong place' });
      }
      passTo(line.chain);
      const hashes = new Map([[line.first - 1, line.previousHash]]);
      chain = { ...line, hashes, gaps: new Set(), next: line.first, kept: line.first - 1 };
      counts.chains += 1;
      continue;
    }
    counts.events += 1;
    const { seq, id, hash, text } = line;
    if (!chain || id !== chain.chain) {
      faults.push({ chain: id, seq, fault: 'stands in the chain of another case' });
    } else {
      next(chain, { seq, hash, text }, faults);
      if (chain.next - chain.kept > 2 * WINDOW) forget(chain, heads, manifest, faults);
    }
  }
  if (chain) endOf(chain, heads, manifest, faults);
  passTo(null);
}

function next(chain, { seq, hash, text }, faults) {
  const fault = (what) => faults.push({ chain: chain.chain, seq, fault: what });
  if (seq > chain.last || (seq < chain.next && !chain.gaps.has(seq))) return fault('was added');
  if (seq < chain.next) {
    chain.gaps.delete(seq);
    fault('stands in the wrong place');
  }
  for (; chain.next < seq; chain.next += 1) chain.gaps.add(chain.next);
  chain.next = Math.max(chain.next, seq + 1);
  chain.hashes.set(seq, hash);
  const previous = chain.hashes.get(seq - 1);
  // Behind an event that is not there nothing is known of the one after it.
  if (previous !== undefined && hashAfter(previous, text) !== hash) {
    fault('was changed since it was logged, or does not follow the event before it');
  }
}

/** What lies far behind in a long chain is held against its seals and forgotten. */
function forget(chain, heads, manifest, faults) {
  const until = chain.next - WINDOW;
  settle(chain, heads, until, manifest, faults);
  for (; chain.kept < until; chain.kept += 1) {
    if (!chain.gaps.has(chain.kept + 1)) chain.hashes.delete(chain.kept);
  }
}

function endOf(chain, heads, manifest, faults) {
  const fault = (seq, what) => faults.push({ chain: chain.chain, seq, fault: what });
  for (; chain.next <= chain.last; chain.next += 1) chain.gaps.add(chain.next);
  for (const seq of chain.gaps) fault(seq, 'is missing');
  const head = chain.hashes.get(chain.last);
  if (head !== undefined && head !== chain.hash) fault(chain.last, 'is not the end of its chain');
  settle(chain, heads, Infinity, manifest, faults);
}

/** Holds the events of a chain before one of them against what was sealed. */
function settle({ chain, hashes, last }, heads, until, manifest, faults) {
  for (; heads.next?.chain === chain && heads.next.seq < until; heads.shift()) {
    const { seq, hash } = heads.next;
    const logged = hashes.get(seq);
    if (logged !== undefined && logged !== hash) {
      faults.push({ chain, seq, fault: 'is not the event that was sealed' });
    }
    if (seq > last && !manifest?.before) {
      faults.push({ chain, seq, fault: 'was sealed and is missing' });
    }
  }
}

/** The heads that seals hold, in the order of the log: by chain, and in a chain by number. */
class SortedHeads {
  constructor(inMemory) {
    this.inMemory = inMemory;
    this.lines = [];
    this.runs = [];
  }

  add({ chain, seq, hash }) {
    this.lines.push(`${chain} ${String(seq).padStart(10, '0')} ${hash}`);
    if (this.lines.length >= this.inMemory) this.spill();
  }

  /** A run: so many heads sorted, in a file. */
  spill() {
    this.folder ??= mkdtempSync(join(tmpdir(), 'verify-log-'));
    const path = join(this.folder, `heads-${this.runs.length}`);
    writeFileSync(path, `${this.lines.sort().join('\n')}\n`);
    this.runs.push(new Run(path));
    this.lines = [];
  }

  /** From here on `next` is the first that is left, and `shift` takes it away. */
  sort() {
    this.lines.sort().reverse();
    for (const run of this.runs) run.shift();
    this.heap = this.runs.filter(({ line }) => line !== undefined);
    for (let at = this.heap.length >> 1; at >= 0; at -= 1) this.sink(at);
    this.shift();
  }

  shift() {
    const [run] = this.heap;
    const own = this.lines.at(-1);
    if (!run && own === undefined) return (this.next = undefined);
    let line;
    if (run && (own === undefined || run.line < own)) {
      line = run.line;
      run.shift();
      if (run.line === undefined) {
        const last = this.heap.pop();
        if (last !== run) this.heap[0] = last;
      }
      this.sink(0);
    } else line = this.lines.pop();
    this.next = { chain: line.slice(0, 36), seq: Number(line.slice(37, 47)), hash: line.slice(48) };
  }

  sink(from) {
    const { heap } = this;
    for (let at = from; ;) {
      let least = at;
      for (const below of [2 * at + 1, 2 * at + 2]) {
        if (below < heap.length && heap[below].line < heap[least].line) least = below;
      }
      if (least === at) return;
      [heap[at], heap[least]] = [heap[least], heap[at]];
      at = least;
    }
  }

  remove() {
    for (const run of this.runs) run.close();
    if (this.folder) rmSync(this.folder, { recursive: true });
  }
}

/** The lines of a sorted file, a piece of it in memory. */
class Run {
  constructor(path) {
    this.file = openSync(path);
    this.lines = [];
    this.rest = '';
    this.piece = Buffer.alloc(1 << 16);
  }

  shift() {
    while (this.lines.length === 0) {
      const read = readSync(this.file, this.piece);
      if (read === 0) return (this.line = undefined);
      const lines = (this.rest + this.piece.toString('latin1', 0, read)).split('\n');
      this.rest = lines.pop();
      this.lines = lines.reverse();
    }
    this.line = this.lines.pop();
  }

  close() {
    closeSync(this.file);
  }
}

const HASH_BYTES = 32;
let scratch = Buffer.alloc(1 << 16);

/** SHA-256 over the hash before and the text of an event, in hex. */
function hashAfter(previous, text) {
  const size = HASH_BYTES + text.length;
  if (scratch.length < size) scratch = Buffer.alloc(2 * size);
  const written = scratch.write(previous, 0, HASH_BYTES, 'hex');
  text.copy(scratch, written);
  const whole = scratch.subarray(0, written + text.length);
  // One call where this Node has it: half the time of three.
  return crypto.hash ? crypto.hash('sha256', whole, 'hex') : sha256(whole);
}

async function* parsedLines(folder, name, faults) {
  let number = 0;
  for await (const piece of linesOf(folder, name)) {
    for (const line of piece) {
      number += 1;
      try {
        yield JSON.parse(line);
      } catch {
        faults.push({ file: name, fault: `line ${number} cannot be read` });
      }
    }
  }
}

/** The line of a chain as it is; of an event what was hashed, as it stands: it need not be parsed. */
async function* logLines(folder, faults) {
  const name = 'log.ndjson';
  let number = 0;
  for await (const piece of linesOf(folder, name)) {
    for (const line of piece) {
      number += 1;
      const read = eventIn(line) ?? chainIn(line);
      if (read) yield read;
      else faults.push({ file: name, fault: `line ${number} cannot be read` });
    }
  }
}

/** `["` hash `",["` case `",` number `,` … `]]` */
function eventIn(line) {
  if (line[0] !== 0x5b || line.toString('latin1', 66, 70) !== '",["' || line.at(-1) !== 0x5d) return null;
  const end = line.indexOf(',', 108);
  const seq = Number(line.toString('latin1', 108, end));
  if (line.toString('latin1', 106, 108) !== '",' || !Number.isInteger(seq)) return null;
  const text = line.subarray(68, -1);
  return { hash: line.toString('latin1', 2, 66), id: line.toString('latin1', 70, 106), seq, text };
}

function chainIn(line) {
  try {
    const { chain, first, last, previousHash, hash } = JSON.parse(line);
    return typeof chain === 'string' ? { chain, first, last, previousHash, hash } : null;
  } catch {
    return null;
  }
}

/** The lines of a file as they were written, those of a piece of it at a time. */
async function* linesOf(folder, name) {
  const path = join(folder, name);
  if (!existsSync(path)) return;
  let rest = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    const data = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    const lines = [];
    let from = 0;
    for (let end; (end = data.indexOf(10, from)) >= 0; from = end + 1) {
      lines.push(data.subarray(from, end));
    }
    rest = data.subarray(from);
    yield lines;
  }
  if (rest.length > 0) yield [rest];
}

const oids = {
  messageDigest: '2a864886f70d010904',
  tstInfo: '2a864886f70d0109100104',
  sha256: '608648016503040201',
  sha384: '608648016503040202',
  sha512: '608648016503040203',
};

/** What is wrong with a time stamp (RFC 3161), or nothing. */
function stampFault(token, digest, authority) {
  try {
    // ContentInfo > [0] > SignedData: version, algorithms, content, [0] certificates, signers.
    const [signed] = children(children(der(token))[1]);
    const [, , content, ...rest] = children(signed);
    const [type, wrapped] = children(content);
    if (hex(type) !== oids.tstInfo) return 'has something else than a time stamp';
    const info = children(wrapped)[0].value;
    const [, , imprint] = children(der(info));
    const [algorithm, hashed] = children(imprint);
    if (hex(children(algorithm)[0]) !== oids.sha256 || !hashed.value.equals(digest)) {
      return 'has the time stamp of something else';
    }
    if (!authority) return null;
    const certificates = rest.find(({ tag }) => tag === 0xa0);
    const [signer] = children(rest.at(-1));
    return isSigned(signer, info, certificates, authority)
      ? null
      : 'has a time stamp that this authority did not sign';
  } catch {
    return 'has a time stamp that cannot be read';
  }
}

function isSigned(signer, info, certificates, authority) {
  const [, , digestAlgorithm, attributes, , signature] = children(signer);
  const algorithm = hex(children(digestAlgorithm)[0]);
  const hash = Object.keys(oids).find((name) => name.startsWith('sha') && oids[name] === algorithm);
  if (!hash || attributes.tag !== 0xa0) return false;
  const digest = children(attributes)
    .map(children)
    .find(([type]) => hex(type) === oids.messageDigest);
  if (!digest || !children(digest[1])[0].value.equals(createHash(hash).update(info).digest())) {
    return false;
  }
  // What is signed is the attributes as a set (RFC 5652 section 5.4).
  const set = Buffer.from(attributes.whole);
  set[0] = 0x31;
  const known = authority
    .match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g)
    .map((pem) => new X509Certificate(pem));
  const sent = certificates ? children(certificates).map(({ whole }) => new X509Certificate(whole)) : [];
  return [...sent, ...known]
    .filter((each) =>
      known.some((one) => one.raw.equals(each.raw) || (one.ca && each.checkIssued(one) && each.verify(one.publicKey))),
    )
    .some((each) => verify(hash, set, each.publicKey, signature.value));
}

function hex(node) {
  return node.value.toString('hex');
}

/** One value of DER at the start of the bytes. */
function der(data) {
  let length = data[1];
  let start = 2;
  if (length > 0x80) {
    start += length - 0x80;
    length = data.subarray(2, start).reduce((sum, byte) => sum * 256 + byte, 0);
  }
  if (start + length > data.length || data[1] === 0x80) throw new Error('cut off');
  return { tag: data[0], value: data.subarray(start, start + length), whole: data.subarray(0, start + length) };
}

function children({ value }) {
  const nodes = [];
  for (let rest = value; rest.length > 0; rest = rest.subarray(nodes.at(-1).whole.length)) {
    nodes.push(der(rest));
  }
  return nodes;
}

if (process.argv[1] && import.meta.filename === process.argv[1]) {
  main().catch((error) => {
    console.error(error.message);
    process.exitCode = 2;
  });
}
