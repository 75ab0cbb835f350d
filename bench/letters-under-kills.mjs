/**
 * Decisions signed over HTTP while API, worker and PostgreSQL are killed with -9 at random and come
 * back. The letters of the cases' earlier steps wait until then and are sent under the kills as well;
 * those to REK go through eFormidling, so that a receiver of ours counts what arrives. Ends when all is quiet, and proves that each letter came once.
 *
 * After `npm run build`: npm run letters:kills [decisions] [seed]
 */
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { SMTPServer } from 'smtp-server';
import { importCatalogue, seedDemoPeople } from '../dist/libs/parties/src/index.js';
import { Database } from '../dist/libs/platform/src/index.js';
import { signInAsDemoUser } from '../scripts/demo-sign-in.mjs';
import { startIntegrationPoint } from '../test/support/integration-point.mjs';
import { readFileSync } from 'node:fs';
import { inParallel, proposeDecisions } from './kills/decisions.mjs';
import { Programs } from './kills/programs.mjs';
import { prove } from './kills/proof.mjs';

const count = Number(process.argv[2] ?? 2000);
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000);
const chance = randomFrom(seed);
const tokens = new Map();
const quietWithinMs = 15 * 60_000;

console.log(`${count} decisions under kills, seed ${seed}`);
const startedAt = Date.now();
const point = await startIntegrationPoint();
const mail = await catchMail();
const programs = new Programs();
try {
  await programs.startDatabase();
  await programs.startApps({ eFormidlingUrl: point.url, smtpUrl: mail.url });
  const ids = await prepare();
  say(`${ids.length} decisions are proposed`);
  programs.startWorker();

  const signing = { left: ids.length };
  const killing = killAtRandom(signing);
  await inParallel(6, ids, async (id) => {
    await sign(id);
    signing.left -= 1;
  });
  await killing;
  const { api, worker, postgres } = programs.restarts;
  say(`all are signed; killed: API ${api}, worker ${worker}, PostgreSQL ${postgres} times`);

  await quiet();
  say('all is quiet');
  const held = await prove(programs.ownerUrl, { count, point, mails: mail.messageIds });
  for (const { what, found, expected } of held) {
    console.log(`${found === expected ? 'holds' : 'FAILS'}  ${what}: ${found}`);
  }
  const hasFailed = held.some(({ found, expected }) => found !== expected);
  console.log(hasFailed ? 'Not proven' : `Proven in ${seconds()} s`);
  process.exitCode = hasFailed ? 1 : 0;
} finally {
  await programs.stop();
  await point.close();
  await mail.close();
}

async function prepare() {
  const owner = await Database.connect({ url: programs.ownerUrl, schema: 'tilgang', poolSize: 2 });
  const csv = readFileSync(new URL('../data/registries.csv', import.meta.url), 'utf8');
  await owner.transaction((tx) => importCatalogue(tx, csv, new Date()));
  const db = await Database.connect({ url: programs.workerUrl, schema: 'tilgang', poolSize: 8 });
  await seedDemoPeople(db, { mode: 'test', issuer: programs.issuer }, new Date());
  await owner.pool.query(
    `INSERT INTO recipient_contact (kind, registry_id, organisation_number, address_lines, changed_by,
                                    changed_at)
     VALUES ('rek', NULL, '999888777', '{}', gen_random_uuid(), now())`,
  );
  await owner.close();
  const ids = await proposeDecisions(db, programs.issuer, count);
  await db.close();
  return ids;
}

/** One kill after another until the last decision is signed, never two programs at a time. */
async function killAtRandom(signing) {
  const names = ['api', 'worker', 'postgres'];
  // A small run too must meet each of them.
  const first = [...names].sort(() => chance() - 0.5);
  while (signing.left > 0 || first.length > 0) {
    await pause(count < 100 ? 500 + 1_000 * chance() : 1_000 + 4_000 * chance());
    const name = first.shift() ?? names[Math.floor(chance() * names.length)];
    await programs.kill(name);
  }
}

/** Signs until the decision is seen made: an answer may be lost after the commit. */
async function sign(id) {
  for (;;) {
    try {
      const { version, tracks } = await ask('beslutter', 'GET', `/cases/${id}`);
      if (tracks.access?.state === 'granted') return;
      await ask('beslutter', 'POST', `/cases/${id}/commands/sign-access-grant`, { version });
    } catch (error) {
      if (error.isFinal) throw error;
      if (process.env.KILLS_LOG) console.error(error.message);
      await pause(100);
    }
  }
}

async function ask(login, method, path, body) {
  const token = tokens.get(login) ?? (await signInAsDemoUser(programs.url, login)).accessToken;
  tokens.set(login, token);
  const response = await fetch(`${programs.url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(20_000),
  });
  const answer = await response.json();
  if (response.ok) return answer;
  if (response.status === 401) tokens.delete(login);
  const isFinal = response.status === 422 || response.status === 403;
  throw Object.assign(new Error(`${command(path)}: ${response.status} ${answer.code}`), {
    isFinal,
  });
}

function command(path) {
  return path.split('/').at(-1);
}

async function quiet() {
  const deadline = Date.now() + quietWithinMs;
  const owner = new pg.Pool({ connectionString: programs.ownerUrl, max: 1 });
  owner.on('error', () => undefined);
  try {
    for (let left = -1; left !== 0; await pause(500)) {
      const { rows } = await owner.query(
        `SELECT count(*)::int AS left FROM tilgang.outbox
          WHERE processed_at IS NULL AND failed_at IS NULL`,
      );
      left = rows[0].left;
      if (left !== 0 && Date.now() > deadline) throw new Error(`${left} jobs are not done`);
    }
  } finally {
    await owner.end();
  }
}

async function catchMail() {
  const messageIds = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData(stream, _, done) {
      const chunks = [];
      stream.on('data', (chunk) => chunks.push(chunk));
      stream.once('end', () => {
        messageIds.push(/^message-id: (.*)$/im.exec(Buffer.concat(chunks).toString())?.[1]?.trim());
        done();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${server.server.address().port}`,
    messageIds,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

function say(what) {
  console.log(`${seconds().padStart(6)} s  ${what}`);
}

function seconds() {
  return ((Date.now() - startedAt) / 1000).toFixed(1);
}

/** Numbers from 0 up to 1 that come again with the same seed (mulberry32). */
function randomFrom(start) {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
