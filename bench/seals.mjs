/**
 * Sealing across the cases, and the verifier that runs without Tilgang, at the size of a country:
 * 400,000 cases with 25 events each. The cases are made in plain SQL; the extract is written as the
 * product writes it. Floors in the same run: the raw SQL of as many heads, and the raw SHA-256 of the
 * same bytes. Sealing is flat when a turn costs the same over ten times the cases; the verifier is
 * flat when its memory does not follow the events.
 *
 * After `npm run build`: node bench/seals.mjs [cases] [events per case] [changed cases in a turn]
 */
import { spawnSync } from 'node:child_process';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import {
  hashOfSeal,
  sealGrown,
  sealHeads,
  sealOf,
  SealTree,
} from '../dist/libs/audit/src/index.js';
import { linesOf } from '../dist/libs/oversight/src/log/extract.lines.js';
import { Database } from '../dist/libs/platform/src/index.js';
import { startDatabase } from './database.mjs';

const cases = Number(process.argv[2] ?? 400_000);
const perCase = Number(process.argv[3] ?? 25);
const changed = Number(process.argv[4] ?? 2_000);
const verifier = fileURLToPath(new URL('../templates/log-extract/verify-log.mjs', import.meta.url));

const PERSON = `
  INSERT INTO person (id, issuer, subject, name, email, language, created_at)
  VALUES ('00000000-0000-4000-8000-000000000007', 'bench', 'bench', 'Bench', 'bench@people.example', 'nb', now())`;

const CASES = `
  INSERT INTO access_case (id, reference, kind, version, applicant_id, language, application_state,
                           waiting_for, registry_ids, tracks, log_seq, log_hash, created_at, changed_at)
  SELECT md5('case ' || n)::uuid, 'HDS-' || n, 'individual-level', 1,
         '00000000-0000-4000-8000-000000000007', 'nb', 'submitted', 'helsedataservice', '{}', '{}', $3::integer,
         sha256(convert_to(n || '/' || $3::integer, 'UTF8')), '2026-01-01', '2026-01-01'
    FROM generate_series($1::integer + 1, $2::integer) n`;

/** The events of a month after those of the month before it, as they are logged. */
const EVENTS = `
  INSERT INTO case_event (case_id, seq, at, type, outcome, case_version, data, previous_hash, hash)
  SELECT md5('case ' || n)::uuid, $3::integer, timestamptz '2024-01-01' + make_interval(days => 30 * $3::integer)
           + make_interval(secs => n), 'submitted', 'accepted', $3::integer, '{}',
         sha256(convert_to(n || '/' || $3::integer - 1, 'UTF8')), sha256(convert_to(n || '/' || $3::integer, 'UTF8'))
    FROM generate_series($1::integer + 1, $2::integer) n`;

/** Some cases go on, as commands would have them. */
const GROW = `
  WITH grown AS (
    UPDATE access_case SET log_seq = log_seq + 1, log_hash = sha256(log_hash)
     WHERE id IN (SELECT md5('case ' || 1 + n * 17)::uuid FROM generate_series(0, $1 - 1) n)
    RETURNING id, log_seq, log_hash)
  INSERT INTO case_event (case_id, seq, at, type, outcome, case_version, data, previous_hash, hash)
  SELECT id, log_seq, $2, 'submitted', 'accepted', 1, '{}', log_hash, log_hash FROM grown`;

/** What cannot be left out: as many heads written, each with its hash. */
const RAW = `
  WITH seal AS (
    INSERT INTO log_seal (number, at, head_count, root, previous_hash, hash)
    SELECT $1::integer, now(), $2::integer, hash, hash, hash FROM (SELECT sha256('x') AS hash) h RETURNING number)
  INSERT INTO log_seal_head (seal_number, place, chain_id, seq, hash)
  SELECT number, n, md5($1::integer || ' ' || n)::uuid, 1, sha256(convert_to(n::text, 'UTF8'))
    FROM seal, generate_series(1, $2::integer) n`;

/** The verifier as it comes with an extract, in a process of its own that tells what it used. */
const PROGRAM = `
  import { readFileSync } from 'node:fs';
  const [folder, verifier] = process.argv.slice(1);
  const { verifyExtract } = await import(verifier);
  const { faults, counts } = await verifyExtract(folder, { key: readFileSync(folder + '/public.pem', 'utf8') });
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(JSON.stringify({ faults: faults.length, counts, megabytes }));`;

await sealing();
await verifying();

async function sealing() {
  const database = await startDatabase();
  const owner = await Database.connect({ url: database.ownerUrl, schema: 'tilgang', poolSize: 1 });
  const db = await Database.connect({ url: database.workerUrl, schema: 'tilgang', poolSize: 2 });
  try {
    await owner.pool.query(PERSON);
    const turns = [];
    let made = 0;
    for (const size of [Math.round(cases / 10), cases]) {
      await timed(`${count(size)} cases made`, async () => {
        await owner.pool.query(CASES, [made, size, perCase]);
        for (let seq = 1; seq <= perCase; seq += 1) {
          await owner.pool.query(EVENTS, [made, size, seq]);
        }
        await owner.pool.query('ANALYZE access_case, case_event, log_seal_head');
      });
      made = size;
      await timed('  all sealed', async () => {
        while ((await sealHeads(db, new Date('2026-11-02T00:00:00Z'))) > 0);
      });
      await owner.pool.query('ANALYZE log_seal_head');
      const turn = [];
      for (let round = 0; round < 5; round += 1) {
        const at = new Date(
          Date.parse('2026-11-02T00:05:00Z') + turns.length * 86_400_000 + round * 300_000,
        );
        await owner.pool.query(GROW, [changed, at]);
        turn.push(await timed(null, () => sealGrown(db, at)));
      }
      turns.push(median(turn));
      console.log(
        `  a turn with ${count(changed)} changed cases: ${ms(turns.at(-1))} (median of 5)`,
      );
      console.log(
        `  the comparison of every case: ${ms(await timed(null, () => sealHeads(db, new Date('2026-12-01T00:00:00Z'))))}`,
      );
    }
    const floor = median(
      await inTurn(5, (round) =>
        timed(null, () => owner.pool.query(RAW, [1_000_000 + round, changed])),
      ),
    );
    console.log(
      `raw SQL of ${count(changed)} heads: ${ms(floor)}; a turn is ${ratio(turns[1], floor)} of it`,
    );
    console.log(`ten times the cases cost a turn ${ratio(turns[1], turns[0])}`);
  } finally {
    await db.close();
    await owner.close();
    await database.stop();
  }
}

async function verifying() {
  const memory = [];
  for (const size of [Math.round(cases / 10), cases]) {
    const folder = mkdtempSync(join(tmpdir(), 'tilgang-extract-'));
    try {
      await timed(`\n${count(size * perCase)} events written`, () => writeExtract(folder, size));
      const files = ['log.ndjson', 'seals.ndjson'].map((name) => join(folder, name));
      const raw = await timed(null, () => inTurn(files.length, (at) => rawHash(files[at])));
      const startedAt = performance.now();
      const { stdout, status, stderr } = spawnSync(
        process.execPath,
        ['--input-type=module', '-e', PROGRAM, folder, verifier],
        { encoding: 'utf8' },
      );
      if (status !== 0) throw new Error(`${stdout}${stderr}`);
      const took = performance.now() - startedAt;
      const { faults, megabytes, counts } = JSON.parse(stdout);
      memory.push(megabytes);
      const bytes = files.reduce((sum, path) => sum + statSync(path).size, 0);
      console.log(
        `  verified in ${ms(took)} with ${megabytes} MB: ${JSON.stringify(counts)}, ${faults} faults`,
      );
      console.log(
        `  raw SHA-256 of the same ${count(Math.round(bytes / 1e6))} MB: ${ms(raw)}; the verifier is ${ratio(took, raw)} of it`,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  console.log(`ten times the events took ${ratio(memory[1], memory[0])} the memory`);
}

/** As the product writes an extract: chains in order of their ids, and each end of a chain sealed. */
async function writeExtract(folder, size) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const heads = [];
  const chains = async function* () {
    for (let number = 0; number < size; number += 1) {
      const events = chainOf(number);
      const { seq, hash } = events.at(-1);
      heads.push({ chainId: idOf(number), seq, hash });
      yield linesOf({ chainId: idOf(number), reference: `HDS-2026-${number}`, events });
    }
  };
  await pipeline(Readable.from(chains()), createWriteStream(join(folder, 'log.ndjson')));
  let seals = 0;
  await pipeline(
    Readable.from(sealLines(heads, () => (seals += 1))),
    createWriteStream(join(folder, 'seals.ndjson')),
  );
  const files = [];
  for (const name of ['log.ndjson', 'seals.ndjson']) {
    const path = join(folder, name);
    files.push({ name, bytes: statSync(path).size, sha256: await rawHash(path) });
  }
  const manifest = JSON.stringify({
    from: null,
    before: null,
    chains: size,
    events: size * perCase,
    seals,
    files,
  });
  await writeFile(join(folder, 'manifest.json'), manifest);
  await writeFile(
    join(folder, 'manifest.sig'),
    sign(null, Buffer.from(manifest), privateKey).toString('base64'),
  );
  await writeFile(join(folder, 'public.pem'), publicKey.export({ format: 'pem', type: 'spki' }));
}

function chainOf(number) {
  const events = [];
  let previousHash = Buffer.alloc(32);
  for (let seq = 1; seq <= perCase; seq += 1) {
    const event = {
      ...{
        caseId: idOf(number),
        seq,
        at: new Date(1.79e12 + seq * 8.64e7),
        type: 'consultation-requested',
      },
      ...{
        outcome: 'accepted',
        track: 'consultation',
        registryId: 'norsk-pasientregister',
        fromState: 'none',
      },
      ...{ toState: 'requested', actorId: idOf(7), actorRole: 'caseworker', caseVersion: seq },
      data: {
        facts: { answerDueOn: '2026-11-16', requestedOn: '2026-11-02' },
        part: 'norsk-pasientregister',
        texts: {},
      },
    };
    const hash = sealOf(event, previousHash);
    events.push({ ...event, previousHash, hash });
    previousHash = hash;
  }
  return events;
}

function* sealLines(heads, onSeal) {
  let previousHash = Buffer.alloc(32);
  for (let from = 0; from < heads.length; from += 20_000) {
    // Sealed in another order than that of the log, as it happens.
    const sealed = heads.slice(from, from + 20_000).reverse();
    const tree = new SealTree(sealed);
    const seal = {
      number: from / 20_000 + 1,
      at: new Date(1.8e12 + from),
      headCount: sealed.length,
      root: tree.root,
      previousHash,
    };
    const hash = hashOfSeal(seal);
    onSeal();
    yield `${JSON.stringify({ ...seal, root: seal.root.toString('hex'), previousHash: previousHash.toString('hex'), hash: hash.toString('hex'), timeStamp: null })}\n`;
    for (const [place, head] of sealed.entries()) {
      const proof = tree
        .proofOf(place)
        .map((step) => `${step.side === 'left' ? 'L' : 'R'}${step.hash.toString('hex')}`);
      yield `${JSON.stringify({ seal: seal.number, chain: head.chainId, seq: head.seq, hash: head.hash.toString('hex'), proof })}\n`;
    }
    previousHash = hash;
  }
}

function idOf(number) {
  return `${number.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
}

async function rawHash(path) {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk);
  return hash.digest('hex');
}

async function timed(what, work) {
  const startedAt = performance.now();
  await work();
  const took = performance.now() - startedAt;
  if (what) console.log(`${what} in ${ms(took)}`);
  return took;
}

async function inTurn(times, work) {
  const results = [];
  for (let at = 0; at < times; at += 1) results.push(await work(at));
  return results;
}

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

function ms(milliseconds) {
  return milliseconds < 10_000
    ? `${milliseconds.toFixed(0)} ms`
    : `${(milliseconds / 1000).toFixed(1)} s`;
}

function ratio(a, b) {
  return `${(a / b).toFixed(2)} times`;
}

function count(number) {
  return number.toLocaleString('en');
}
