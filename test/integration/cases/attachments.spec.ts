import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CaseCommand, type CaseAttachmentsController, replay } from '#cases';
import type { Person } from '#parties';
import type { MalwareScanner } from '#platform';
import { caseTimeline } from '../../../libs/cases/src/case.queries.js';
import { applicationVersion } from '../../../libs/cases/src/case.versions.js';
import { filesUnderTest, pdfOf } from '../../support/files.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { people, stages } from '../../support/journey.js';

const limitBytes = 2 * 1024 * 1024;
type By = keyof typeof people;

describe('the attachments of an application', () => {
  let test: CasesUnderTest;
  let files: CaseAttachmentsController;
  let parts: ReturnType<typeof filesUnderTest>;
  beforeAll(async () => {
    test = await givenCases();
    parts = filesUnderTest(test);
    files = parts.doors;
  });
  afterAll(() => test.close());

  const as = (by: By) => people[by] as unknown as Person;
  const pdf = pdfOf;
  const upload = (id: string, content = pdf(), by: By = 'applicant', name = 'Protokoll å.pdf') =>
    parts.sendScanned(id, content, by, name);
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
    await expect(upload(id, pdf(10))).resolves.toMatchObject({ sizeBytes: pdf(10).length });
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

  it('are neither attached nor read before they are scanned, and never when they are infected', async () => {
    const { id, version } = await test.givenCase();
    const { fileId } = await parts.send(id, pdf(10), 'applicant', 'plan.pdf');
    await expect(attach(id, version, fileId)).rejects.toMatchObject({
      refusal: { code: 'file-not-scanned-yet' },
    });
    await parts.scan(fileId);
    const infected = await parts.sendScanned(id, eicar, 'applicant', 'Hemmelig.txt');
    await expect(attach(id, version, infected.fileId)).rejects.toMatchObject({
      refusal: { code: 'file-infected' },
    });
    expect(await files.file(as('applicant'), id, infected.fileId)).toMatchObject({
      state: 'infected',
    });
    expect(await parts.store.sizeOf(infected.fileId)).toBe(0);
    await parts.scan(infected.fileId);
    const { rows: told } = await test.owner.pool.query(
      `SELECT data FROM case_event WHERE case_id = $1 AND type = 'file-infected'`,
      [id],
    );
    expect(told).toHaveLength(1);
    expect(JSON.stringify(told)).not.toContain('Hemmelig');
  });

  it('wait for a scanner that is away, and are taken when it is back', async () => {
    const { id } = await test.givenCase();
    let isAway = true;
    const scanner: MalwareScanner = {
      scan: () => (isAway ? Promise.reject(new Error('away')) : Promise.resolve('clean')),
    };
    const waiting = filesUnderTest(test, undefined, scanner);
    const { fileId } = await waiting.send(id, pdf(10), 'applicant', 'plan.pdf');
    await expect(waiting.scan(fileId)).rejects.toThrow('away');
    const state = async () => (await files.file(as('applicant'), id, fileId)).state;
    expect(await state()).toBe('scanning');
    isAway = false;
    await waiting.scan(fileId);
    expect(await state()).toBe('clean');
  });

  it('keep what they were when they are replaced: each version with who, when and its checksum', async () => {
    const { id, version } = await test.givenCase('submitted');
    const first = await upload(id, pdf(10));
    let now = await attach(id, version, first.fileId);
    const second = await upload(id, pdf(20), 'applicant', 'Ny.pdf');
    const replace = (fileId: string, replaces: string, by: By = 'applicant') =>
      command(id, now, by, { type: 'replace-attachment', fileId, replaces });
    const own = await upload(id, pdf(30), 'caseworker', 'Kontorets.pdf');
    await expect(replace(own.fileId, first.fileId, 'caseworker')).rejects.toMatchObject({
      refusal: { code: 'attachment-of-others' },
    });
    now = await replace(second.fileId, first.fileId);
    const { items } = await files.list(as('applicant'), id);
    expect(items).toMatchObject([
      {
        name: 'Ny.pdf',
        version: 2,
        sha256: second.sha256,
        earlier: [
          {
            name: 'Protokoll å.pdf',
            version: 1,
            sha256: first.sha256,
            uploadedByName: people.applicant.name,
          },
        ],
      },
    ]);
    expect(await download(id, first.fileId, 'caseworker')).toHaveLength(pdf(10).length);
    await expect(download(id, first.fileId, 'otherApplicant')).rejects.toMatchObject({
      refusal: { code: 'case-unknown' },
    });
    const same = await upload(id, pdf(20));
    await expect(replace(same.fileId, second.fileId)).rejects.toMatchObject({
      refusal: { code: 'file-not-changed' },
    });
    await expect(replace(first.fileId, second.fileId)).rejects.toMatchObject({
      refusal: { code: 'attached-already' },
    });
    const replayed = await replay(test.db, id);
    expect(replayed?.tracks.application.attachments).toMatchObject([
      { fileId: second.fileId, version: 2, earlier: [{ fileId: first.fileId }] },
    ]);
    test.clock.at = new Date(test.clock.at.getTime() + 48 * 3_600_000);
    await upload(id);
    expect(await download(id, first.fileId, 'applicant')).toHaveLength(pdf(10).length);
  });

  it('belong to the version of the application that they were sent in with', async () => {
    const { id, version } = await test.givenCase();
    const { fileId, sha256 } = await upload(id);
    const [draft, submit] = stages.submitted;
    let now = await attach(id, await test.give(id, version, draft), fileId);
    now = await test.give(id, now, submit);
    const later = await upload(id, pdf(10));
    await command(id, now, 'applicant', {
      type: 'replace-attachment',
      fileId: later.fileId,
      replaces: fileId,
    });
    const sent = await applicationVersion(test.db, id, 1, people.applicant);
    expect(sent.attachments).toMatchObject([{ fileId, sha256, name: 'Protokoll å.pdf' }]);
  });
});

const eicar = Buffer.from(
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''),
);
