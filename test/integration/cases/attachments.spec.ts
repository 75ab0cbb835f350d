import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CaseCommand, CaseAttachmentsController, replay } from '#cases';
import type { Person } from '#parties';
import { PostgresFileStore } from '#platform';
import { caseTimeline } from '../../../libs/cases/src/case.queries.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { people } from '../../support/journey.js';

const limitBytes = 2 * 1024 * 1024;
type By = keyof typeof people;

describe('the attachments of an application', () => {
  let test: CasesUnderTest;
  let files: CaseAttachmentsController;
  beforeAll(async () => {
    test = await givenCases();
    const store = new PostgresFileStore(test.db);
    files = new CaseAttachmentsController(test.cases, test.db, store, test.clock, limitBytes);
  });
  afterAll(() => test.close());

  const as = (by: By) => people[by] as unknown as Person;
  const header = (name: string) => `attachment; filename*=UTF-8''${encodeURIComponent(name)}`;
  const pdf = (size = 700_000) => Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(size, 7)]);
  const upload = (id: string, content = pdf(), by: By = 'applicant', name = 'Protokoll å.pdf') => {
    const pieces = Array.from({ length: Math.ceil(content.length / 50_000) }, (_, index) =>
      content.subarray(index * 50_000, (index + 1) * 50_000),
    );
    return files.upload(as(by), id, header(name), Readable.from(pieces));
  };
  const command = async (id: string, version: number, by: By, body: object) =>
    (await test.cases.execute(id, { version, ...body } as CaseCommand, people[by])).version;
  const attach = (id: string, version: number, fileId: string, by: By = 'applicant') =>
    command(id, version, by, { type: 'add-attachment', fileId, attachmentKind: 'protocol' });
  const listed = async (id: string, by: By = 'applicant') =>
    (await files.list(as(by), id)).items.map(({ name, kind }) => `${kind}: ${name}`);
  const download = async (id: string, fileId: string, by: By) =>
    buffer((await files.read(as(by), id, fileId)).getStream());

  it('are kept byte by byte, with their SHA-256 in the log of the case', async () => {
    const { id, version } = await test.givenCase();
    const content = pdf();
    const sent = await upload(id, content);
    const sha256 = createHash('sha256').update(content).digest('hex');
    expect(sent).toMatchObject({ sizeBytes: content.length, sha256, mediaType: 'application/pdf' });
    expect(await listed(id)).toEqual([]);
    await attach(id, version, sent.fileId);
    expect(await listed(id)).toEqual(['protocol: Protokoll å.pdf']);
    expect((await download(id, sent.fileId, 'applicant')).equals(content)).toBe(true);
    const { rows } = await test.owner.pool.query<{ data: unknown }>(
      `SELECT data FROM case_event WHERE case_id = $1 AND type = 'attachment-added'`,
      [id],
    );
    expect(rows).toMatchObject([{ data: { facts: { attachments: [{ sha256 }] } } }]);
    expect(JSON.stringify(rows)).not.toContain('Protokoll');
  });

  it('are what the log of the case tells, also when one was removed', async () => {
    const { id, version } = await test.givenCase();
    const [one, two] = [await upload(id), await upload(id, pdf(10), 'applicant', 'plan.pdf')];
    let now = await attach(id, version, one.fileId);
    now = await attach(id, now, two.fileId);
    await command(id, now, 'applicant', { type: 'remove-attachment', fileId: one.fileId });
    expect(await listed(id)).toEqual(['protocol: plan.pdf']);
    const replayed = await replay(test.db, id);
    expect(replayed?.tracks.application.attachments?.map(({ fileId }) => fileId)).toEqual([
      two.fileId,
    ]);
  });

  it('from the office can be fetched by the applicant and nobody else’s applicant, and each reading is logged [R6.1.6]', async () => {
    const { id, version } = await test.givenCase('in-assessment');
    const { fileId } = await upload(id, pdf(), 'caseworker', 'Veiledning.pdf');
    await attach(id, version, fileId, 'caseworker');
    expect(await download(id, fileId, 'applicant')).toHaveLength(pdf().length);
    const reads = async () =>
      (await caseTimeline(test.db, id, people.auditor, test.clock.at)).events
        .filter(({ type }) => type === 'attachment-read')
        .map(({ outcome, actorName }) => [outcome, actorName]);
    expect(await reads()).toEqual([['read', people.applicant.name]]);
    await expect(download(id, fileId, 'otherApplicant')).rejects.toMatchObject({
      refusal: { code: 'case-unknown' },
    });
    await download(id, fileId, 'auditor');
    expect(await reads()).toHaveLength(2);
  });

  it('are not for REK before the application is forwarded, and are for REK after', async () => {
    const { id, version } = await test.givenCase('in-assessment');
    const { fileId } = await upload(id);
    await attach(id, version, fileId);
    await expect(download(id, fileId, 'rek')).rejects.toMatchObject({
      refusal: { code: 'case-unknown' },
    });
    const forwarded = await test.givenCase('at-rek');
    expect(await listed(forwarded.id, 'rek')).toEqual([]);
  });

  it('stay when the application is submitted', async () => {
    const { id, version } = await test.givenCase('submitted');
    const { fileId } = await upload(id);
    const now = await attach(id, version, fileId);
    const removal = command(id, now, 'applicant', { type: 'remove-attachment', fileId });
    await expect(removal).rejects.toMatchObject({ refusal: { kind: 'state' } });
  });

  it('are files that were sent to this very case', async () => {
    const [here, there] = [await test.givenCase(), await test.givenCase()];
    const { fileId } = await upload(there.id);
    await expect(attach(here.id, here.version, fileId)).rejects.toMatchObject({
      refusal: { code: 'file-unknown' },
    });
  });

  it('are refused when they are too large or something else than their name says, and leave nothing', async () => {
    const { id } = await test.givenCase();
    const pieces = () => test.owner.pool.query('SELECT FROM file_piece');
    const { rowCount } = await pieces();
    await expect(upload(id, pdf(limitBytes))).rejects.toMatchObject({
      refusal: { code: 'file-too-large', kind: 'too-large' },
    });
    await expect(upload(id, Buffer.from('MZ program'))).rejects.toMatchObject({
      refusal: { code: 'file-not-as-named' },
    });
    expect((await pieces()).rowCount).toBe(rowCount);
  });

  it('wait to be attached in a number that fills no disk', async () => {
    const { id, version } = await test.givenCase();
    const sent = [];
    for (let number = 0; number < 20; number++) sent.push(await upload(id, pdf(10)));
    await expect(upload(id, pdf(10))).rejects.toMatchObject({
      refusal: { code: 'too-many-files', kind: 'facts' },
    });
    await attach(id, version, sent[0]?.fileId ?? '');
    await expect(upload(id, pdf(10))).resolves.toMatchObject({ sizeBytes: 19 });
  });

  it('that nobody attached within a day are gone with the next upload', async () => {
    const { id, version } = await test.givenCase();
    const forgotten = await upload(id);
    const kept = await upload(id);
    const now = await attach(id, version, kept.fileId);
    test.clock.at = new Date(test.clock.at.getTime() + 25 * 3_600_000);
    await upload(id);
    await expect(attach(id, now, forgotten.fileId)).rejects.toMatchObject({
      refusal: { code: 'file-unknown' },
    });
    expect(await download(id, kept.fileId, 'applicant')).toHaveLength(pdf().length);
  });
});
