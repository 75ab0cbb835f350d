import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi } from '../../support/api.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { people } from '../../support/journey.js';
import { sessionFor } from '../../support/session.js';

let given: CasesUnderTest;
let api: Awaited<ReturnType<typeof startApi>>;
let session: string;

beforeAll(async () => {
  given = await givenCases();
  api = await startApi(given.databaseUrl);
  session = await sessionFor(given.db.pool, people.applicant.personId!);
});
afterAll(async () => {
  await api?.close();
  await given?.close();
});

interface Answer {
  encoding: string | undefined;
  vary: string | undefined;
  bytes: Buffer;
}

/** As it goes over the wire: `fetch` unpacks what it is given. */
const answerTo = (path: string, accepted: string): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const headers = { 'accept-encoding': accepted, cookie: `tilgang-session=${session}` };
    request(api.url + path, { headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () =>
        resolve({
          encoding: answer.headers['content-encoding'],
          vary: answer.headers.vary,
          bytes: Buffer.concat(chunks),
        }),
      );
    })
      .on('error', reject)
      .end();
  });

describe('answers that are the same for everybody', () => {
  it.each(['/api/v1/forms/2026-1', '/api/v1/registries'])(
    'go packed to who takes them so, and say the same: %s',
    async (path) => {
      const plain = await answerTo(path, 'identity');
      expect(plain.encoding).toBeUndefined();
      const brotli = await answerTo(path, 'gzip, deflate, br');
      expect(brotli).toMatchObject({ encoding: 'br', vary: 'accept-encoding' });
      expect(brotli.bytes.length).toBeLessThan(plain.bytes.length / 4);
      expect(brotliDecompressSync(brotli.bytes)).toEqual(plain.bytes);
      // Once more, as it was kept.
      expect(await answerTo(path, 'gzip, deflate, br')).toEqual(brotli);
      const zipped = await answerTo(path, 'gzip');
      expect(zipped.encoding).toBe('gzip');
      expect(gunzipSync(zipped.bytes)).toEqual(plain.bytes);
    },
  );
});

describe('answers that hold something of somebody', () => {
  it('are never packed: their size would tell of what is in them', async () => {
    const { id } = await given.givenCase('decided');
    for (const path of ['/me', `/cases/${id}`, '/cases?limit=100', '/forms']) {
      const answer = await answerTo(`/api/v1${path}`, 'gzip, deflate, br');
      expect(answer.encoding).toBeUndefined();
      expect(() => JSON.parse(answer.bytes.toString()) as unknown).not.toThrow();
    }
  });
});
