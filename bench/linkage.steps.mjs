/** The steps of the linkage benchmark, each run in a process of its own by linkage.mjs. */
import { randomFillSync, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, openSync, writeSync, closeSync } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import { aliases, controls } from './linkage.people.mjs';

const steps = { lists, read, floor, vault, proof, drop, aliases, controls };

process.once('message', async ({ name, input }) => {
  process.send(await steps[name](input));
});

/** Writes the lists of three registries, each with 1 % wrong check digits and 2 % repeated. */
async function lists({ people, folder }) {
  const everyone = syntheticNumbers(people);
  let rows = 0;
  const files = [5.6, 3, 1].map((share, list) => {
    const size = Math.floor((people * share) / 5.6);
    const path = join(folder, `registry-${list}.csv`);
    const file = openSync(path, 'w');
    // Steps of a prime through everyone: no one twice, in no order.
    const personAt = (row) => everyone((row * 15_485_863 + list * 1_000) % people);
    let text = 'fnr\n';
    for (let row = 0; row < size; row++) {
      let number = personAt(row);
      if (row % 100 === 1) number = number.slice(0, 10) + ((Number(number[10]) + 1) % 10);
      else if (row % 50 === 3) number = personAt(row - 3);
      text += `${number}\n`;
      if (text.length > 1 << 20) {
        writeSync(file, text);
        text = '';
      }
    }
    writeSync(file, text);
    closeSync(file);
    rows += size;
    return path;
  });
  return { files, rows };
}

/** Reading the lists and counting their lines, which nobody can do without. */
async function read({ files }) {
  const started = startMeasuring();
  let lines = 0;
  for (const path of files) {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 16 })) {
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines++;
    }
  }
  return { ...started(), lines };
}

/** The same work unprotected: typed arrays, one sort a list, merge, random permutation. */
async function floor({ files, folder }) {
  const { identityPolicy, judgeIdentity } = await import('#linkage/vault');
  const policy = identityPolicy('test', new Date());
  const started = startMeasuring();
  let known = new Float64Array(0);
  let serials = new Uint32Array(0);
  let out = 0;
  for (const [list, path] of files.entries()) {
    const numbers = (await parse(path, policy, judgeIdentity)).sort();
    const merged = new Float64Array(known.length + numbers.length);
    const given = new Uint32Array(merged.length);
    const fresh = shuffled(numbers.length, known.length);
    const file = createWriteStream(join(folder, `plain-${list}.csv`));
    const page = Buffer.allocUnsafe(1 << 16);
    let filled = 0;
    let count = 0;
    let drawn = 0;
    for (let i = 0, k = 0; i < numbers.length || k < known.length;) {
      if (k < known.length && (i === numbers.length || known[k] < numbers[i])) {
        given[count] = serials[k];
        merged[count++] = known[k++];
        continue;
      }
      const number = numbers[i];
      given[count] = k < known.length && known[k] === number ? serials[k++] : fresh[drawn++];
      if (filled > page.length - 32) {
        if (!file.write(Buffer.from(page.subarray(0, filled)))) await once(file, 'drain');
        filled = 0;
      }
      filled = digits(page, filled, number, 11);
      page[filled++] = 59;
      filled = digits(page, filled, given[count], 8);
      page[filled++] = 10;
      out++;
      merged[count++] = number;
      while (i < numbers.length && numbers[i] === number) i++;
    }
    file.end(page.subarray(0, filled));
    await once(file, 'finish');
    known = merged.slice(0, count);
    serials = given.slice(0, count);
  }
  return { ...started(), out, peakMb: peakMb() };
}

async function parse(path, policy, judgeIdentity) {
  let numbers = new Float64Array(1 << 16);
  let count = 0;
  let rest = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 16 })) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let at = 0;
    for (let end; (end = bytes.indexOf(10, at)) >= 0; at = end + 1) {
      if (end - at !== 11 || judgeIdentity(bytes, at, policy) !== 0) continue;
      if (count === numbers.length) {
        const more = new Float64Array(count * 2);
        more.set(numbers);
        numbers = more;
      }
      let value = 0;
      for (let i = at; i < end; i++) value = value * 10 + bytes[i] - 48;
      numbers[count++] = value;
    }
    rest = bytes.subarray(at);
  }
  return numbers.subarray(0, count);
}

/** `first` to `first + count - 1` in random order, by Fisher and Yates. */
function shuffled(count, first) {
  const numbers = Uint32Array.from({ length: count }, (_, i) => first + i);
  const random = new Uint32Array(16_384);
  for (let i = count - 1; i > 0; i--) {
    const word = (count - 1 - i) % random.length;
    if (word === 0) randomFillSync(random);
    const j = Math.floor((random[word] / 0x1_0000_0000) * (i + 1));
    [numbers[i], numbers[j]] = [numbers[j], numbers[i]];
  }
  return numbers;
}

function digits(page, at, value, count) {
  let left = value;
  for (let i = at + count - 1; i >= at; i--) {
    const tenth = Math.floor(left / 10);
    page[i] = 48 + left - tenth * 10;
    left = tenth;
  }
  return at + count;
}

/** The vault itself, with its real store; the lists come from files instead of over HTTP. */
async function vault({ files, folder }) {
  const registryIds = files.map((_, list) => `registry-${list}`);
  const { db, services, domain, domainId, identity, url } = await emptyVault(folder, registryIds);
  const idleMb = peakMb();
  const started = startMeasuring();
  let out = 0;
  const runIds = [];
  for (const [list, path] of files.entries()) {
    const bytes = createReadStream(path, { highWaterMark: 1 << 16 });
    const registryId = `registry-${list}`;
    const { receipt } = await services.runs.workOn({ domainId, registryId, bytes }, bench);
    const { runId, counts } = receipt;
    runIds.push(runId);
    out += counts.accepted;
  }
  const measured = started();
  await db.close();
  const { serialShape } = domain;
  return {
    ...measured,
    out,
    peakMb: peakMb(),
    idleMb,
    identity,
    runIds,
    serialShape,
    url,
    folder,
  };
}

/** A vault of its own database, and a domain in it that these registries are of. */
export async function emptyVault(folder, registryIds) {
  const { Client } = (await import('pg')).default;
  const { generateX25519Identity, identityToRecipient } = await import('age-encryption');
  const { Database, migrate } = await import('#platform');
  const { migrations } = await import('../dist/migrations/index.js');

  const url = new URL(process.env.TEST_DATABASE_ADMIN_URL);
  const name = `bench_${randomUUID().replaceAll('-', '')}`;
  const admin = new Client({ connectionString: url.href });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  await admin.end();
  url.pathname = name;
  await migrate(url.href, migrations);

  const db = await Database.connect({ url: url.href, schema: 'vault' });
  const identity = await generateX25519Identity();
  const ageRecipient = await identityToRecipient(identity);
  const services = await vaultOn(db, folder);
  const domainId = randomUUID();
  const registries = registryIds.map((id) => ({ id, ageRecipient }));
  const { domain } = await services.domains.create(
    {
      domainId,
      caseReference: 'bench',
      registries,
      serialFormat: { alphabet: 'decimal', prefix: 'allocated' },
      childDomains: null,
      acceptedKinds: [{ kind: 'fodselsnummer' }, { kind: 'd-number' }],
    },
    bench,
  );
  return { db, services, domain, domainId, identity, url: url.href };
}

export const bench = { kind: 'service', id: 'bench' };

async function vaultOn(db, folder) {
  const { FileCustody, vaultServices } = await import('#linkage/vault');
  const { SystemClock } = await import('#platform');
  return vaultServices({
    db,
    custodies: { current: FileCustody.open(join(folder, 'key')), former: [] },
    tempFolder: folder,
    mode: 'test',
    resolving: false,
    clock: new SystemClock(),
  });
}

/** Removes the databases of the runs. */
async function drop({ urls }) {
  const { Client } = (await import('pg')).default;
  const admin = new Client({ connectionString: process.env.TEST_DATABASE_ADMIN_URL });
  await admin.connect();
  for (const url of urls) {
    await admin.query(`DROP DATABASE ${new URL(url).pathname.slice(1)} WITH (FORCE)`);
  }
  await admin.end();
  return {};
}

/** Reads the key files back as the registries would, and proves what they promise. */
async function proof({ url, folder, identity, runIds, expected, serialShape }) {
  const { Decrypter } = await import('age-encryption');
  const { Database } = await import('#platform');
  const { SerialFormat } = await import('#linkage/vault');
  const format = new SerialFormat(serialShape);
  const db = await Database.connect({ url, schema: 'vault' });
  const { runs } = await vaultOn(db, folder);
  const pairs = new BigUint64Array(expected);
  let rows = 0;
  for (const runId of runIds) {
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    const file = ReadableStream.from(await runs.file(runId, 'key-file', bench));
    const first = rows;
    let rest = '';
    for await (const piece of await decrypter.decrypt(file)) {
      const lines = (rest + Buffer.from(piece).toString('latin1')).split('\n');
      rest = lines.pop();
      for (const line of lines) {
        const [person, serial] = line.split(';');
        if (person === 'identity_number') continue;
        const read = format.parse(serial);
        if (!('serial' in read)) throw new Error('a check digit is wrong');
        pairs[rows++] = (BigInt(person) << 27n) | BigInt(read.serial - format.first);
      }
    }
    const inFile = pairs.subarray(first, rows).sort();
    for (let i = 1; i < inFile.length; i++) {
      if (inFile[i - 1] >> 27n === inFile[i] >> 27n) throw new Error('a person is there twice');
    }
  }
  await db.close();
  if (rows !== expected) throw new Error(`${rows} rows read back, ${expected} given out`);
  return { rows, people: peopleOf(pairs) };
}

/** How many people there are; throws unless each has one number and each number one person. */
function peopleOf(pairs) {
  pairs.sort();
  const serials = new Uint32Array(pairs.length);
  let people = 0;
  for (let i = 0; i < pairs.length; i++) {
    if (i > 0 && pairs[i - 1] === pairs[i]) continue;
    if (i > 0 && pairs[i - 1] >> 27n === pairs[i] >> 27n)
      throw new Error('a person has two numbers');
    serials[people++] = Number(pairs[i] & 0x7ff_ffffn);
  }
  const sorted = serials.subarray(0, people).sort();
  for (let i = 1; i < people; i++) {
    if (sorted[i - 1] === sorted[i]) throw new Error('two people have one number');
  }
  return people;
}

/** So many different made-up people (month + 80), always the same ones; a function of their place. */
export function syntheticNumbers(count) {
  const numbers = new Float64Array(count);
  for (let i = 0, found = 0; found < count; i++) {
    const place = (i * 7_368_787) % (28 * 12 * 100 * 1_000);
    const day = (place % 28) + 1;
    const month = (Math.floor(place / 28) % 12) + 81;
    const year = Math.floor(place / 336) % 100;
    const nine = ((day * 100 + month) * 100 + year) * 1_000 + Math.floor(place / 33_600);
    const first = checkDigitOf(nine, [2, 5, 4, 9, 8, 1, 6, 7, 3]);
    if (first === 10) continue;
    const second = checkDigitOf(nine * 10 + first, [2, 3, 4, 5, 6, 7, 2, 3, 4, 5]);
    if (second !== 10) numbers[found++] = nine * 100 + first * 10 + second;
  }
  return (place) => String(numbers[place]).padStart(11, '0');
}

/** 11 less the weighted sum of the digits, last digit first; 10 is no digit. */
function checkDigitOf(digits, weights) {
  let left = digits;
  let sum = 0;
  for (const weight of weights) {
    const tenth = Math.floor(left / 10);
    sum += weight * (left - tenth * 10);
    left = tenth;
  }
  return (11 - (sum % 11)) % 11;
}

/** Wall time, and processor time of this process alone: the second says more on a busy machine. */
export function startMeasuring() {
  const started = performance.now();
  const cpu = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    return {
      ms: Math.round(performance.now() - started),
      cpuMs: Math.round((user + system) / 1_000),
    };
  };
}

export function peakMb() {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}
