import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { noteInService, Rfc3161Authority, sealHeads, stampSeals } from '#audit';
import { type ExtractScope, logExtract } from '#oversight';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { type AuthorityUnderTest, givenAuthority } from '../../support/time-stamping.js';
import { unzip } from '../../support/unzip.js';

let tilgang: CasesUnderTest;
let authority: AuthorityUnderTest;
let folder: string;
let caseId: string;
const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const whole: ExtractScope = { caseIds: null, from: null, before: null };

beforeAll(async () => {
  tilgang = await givenCases();
  authority = await givenAuthority();
  folder = mkdtempSync(join(tmpdir(), 'extract-'));
  writeFileSync(path('public.pem'), publicKey.export({ format: 'pem', type: 'spki' }));
  writeFileSync(path('tsa.pem'), authority.certificates[0]?.toString() ?? '');
  caseId = (await tilgang.givenCase('decided')).id;
  await tilgang.givenCase('submitted');
  await tilgang.db.transaction((tx) =>
    noteInService(
      tx,
      { type: 'cases-searched', outcome: 'read', actorId: null, actorRole: 'auditor', data: {} },
      tilgang.clock.at,
    ),
  );
  await sealAndStamp();
  tilgang.clock.at = new Date('2026-12-01T09:00:00Z');
  await tilgang.givenCase('submitted');
  await sealAndStamp();
  await extract('good', whole);
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await authority.close();
  await tilgang.close();
});

const path = (...names: string[]) => join(folder, ...names);
async function sealAndStamp() {
  await sealHeads(tilgang.db, tilgang.clock.at);
  const trusted = authority.certificates;
  const rfc3161 = new Rfc3161Authority({ url: authority.url, trusted });
  await stampSeals({ db: tilgang.db, clock: tilgang.clock, authority: rfc3161 });
}
async function extract(name: string, scope: ExtractScope) {
  const { db, clock } = tilgang;
  const zip = await buffer(await logExtract({ db, key: privateKey, madeAt: clock.at }, scope));
  return unzip(zip, path(name));
}
/** The verifier of the extract itself, as a program of its own and far from Tilgang. */
function verify(name: string, ...more: string[]) {
  const { stdout, status, stderr } = spawnSync(
    process.execPath,
    ['verify-log.mjs', '.', '--key', path('public.pem'), '--authority', path('tsa.pem'), ...more],
    { cwd: path(name), encoding: 'utf8', env: {} },
  );
  expect(stderr).toBe('');
  const faults = stdout.split('\n').filter((line) => line.startsWith('FAULT'));
  return { status, stdout, faults: faults.map((line) => line.slice('FAULT  '.length)) };
}
/** The faults of a copy of the good extract whose log was altered; the file itself is one, always. */
function faultsAfter(name: string, alter: (lines: string[], first: number) => string[]) {
  cpSync(path('good'), path(name), { recursive: true });
  const lines = readFileSync(path('good', 'log.ndjson'), 'utf8').split('\n');
  const first = lines.findIndex((line) => line.includes(`{"chain":"${caseId}"`)) + 1;
  writeFileSync(path(name, 'log.ndjson'), alter(lines, first).join('\n'));
  const { status, faults } = verify(name);
  expect(status).toBe(1);
  expect(faults).toContain('log.ndjson: is not the file that was signed for');
  return faults.filter((fault) => fault.startsWith('case'));
}
interface Verifier {
  verifyExtract: (
    folder: string,
    settings: { key: string; headsInMemory?: number },
  ) => Promise<{ faults: object[]; counts: { seals: number } }>;
}
const lastSeq = () => {
  const head = readFileSync(path('good', 'log.ndjson'), 'utf8')
    .split('\n')
    .find((line) => line.includes(`{"chain":"${caseId}"`));
  return (JSON.parse(head ?? '') as { last: number }).last;
};

describe('an extract of the log', () => {
  it('is found whole on its own, with its seals and their time stamps [R15.4.5]', () => {
    const { status, stdout, faults } = verify('good');
    expect(faults).toEqual([]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/2 of 2 seals have a time stamp\n/);
    expect(stdout).toMatch(/events in 4 chains, 2 seals: the extract is whole/);
  });

  it('of one case shows that its end was sealed, and nothing of the others', async () => {
    await extract('one', { caseIds: [caseId], from: null, before: null });
    expect(verify('one')).toMatchObject({ status: 0, faults: [] });
    const text = ['log', 'seals'].map((name) =>
      readFileSync(path('one', `${name}.ndjson`), 'utf8'),
    );
    const ids = new Set(text.join('').match(/[0-9a-f]{8}-[0-9a-f-]{27}/g));
    const { rows } = await tilgang.db.pool.query<{ id: string }>('SELECT id FROM access_case');
    expect(rows.filter(({ id }) => ids.has(id))).toEqual([{ id: caseId }]);
    expect(text[1]).toContain('"proof":["');
  });

  it('of a period begins and ends in the middle of chains', async () => {
    const from = new Date('2026-11-15T00:00:00Z');
    await extract('late', { caseIds: null, from, before: new Date('2027-01-01T00:00:00Z') });
    expect(verify('late')).toMatchObject({ status: 0, faults: [] });
    await extract('early', { caseIds: null, from: null, before: from });
    expect(verify('early').stdout).toMatch(/events in 3 chains/);
    expect(verify('early').faults).toEqual([]);
  });
});

describe('the verifier that runs without Tilgang', () => {
  it('finds one byte changed, and names the case and the event [law 6] [R15.4.1] [R15.4.5]', () => {
    const faults = faultsAfter('byte', (lines, first) =>
      lines.map((line, at) => (at === first + 2 ? line.replace('submitted', 'submittee') : line)),
    );
    expect(faults).toEqual([
      `case ${caseId}, event 3: was changed since it was logged, or does not follow the event before it`,
    ]);
  });

  it('finds an event that was removed [law 6] [R15.4.1] [R15.4.5]', () => {
    const faults = faultsAfter('removed', (lines, first) => lines.toSpliced(first + 4, 1));
    expect(faults).toEqual([`case ${caseId}, event 5: is missing`]);
  });

  it('finds two events that changed places [law 6] [R15.4.1] [R15.4.5]', () => {
    const faults = faultsAfter('swapped', (lines, first) =>
      lines.toSpliced(first + 4, 2, lines[first + 5] ?? '', lines[first + 4] ?? ''),
    );
    expect(faults).toEqual([`case ${caseId}, event 5: stands in the wrong place`]);
  });

  it('finds an event that was added [law 6] [R15.4.1] [R15.4.5]', () => {
    const added = (seq: number) =>
      `["${'0'.repeat(64)}",["${caseId}",${seq},"2026-11-02T09:00:00.000Z","withdrawn"]]`;
    const last = lastSeq();
    expect(faultsAfter('added', (lines, first) => lines.toSpliced(first + 4, 0, added(4)))).toEqual(
      [`case ${caseId}, event 4: was added`],
    );
    expect(
      faultsAfter('behind', (lines, first) => lines.toSpliced(first + last, 0, added(last + 1))),
    ).toEqual([`case ${caseId}, event ${last + 1}: was added`]);
  });

  it('finds the tail cut off, also where the line of the chain was made to fit [law 6] [R15.4.1] [R15.4.5]', () => {
    const last = lastSeq();
    expect(faultsAfter('tail', (lines, first) => lines.toSpliced(first + last - 1, 1))).toEqual([
      `case ${caseId}, event ${last}: is missing`,
    ]);
    const fitted = faultsAfter('fitted', (lines, first) => {
      const end = (lines[first + last - 2] ?? '').slice(2, 66);
      const head = { ...(JSON.parse(lines[first - 1] ?? '') as object), last: last - 1, hash: end };
      return lines.toSpliced(first + last - 1, 1).toSpliced(first - 1, 1, JSON.stringify(head));
    });
    expect(fitted).toEqual([`case ${caseId}, event ${last}: was sealed and is missing`]);
  });

  it('finds a whole case that was taken out [law 6] [R15.4.1] [R15.4.5]', () => {
    const seq = lastSeq();
    const faults = faultsAfter('gone', (lines, first) => lines.toSpliced(first - 1, seq + 1));
    expect(faults).toEqual([`case ${caseId}, event ${seq}: was sealed and is missing`]);
  });

  it('finds the same where the heads are too many for its memory, and leaves no file behind', async () => {
    const { verifyExtract } = (await import(path('good', 'verify-log.mjs'))) as Verifier;
    const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith('verify-log-'));
    const before = left();
    const key = readFileSync(path('public.pem'), 'utf8');
    for (const name of ['good', 'byte', 'swapped', 'tail', 'fitted', 'gone']) {
      const inMemory = await verifyExtract(path(name), { key });
      const sorted = await verifyExtract(path(name), { key, headsInMemory: 1 });
      expect(sorted).toEqual(inMemory);
      expect(sorted.counts.seals).toBe(2);
    }
    expect(left()).toEqual(before);
  });

  it('finds a signature that is not of this key, and a file that is gone [R15.4.5]', () => {
    const other = generateKeyPairSync('ed25519').publicKey;
    writeFileSync(path('other.pem'), other.export({ format: 'pem', type: 'spki' }));
    expect(verify('good', '--key', path('other.pem')).faults).toEqual([
      'manifest.json: is not signed with this key',
    ]);
    cpSync(path('good'), path('less'), { recursive: true });
    rmSync(path('less', 'seals.ndjson'));
    expect(verify('less').faults).toContain('seals.ndjson: is missing');
  });

  it('finds a seal that was changed, and a time stamp of somebody else', async () => {
    cpSync(path('good'), path('seal'), { recursive: true });
    const seals = readFileSync(path('good', 'seals.ndjson'), 'utf8');
    writeFileSync(path('seal', 'seals.ndjson'), seals.replace('2026-11-02T09', '2026-11-02T08'));
    expect(verify('seal').faults).toContain('seal 1: was changed');
    const another = await givenAuthority();
    writeFileSync(path('another.pem'), another.certificates[0]?.toString() ?? '');
    await another.close();
    expect(verify('good', '--authority', path('another.pem')).faults).toEqual([
      'seal 1: has a time stamp that this authority did not sign',
      'seal 2: has a time stamp that this authority did not sign',
    ]);
  });
});
