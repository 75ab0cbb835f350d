import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { create } from 'xmlbuilder2';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { ArchiveController, type CaseCommand, FileStoreArchive } from '#cases';
import type { Person } from '#parties';
import { PostgresFileStore } from '#platform';
import { handOverCases, handoversOf } from '../../../libs/cases/src/archive/archive.handover.js';
import { workArchive } from '../../support/archiving.js';
import { filesUnderTest, pdfOf } from '../../support/files.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { people, wholeApplication } from '../../support/journey.js';
import { noarkOrder } from '../../support/noark-order.js';

/** What a check of the structure looks at. */
interface XmlNode {
  nodeName: string;
  nodeType: number;
  childNodes: Iterable<XmlNode>;
}

const caseworker = people.caseworker as unknown as Person;

describe('the archive package of a case', () => {
  let test: CasesUnderTest;
  let store: PostgresFileStore;
  let archive: ArchiveController;
  beforeAll(async () => {
    test = await givenCases();
    store = new PostgresFileStore(test.db);
    archive = new ArchiveController(test.cases, test.db, store, test.clock);
  });
  afterAll(() => test.close());

  const packageOf = async (id: string, by: Person = caseworker) =>
    unzipped(await buffer((await archive.package(by, id)).getStream()));

  /** A case that was closed, with an attachment from its applicant. */
  async function givenClosedCase(): Promise<{ id: string; attachment: Buffer }> {
    const { id, version } = await test.givenCase();
    const attachment = pdfOf(600_000);
    const { sendScanned } = filesUnderTest(test);
    const { fileId } = await sendScanned(id, attachment, 'applicant', 'Protokoll <&>.pdf');
    const give = async (at: number, by: keyof typeof people, body: object) =>
      (await test.cases.execute(id, { version: at, ...body } as CaseCommand, people[by])).version;
    let now = await give(version, 'applicant', {
      type: 'add-attachment',
      fileId,
      attachmentKind: 'protocol',
    });
    now = await give(now, 'applicant', { type: 'edit-draft', application: wholeApplication });
    now = await give(now, 'applicant', { type: 'submit' });
    await give(now, 'applicant', { type: 'withdraw', reason: 'Vi gjør det <selv> & "alene"' });
    return { id, attachment };
  }

  it('has every file with its checksum in the manifest and in the structure [law 23]', async () => {
    const { id, attachment } = await givenClosedCase();
    await workArchive(test);
    const files = await packageOf(id);
    const manifest = JSON.parse(files.get('manifest.json')!.toString()) as {
      path: string;
      sizeBytes: number;
      sha256: string;
    }[];
    expect([...files.keys()].filter((path) => path !== 'manifest.json').sort()).toEqual(
      manifest.map(({ path }) => path).sort(),
    );
    for (const { path, sizeBytes, sha256 } of manifest) {
      const bytes = files.get(path)!;
      expect([path, bytes.length, sha256Of(bytes)]).toEqual([path, sizeBytes, sha256]);
    }
    const structure = files.get('arkivstruktur.xml')!.toString();
    for (const { path, sha256 } of manifest.filter((each) => each.path.startsWith('dokumenter/'))) {
      expect(structure).toContain(`<referanseDokumentfil>${path}</referanseDokumentfil>`);
      expect(structure).toContain(`<sjekksum>${sha256}</sjekksum>`);
    }
    expect(structure).toContain('Protokoll &lt;&amp;&gt;.pdf');
    expect([...files.values()].some((bytes) => bytes.equals(attachment))).toBe(true);
  });

  it('keeps the elements and the order of Noark 5 version 5 [law 23]', async () => {
    const { id } = await test.givenCase('closed');
    await workArchive(test);
    const files = await packageOf(id);
    const structure = files.get('arkivstruktur.xml')!.toString();
    let checked = 0;
    const check = (node: XmlNode) => {
      const rule = noarkOrder[node.nodeName];
      const children = [...node.childNodes].filter(({ nodeType }) => nodeType === 1);
      if (children.length > 0) {
        const names = children.map(({ nodeName }) => nodeName);
        expect([node.nodeName, rule !== undefined]).toEqual([node.nodeName, true]);
        const places = names.map((name) => rule!.order.indexOf(name));
        expect([node.nodeName, names, places.includes(-1)]).toEqual([node.nodeName, names, false]);
        expect(places).toEqual([...places].sort((a, b) => a - b));
        expect(rule!.needed.filter((name) => !names.includes(name))).toEqual([]);
        checked += 1;
      }
      children.forEach(check);
    };
    const root = create(structure).root().node as unknown as XmlNode;
    expect(root.nodeName).toBe('arkiv');
    check(root);
    expect(checked).toBeGreaterThan(50);
    expect(structure).toContain('<avskrivningsmaate>Besvart med brev</avskrivningsmaate>');
    expect(structure).toContain('xsi:type="journalpost"');
  });

  it('is made only when every document is there, and each making is logged', async () => {
    const { id } = await givenClosedCase();
    await expect(archive.package(caseworker, id)).rejects.toMatchObject({
      refusal: { code: 'archive-not-ready' },
    });
    await workArchive(test);
    await packageOf(id);
    const { rowCount } = await test.db.pool.query(
      "SELECT FROM case_event WHERE case_id = $1 AND type = 'archive-package-read'",
      [id],
    );
    expect(rowCount).toBe(1);
    await expect(packageOf(id, people.applicant as unknown as Person)).rejects.toMatchObject({
      refusal: { code: 'not-allowed-for-role' },
    });
  });

  it('is handed over once when the case has ended, whatever is killed on the way [law 23]', async () => {
    const { id } = await givenClosedCase();
    const port = new FileStoreArchive(store);
    const handOver = () => handOverCases(test.db, test.clock, { port, store });
    await workArchive(test);
    const broken = {
      handOver: async (reference: string, bytes: AsyncIterable<Uint8Array>) => {
        await port.handOver(reference, bytes);
        throw new Error('killed before it was written down');
      },
    };
    await expect(handOverCases(test.db, test.clock, { port: broken, store })).rejects.toThrow();
    expect((await handoversOf(test.db, id))[0]).toMatchObject({ handedOverAt: null });
    for (let times = 0; times < 3; times++) await handOver();
    const handovers = await handoversOf(test.db, id);
    expect(handovers).toHaveLength(1);
    const bytes = await buffer(Readable.from(store.read(handovers[0]!.id)));
    expect(sha256Of(bytes)).toBe(handovers[0]!.sha256);
    expect((await unzipped(bytes)).has('arkivstruktur.xml')).toBe(true);
    // Nor can it, or a file that was journalled, be taken away afterwards.
    await expect(store.remove([handovers[0]!.id])).rejects.toMatchObject({ code: '23001' });
    const { rows } = await test.db.pool.query<{ file_id: string }>(
      `SELECT d.file_id FROM journal_document d JOIN journal_entry e ON e.id = d.entry_id
        WHERE e.case_id = $1 AND d.file_id IS NOT NULL`,
      [id],
    );
    expect(rows).toHaveLength(1);
    await expect(store.remove([rows[0]!.file_id])).rejects.toMatchObject({ code: '23001' });
  });
});

function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function unzipped(bytes: Buffer): Promise<Map<string, Buffer>> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      const files = new Map<string, Buffer>();
      zip.on('entry', (entry: Entry) => {
        void contentOf(zip, entry).then((content) => {
          files.set(entry.fileName, content);
          zip.readEntry();
        }, reject);
      });
      zip.once('end', () => resolve(files)).once('error', reject);
      zip.readEntry();
    });
  });
}

function contentOf(zip: ZipFile, entry: Entry): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) =>
      error ? reject(error) : void buffer(stream).then(resolve, reject),
    );
  });
}
