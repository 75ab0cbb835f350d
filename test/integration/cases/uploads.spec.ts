import { createHash, randomBytes } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DetailedError, Upload } from 'tus-js-client';
import { caseTimeline } from '../../../libs/cases/src/case.queries.js';
import { type FileServer, serveFiles } from '../../support/file.server.js';
import { filesUnderTest, pdfOf } from '../../support/files.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { people } from '../../support/journey.js';
import { until } from '../../support/until.js';

const megabyte = 1024 * 1024;
const limits = { fileBytes: 24 * megabyte, caseBytes: 40 * megabyte };

describe('a file that is sent in parts', () => {
  let test: CasesUnderTest;
  let files: ReturnType<typeof filesUnderTest>;
  let server: FileServer;
  beforeAll(async () => {
    test = await givenCases();
    files = filesUnderTest(test, limits);
    server = await serveFiles(test, files);
  });
  afterAll(async () => {
    await server.close();
    await test.close();
  });

  const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const at = (id: string, upload = '') => `${server.url}/api/v1/cases/${id}/uploads${upload}`;
  const send = (url: string, method: string, headers: Record<string, string>, body?: Buffer) =>
    fetch(url, {
      method,
      headers: {
        'tus-resumable': '1.0.0',
        ...(body && { 'content-type': 'application/offset+octet-stream' }),
        ...headers,
      },
      ...(body && { body: Uint8Array.from(body) }),
    });
  const begin = async (
    id: string,
    length: number,
    name = 'plan.pdf',
    more = '',
    by = 'applicant',
  ) =>
    send(at(id), 'POST', {
      'upload-length': String(length),
      'upload-metadata': `filename ${base64(name)}${more}`,
      as: by,
    });
  const begun = async (id: string, length: number, name?: string, more?: string) => {
    const answer = await begin(id, length, name, more);
    expect(answer.status).toBe(201);
    return `${server.url}${answer.headers.get('location')}`;
  };
  const add = (url: string, offset: number, body: Buffer, headers: Record<string, string> = {}) =>
    send(url, 'PATCH', { 'upload-offset': String(offset), ...headers }, body);
  const offsetOf = async (url: string) =>
    Number((await send(url, 'HEAD', {})).headers.get('upload-offset'));
  const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;
  const fileIdIn = (url: string) => url.split('/').at(-1) ?? '';

  /** Sends the head of a part and some of its body, and hangs up. */
  const breakOff = (url: string, offset: number, whole: Buffer, sentBytes: number) =>
    new Promise<void>((settle) => {
      const sending = httpRequest(url, {
        method: 'PATCH',
        headers: {
          'content-type': 'application/offset+octet-stream',
          'content-length': whole.length,
          'upload-offset': offset,
        },
      });
      sending.on('error', () => settle());
      sending.write(whole.subarray(0, sentBytes), () => setImmediate(() => sending.destroy()));
    });

  it('arrives whole by the protocol’s own client, with its progress', async () => {
    const { id } = await test.givenCase();
    const content = pdfOf(9 * megabyte);
    const seen: number[] = [];
    const url = await new Promise<string>((settle, fail) => {
      const upload = new Upload(content, {
        endpoint: at(id),
        chunkSize: 2 * megabyte,
        metadata: { filename: 'Protokoll å.pdf' },
        onProgress: (sent) => seen.push(sent),
        onError: fail,
        onSuccess: () => settle(upload.url ?? ''),
      });
      upload.start();
    });
    expect(seen.at(-1)).toBe(content.length);
    expect(new Set(seen).size).toBeGreaterThan(4);
    const file = await fetch(at(id).replace('uploads', `attachments/files/${fileIdIn(url)}`));
    expect(await file.json()).toMatchObject({
      name: 'Protokoll å.pdf',
      sizeBytes: content.length,
      sha256: sha256(content),
      state: 'scanning',
    });
  });

  it('goes on from where it was cut off: nothing that came is sent again', async () => {
    const { id } = await test.givenCase();
    const content = Buffer.concat([pdfOf(3 * megabyte)]);
    const url = await begun(id, content.length);
    await breakOff(url, 0, content, 1_700_000);
    // The server notices that its sender is gone a moment later; until then what comes is stored.
    const answer = await until('the rest is taken', async () => {
      const arrived = await offsetOf(url);
      if (arrived === 0) return false;
      expect(arrived).toBeLessThan(content.length);
      const taken = await add(url, arrived, content.subarray(arrived));
      return taken.status !== 409 && taken;
    });
    expect([answer.status, answer.headers.get('upload-offset')]).toEqual([
      204,
      String(content.length),
    ]);
    // Who lost that answer is told that all of it came.
    expect(await offsetOf(url)).toBe(content.length);
    await files.scan(fileIdIn(url));
    const stored = await files.store.part(fileIdIn(url), 0, content.length);
    expect(sha256(stored)).toBe(sha256(content));
  });

  it('is the same whatever the parts it came in', async () => {
    const { id } = await test.givenCase();
    const content = Buffer.concat([
      Buffer.from('%PDF-1.7\n'),
      randomBytes(1_300_000),
      Buffer.from('%%EOF'),
    ]);
    const url = await begun(id, content.length);
    for (let offset = 0, length = 1; offset < content.length; length = length * 3 + 7) {
      const part = content.subarray(offset, offset + length);
      expect((await add(url, offset, part)).status).toBe(204);
      offset += part.length;
    }
    expect(sha256(await files.store.part(fileIdIn(url), 0, content.length))).toBe(sha256(content));
  });

  it('takes a part only where the last one ended, and only from whoever began it', async () => {
    const { id } = await test.givenCase();
    const content = pdfOf(1_000);
    const url = await begun(id, content.length);
    const early = await add(url, 10, content);
    expect([early.status, await codeOf(early)]).toEqual([409, 'upload-offset-differs']);
    for (const by of ['otherApplicant', 'auditor', 'caseworker']) {
      const answer = await add(url, 0, content, { as: by });
      expect([403, 404, 409]).toContain(answer.status);
    }
    expect(await offsetOf(url)).toBe(0);
    expect((await begin(id, 10, 'plan.pdf', '', 'otherApplicant')).status).toBe(404);
  });

  it('keeps no part that differs from its checksum, and no file that differs from its own', async () => {
    const { id } = await test.givenCase();
    const content = pdfOf(700_000);
    const sum = (part: Buffer) => `sha256 ${createHash('sha256').update(part).digest('base64')}`;
    const [one, two] = [content.subarray(0, 600_000), content.subarray(600_000)];
    const url = await begun(id, content.length, 'plan.pdf', `,sha256 ${base64(sha256(content))}`);
    expect((await add(url, 0, one, { 'upload-checksum': sum(one) })).status).toBe(204);
    const wrong = await add(url, one.length, two, { 'upload-checksum': sum(one) });
    expect([wrong.status, await codeOf(wrong)]).toEqual([460, 'part-checksum-differs']);
    expect(await offsetOf(url)).toBe(one.length);
    expect((await add(url, one.length, two, { 'upload-checksum': sum(two) })).status).toBe(204);
    const other = await begun(id, content.length, 'a.pdf', `,sha256 ${base64(sha256(one))}`);
    const refused = await add(other, 0, content);
    expect([refused.status, await codeOf(refused)]).toEqual([422, 'file-checksum-differs']);
    expect((await send(other, 'HEAD', {})).status).toBe(404);
  });

  it('is refused before it is sent when it is too large, or the case is full', async () => {
    const { id } = await test.givenCase();
    const large = await begin(id, limits.fileBytes + 1);
    expect([large.status, await codeOf(large)]).toEqual([413, 'file-too-large']);
    await begun(id, limits.fileBytes);
    const full = await begin(id, limits.fileBytes);
    expect([full.status, await codeOf(full)]).toEqual([413, 'case-files-too-large']);
    expect(await codeOf(await begin(id, 10, 'program.exe'))).toBe('file-type-not-allowed');
    expect(await codeOf(await begin(id, 10, ''))).toBe('header-malformed');
    expect(await codeOf(await begin(id, 0))).toBe('header-malformed');
  });

  it('is refused with its reason, and gone, when its content is another than its name', async () => {
    const { id } = await test.givenCase();
    const content = Buffer.from('MZ a program');
    const failure = await new Promise<Error>((settle, fail) => {
      const upload = new Upload(content, {
        endpoint: at(id),
        metadata: { filename: 'plan.pdf' },
        retryDelays: null,
        onError: settle,
        onSuccess: () => fail(new Error('It was taken.')),
      });
      upload.start();
    });
    const body = failure instanceof DetailedError ? failure.originalResponse?.getBody() : '';
    expect(JSON.parse(body ?? '')).toMatchObject({ code: 'file-not-as-named' });
    const { rows } = await test.owner.pool.query(
      `SELECT FROM file_upload WHERE case_id = $1 UNION ALL SELECT FROM case_file WHERE case_id = $1`,
      [id],
    );
    expect(rows).toHaveLength(0);
  });

  it('can be given up, and is gone a day after it was begun', async () => {
    const { id } = await test.givenCase();
    const content = pdfOf(10_000);
    const given = await begun(id, content.length);
    await add(given, 0, content.subarray(0, 100));
    expect((await send(given, 'DELETE', {})).status).toBe(204);
    expect((await add(given, 100, content.subarray(100))).status).toBe(404);
    const late = await begun(id, content.length);
    await add(late, 0, content.subarray(0, 100));
    const before = test.clock.at;
    test.clock.at = new Date(before.getTime() + 25 * 3_600_000);
    expect(await codeOf(await add(late, 100, content.subarray(100)))).toBe('upload-unknown');
    await begun(id, content.length);
    expect(await files.store.sizeOf(fileIdIn(late))).toBe(0);
    test.clock.at = before;
  });

  it('says what it can do of the protocol', async () => {
    const { id } = await test.givenCase();
    const { headers, status } = await send(at(id), 'OPTIONS', {});
    expect(status).toBe(204);
    expect(headers.get('tus-extension')).toBe('creation,expiration,checksum,termination');
    expect(headers.get('tus-max-size')).toBe(String(limits.fileBytes));
    expect((await send(at(id), 'POST', { 'tus-resumable': '0.2.2' })).status).toBe(400);
  });

  it('leaves nothing of its name in the log of the case', async () => {
    const { id } = await test.givenCase();
    const content = pdfOf(1_000);
    const url = await begun(id, content.length, 'Hemmelig navn.pdf');
    await add(url, 0, content);
    await files.scan(fileIdIn(url));
    const { events } = await caseTimeline(test.db, id, people.applicant, test.clock.at);
    expect(JSON.stringify(events)).not.toContain('Hemmelig');
    expect(url).not.toContain('Hemmelig');
  });
});
