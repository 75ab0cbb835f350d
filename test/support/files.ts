import { Readable } from 'node:stream';
import { CaseAttachmentsController, FileIntake, scanCaseFile, UploadController } from '#cases';
import type { Person } from '#parties';
import { EicarScanner, type MalwareScanner, PostgresFileStore } from '#platform';
import type { CasesUnderTest } from './given.js';
import { people } from './journey.js';

/** A PDF as far as its outside goes. */
export function pdfOf(bytes = 700_000): Buffer {
  return Buffer.concat([
    Buffer.from('%PDF-1.7\n'),
    Buffer.alloc(bytes, 7),
    Buffer.from('\n%%EOF\n'),
  ]);
}

export const disposition = (name: string) =>
  `attachment; filename*=UTF-8''${encodeURIComponent(name)}`;

/** The doors that files go in and out by. */
export function filesUnderTest(
  test: CasesUnderTest,
  limits = { fileBytes: 2 * 1024 * 1024, caseBytes: 32 * 1024 * 1024 },
  scanner: MalwareScanner = new EicarScanner(),
) {
  const { cases, clock, db } = test;
  const store = new PostgresFileStore(db);
  const intake = new FileIntake(db, store, clock, limits);
  const doors = new CaseAttachmentsController(cases, db, store, intake);
  const scan = (fileId: string) => scanCaseFile({ db, store, scanner, cases, clock }, fileId);
  const send = (id: string, content: Buffer, by: keyof typeof people, name: string) => {
    const pieces = Array.from({ length: Math.ceil(content.length / 50_000) }, (_, index) =>
      content.subarray(index * 50_000, (index + 1) * 50_000),
    );
    const person = people[by] as unknown as Person;
    return doors.upload(person, id, disposition(name), Readable.from(pieces));
  };
  return {
    store,
    intake,
    doors,
    uploads: new UploadController(db, intake),
    scan,
    send,
    /** Sent, and found to be clean. */
    sendScanned: async (...file: Parameters<typeof send>) => {
      const sent = await send(...file);
      await scan(sent.fileId);
      return sent;
    },
  };
}
