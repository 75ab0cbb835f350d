import { Readable } from 'node:stream';
import { crc32, deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Refused } from '#platform';
import { sessionFor } from '../../support/session.js';
import {
  checkedContent,
  type FileToCheck,
} from '../../../libs/cases/src/attachments/attachment.check.js';
import { startApi } from '../../support/api.js';
import { filesUnderTest, pdfOf } from '../../support/files.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { people } from '../../support/journey.js';
import { rawRequest } from '../../support/raw-request.js';

let given: CasesUnderTest;
let api: Awaited<ReturnType<typeof startApi>>;
let cookie: string;

beforeAll(async () => {
  given = await givenCases();
  api = await startApi(given.databaseUrl);
  cookie = `tilgang-session=${await sessionFor(given.db.pool, people.applicant.personId!)}`;
});
afterAll(async () => {
  await api?.close();
  await given?.close();
});

describe('the name of a file that is sent', () => {
  const names: [string, string | null][] = [
    ['../../../../etc/passwd.pdf', 'passwd.pdf'],
    ['..\\..\\windows\\system32\\plan.pdf', 'plan.pdf'],
    ['/etc/cron.d/plan.pdf', 'plan.pdf'],
    ['C:\\plan.pdf', 'plan.pdf'],
    ['%2e%2e%2fplan.pdf', '%2e%2e%2fplan.pdf'],
    ['plan.pdf/', null],
    ['plan.pdf\r\nX-Injected: yes.pdf', null],
    ['plan\0.pdf', null],
    ['a"; filename=evil.html; x=".pdf', 'a"; filename=evil.html; x=".pdf'],
    ['<img src=x onerror=alert(1)>.pdf', '<img src=x onerror=alert(1)>.pdf'],
    ['\u202efdp.exe.pdf', null],
    ['..', null],
  ];

  it.each(names)('leads nowhere and forges no header: %j [R16.0.1]', async (name, kept) => {
    const { id, version } = await given.givenCase();
    const sent = await rawRequest(
      `${api.url}/api/v1/cases/${id}/attachments/files`,
      'POST',
      {
        ...{ cookie, origin: api.url, 'content-type': 'application/octet-stream' },
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      },
      [pdfOf(100)],
    );
    if (sent.status !== 201) {
      expect(sent.status).toBeLessThan(500);
      expect(sent.text).not.toContain('passwd');
      expect(kept).toBeNull();
      return;
    }
    const { fileId } = JSON.parse(sent.text) as { fileId: string };
    const { scan } = filesUnderTest(given);
    await scan(fileId);
    const attach = { type: 'add-attachment', fileId, attachmentKind: 'protocol' } as const;
    await given.give(id, version, { by: 'applicant', command: attach });
    const answer = await fetch(`${api.url}/api/v1/cases/${id}/attachments/${fileId}`, {
      headers: { cookie },
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('x-injected')).toBeNull();
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    // It is saved, never shown, and its name is one name however it is quoted.
    const disposition = answer.headers.get('content-disposition') ?? '';
    expect(disposition).toMatch(/^attachment;/);
    expect(disposition.split(';').filter((part) => /^\s*filename=/.test(part)).length).toBeLessThan(
      2,
    );
    const given8 = /filename\*=UTF-8''([^;]*)/.exec(disposition)?.[1];
    if (kept !== null && given8) expect(decodeURIComponent(given8)).toBe(kept);
    expect(disposition).not.toMatch(/\.\.[/\\]/);
  });
});

describe('a document that unpacks to more than it seems', () => {
  const mebibyte = 2 ** 20;

  it.each([
    ['its list of contents', '[Content_Types].xml'],
    ['a page', 'word/document.xml'],
  ])(
    'is refused or kept packed, with little memory, when it is %s [R16.0.1]',
    async (_, name) => {
      const file = bomb(name, 600);
      expect(file.length).toBeLessThan(2 * mebibyte);
      const before = process.memoryUsage().rss;
      let most = before;
      const watching = setInterval(() => {
        most = Math.max(most, process.memoryUsage().rss);
      }, 5);
      const outcome = await checkedContent('plan.docx', fileOf(file)).then(
        () => 'kept',
        (error: unknown) => (error instanceof Refused ? error.refusal.code : String(error)),
      );
      clearInterval(watching);
      most = Math.max(most, process.memoryUsage().rss);
      expect(outcome).toBe('file-not-as-named');
      expect((most - before) / mebibyte).toBeLessThan(200);
    },
    60_000,
  );

  it('says of itself what it likes: sizes and places that lie lead nowhere', async () => {
    const honest = bomb('[Content_Types].xml', 1);
    for (let at = 0; at < honest.length; at += 7) {
      const lying = Buffer.from(honest);
      lying.fill(0xff, at, Math.min(at + 4, lying.length));
      const outcome = await checkedContent('plan.docx', fileOf(lying)).then(
        () => 'kept',
        (error: unknown) => (error instanceof Refused ? 'refused' : String(error)),
      );
      expect(outcome).toBe('refused');
    }
  }, 60_000);
});

/** A ZIP file with one entry that unpacks to so many mebibytes of blanks. */
function bomb(name: string, mebibytes: number): Buffer {
  const blanks = Buffer.alloc(mebibytes * 2 ** 20, ' ');
  const packed = deflateRawSync(blanks, { level: 9 });
  const sizes = Buffer.alloc(12);
  sizes.writeUInt32LE(crc32(blanks), 0);
  sizes.writeUInt32LE(packed.length, 4);
  sizes.writeUInt32LE(blanks.length, 8);
  const fields = Buffer.alloc(10);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(8, 4);
  const nameLength = Buffer.alloc(4);
  nameLength.writeUInt16LE(name.length, 0);
  const described = Buffer.concat([fields, sizes, nameLength]);
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), described, Buffer.from(name), packed]);
  const place = Buffer.alloc(14);
  const directory = Buffer.concat([
    ...[Buffer.from('PK\x01\x02\x14\x00'), described, place, Buffer.from(name)],
  ]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, directory, Buffer.from('PK\x05\x06'), end]);
}

function fileOf(whole: Buffer): FileToCheck {
  return {
    sizeBytes: whole.length,
    read: () => Readable.from([whole]),
    part: (from, to) => Promise.resolve(whole.subarray(from, to)),
  };
}
