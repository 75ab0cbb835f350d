// node verify-log.mjs FOLDER --key PUBLIC.pem [--authority CERTIFICATE.pem]
//
// Verifies an extract of Tilgang's log without Tilgang: Node 20 or later, nothing else. The folder is
// the extract unpacked. The key is the public key of the service, had from the service itself and not
// from the extract; the certificate is that of the time stamp authority, or of its issuer.
// Names the case and the number of every event at fault, and then ends with 1.
import { createHash, createPublicKey, verify, X509Certificate } from 'node:crypto';
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

const sha256 = (...parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};
const bytes = (hex) => Buffer.from(hex, 'hex');

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

/** Reads every file once, line by line; what it remembers is the heads that seals hold. */
export async function verifyExtract(folder, { key, authority }) {
  const found = { faults: [], notes: [], counts: { chains: 0, events: 0, seals: 0 } };
  const manifest = signedManifest(folder, key, found);
  await checkFiles(folder, manifest, found);
  const sealed = await checkSeals(folder, authority, found);
  await checkEvents(folder, sealed, manifest, found);
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

/** The seals in order, with the heads that are shown to be in them: chain -> seq -> hash. */
async function checkSeals(folder, authority, { faults, notes, counts }) {
  const roots = new Map();
  const sealed = new Map();
  let previous;
  let stamped = 0;
  for await (const line of lines(folder, 'seals.ndjson', faults)) {
    if (line.proof) {
      const leaf = sha256(bytes('00'), JSON.stringify([line.chain, line.seq, line.hash]));
      if (line.proof.reduce(upwards, leaf) !== roots.get(line.seal)) {
        faults.push({ chain: line.chain, seq: line.seq, fault: `is not in seal ${line.seal}` });
      }
      if (!sealed.has(line.chain)) sealed.set(line.chain, new Map());
      sealed.get(line.chain).set(line.seq, line.hash);
      continue;
    }
    const { number, at, headCount, root, previousHash, hash, timeStamp } = line;
    counts.seals += 1;
    roots.set(number, root);
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
  }
  notes.push(
    `${stamped} of ${counts.seals} seals have a time stamp` +
      (stamped > 0 && !authority ? '; whose they are was not checked (--authority)' : ''),
  );
  return sealed;
}

function upwards(hash, step) {
  const beside = bytes(step.slice(1));
  return step[0] === 'L'
    ? sha256(bytes('01'), beside, bytes(hash))
    : sha256(bytes('01'), bytes(hash), beside);
}

async function checkEvents(folder, sealed, manifest, found) {
  const { faults, counts } = found;
  let chain;
  for await (const line of lines(folder, 'log.ndjson', faults, true)) {
    if (line.text === undefined) {
      // A long chain comes in pieces, each from where the one before it ended.
      if (chain?.chain === line.chain && line.first > chain.last) {
        Object.assign(chain, { last: line.last, hash: line.hash });
        continue;
      }
      if (chain) endOf(chain, sealed, manifest, faults);
      chain = { ...line, hashes: new Map([[line.first - 1, line.previousHash]]), gaps: new Set(), next: line.first };
      counts.chains += 1;
      continue;
    }
    counts.events += 1;
    const { seq, id, hash, text } = line;
    if (!chain || id !== chain.chain) {
      faults.push({ chain: id, seq, fault: 'stands in the chain of another case' });
    } else {
      next(chain, { seq, hash, text }, faults);
    }
  }
  if (chain) endOf(chain, sealed, manifest, faults);
  // What is left was sealed, and its chain is not here. A period may well have seals and no events.
  if (manifest?.from || manifest?.before) return;
  for (const [id, heads] of sealed) {
    for (const seq of heads.keys()) faults.push({ chain: id, seq, fault: 'was sealed and is missing' });
  }
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
  if (previous !== undefined && sha256(bytes(previous), text) !== hash) {
    fault('was changed since it was logged, or does not follow the event before it');
  }
}

function endOf(chain, sealed, manifest, faults) {
  const fault = (seq, what) => faults.push({ chain: chain.chain, seq, fault: what });
  for (; chain.next <= chain.last; chain.next += 1) chain.gaps.add(chain.next);
  for (const seq of chain.gaps) fault(seq, 'is missing');
  const head = chain.hashes.get(chain.last);
  if (head !== undefined && head !== chain.hash) fault(chain.last, 'is not the end of its chain');
  for (const [seq, hash] of sealed.get(chain.chain) ?? []) {
    const logged = chain.hashes.get(seq);
    if (logged !== undefined && logged !== hash) fault(seq, 'is not the event that was sealed');
    if (seq > chain.last && !manifest?.before) fault(seq, 'was sealed and is missing');
  }
  sealed.delete(chain.chain);
}

async function* lines(folder, name, faults, isLog = false) {
  const path = join(folder, name);
  if (!existsSync(path)) return;
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    number += 1;
    try {
      const parsed = JSON.parse(line);
      if (!isLog || !Array.isArray(parsed)) yield parsed;
      // ["hash",[event]]: what was hashed is the text of the event as it stands.
      else yield { hash: parsed[0], id: parsed[1][0], seq: parsed[1][1], text: line.slice(68, -1) };
    } catch {
      faults.push({ file: name, fault: `line ${number} cannot be read` });
    }
  }
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
