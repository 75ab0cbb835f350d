import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { vaultFlags } from '../../scripts/supervisor/vault.flags.mjs';
import { people } from '../integration/linkage/people.js';
import {
  testRegistry,
  type TestRegistry,
  TestVault,
  vaultSecrets,
} from '../integration/linkage/vault.js';
import { freePort } from '../support/ports.js';
import { until } from '../support/until.js';

/** Lists that are about size, sent to the vault in a process of its own, so that it alone is measured. */

const mebibyte = 2 ** 20;
const mostResidentMiB = 256;
const gibibytes = (count: number) => count * 1_024;

let vault: TestVault;
let births: TestRegistry;
let domain: string;
let running: ChildProcess;

beforeAll(async () => {
  vault = await TestVault.start();
  births = await testRegistry('mfr');
  domain = await vault.domain([births]);
  const port = await freePort();
  running = spawn(process.execPath, [...vaultFlags, resolve('dist/apps/vault/src/main.js')], {
    env: {
      PATH: process.env['PATH'],
      TILGANG_MODE: 'test',
      VAULT_PORT: String(port),
      VAULT_DATABASE_URL: vault.database.vaultUrl,
      VAULT_KEY_FILE: `${vault.folder}/key`,
      VAULT_TOKEN: vaultSecrets.token,
      VAULT_TICKET_KEY: vaultSecrets.ticketKey,
    },
    stdio: 'ignore',
  });
  vault.url = `http://127.0.0.1:${port}`;
  await until('the vault answers', () =>
    fetch(`${vault.url}/vault/v1/notices`).then(
      () => true,
      () => false,
    ),
  );
}, 60_000);

afterAll(async () => {
  running?.kill('SIGKILL');
  await vault.end();
});

interface Outcome {
  status: number;
  code: string | undefined;
  json: Record<string, unknown>;
  sentMiB: number;
}

/** Sends a list of pieces until all of it is sent or the vault takes no more, and reads the answer. */
async function send(pieces: Iterable<Uint8Array>): Promise<Outcome> {
  const bearer = await vault.listTicket(domain, 'mfr');
  const url = `${vault.url}/vault/v1/domains/${domain}/lists/mfr`;
  const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'text/csv' };
  const sending = request(url, { method: 'POST', headers });
  const answer = new Promise<Omit<Outcome, 'sentMiB'>>((done, failed) => {
    sending.once('error', failed);
    sending.once('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.once('end', () => {
        const json = JSON.parse(text) as Record<string, unknown>;
        done({ status: response.statusCode!, code: json['code'] as string | undefined, json });
      });
    });
  });
  let sent = 0;
  const counted = function* (): Generator<Uint8Array> {
    for (const piece of pieces) {
      sent += piece.length;
      yield piece;
    }
  };
  // A sender that is cut off has its answer by then.
  const sendingAll = pipeline(Readable.from(counted()), sending).catch(() => undefined);
  const outcome = await answer;
  await sendingAll;
  return { ...outcome, sentMiB: sent / mebibyte };
}

/** The most memory the vault had since the last time this was asked about. */
async function peakMiBDuring(work: () => Promise<void>): Promise<number> {
  writeFileSync(`/proc/${running.pid!}/clear_refs`, '5');
  await work();
  const status = readFileSync(`/proc/${running.pid!}/status`, 'utf8');
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)![1]) / 1_024;
}

function* repeated(begin: Uint8Array, piece: Uint8Array, times: number): Generator<Uint8Array> {
  yield begin;
  for (let i = 0; i < times; i++) yield piece;
}

/** A gzip file that unpacks to so many mebibytes of rows, each a block that stands by itself. */
function gzipOf(mebibytes: number): Iterable<Uint8Array> {
  const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
  const finishFlush = constants.Z_FULL_FLUSH;
  const first = deflateRawSync(Buffer.from('fnr\n'), { finishFlush });
  const rows = Buffer.alloc(mebibyte, `${'x'.repeat(1_023)}\n`);
  return repeated(Buffer.concat([header, first]), deflateRawSync(rows, { finishFlush }), mebibytes);
}

describe('a list that is hostile by its size', () => {
  it('is answered, and read no further: a line of four gigabytes', async () => {
    const begunAt = performance.now();
    const peak = await peakMiBDuring(async () => {
      const pieces = repeated(Buffer.from('fnr\n'), Buffer.alloc(mebibyte, '1'), gibibytes(4));
      const { status, code, sentMiB } = await send(pieces);
      expect([status, code]).toEqual([422, 'line-too-long']);
      expect(sentMiB).toBeLessThan(gibibytes(1));
    });
    expect(peak).toBeLessThanOrEqual(mostResidentMiB);
    expect(performance.now() - begunAt).toBeLessThan(60_000);
  }, 120_000);

  it('is refused before it is unpacked: a gzip bomb of two gigabytes', async () => {
    const peak = await peakMiBDuring(async () => {
      const { status, code } = await send(gzipOf(gibibytes(2)));
      expect([status, code]).toEqual([422, 'list-grows-too-far']);
    });
    expect(peak).toBeLessThanOrEqual(mostResidentMiB);
  }, 120_000);

  it('is reported row by row: one person a million times', async () => {
    const [one] = people(1, 1_700_000);
    const rows = Buffer.from(`${one}\n`.repeat(10_000));
    const peak = await peakMiBDuring(async () => {
      const { status, json } = await send(repeated(Buffer.from('fnr\n'), rows, 100));
      expect([status, json['counts']]).toMatchObject([
        201,
        { rows: 1_000_000, accepted: 1, repeated: 999_999 },
      ]);
    });
    expect(peak).toBeLessThanOrEqual(mostResidentMiB);
  }, 120_000);

  it('leaves the vault as it was for the next list', async () => {
    const { status, json } = await send([Buffer.from(`fnr\n${people(100).join('\n')}\n`)]);
    expect([status, json['counts']]).toMatchObject([201, { rows: 100, accepted: 100 }]);
  });
});
