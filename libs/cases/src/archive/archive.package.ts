import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { Database, FileStore } from '#platform';
import { type ArchiveCase, type ArchiveDocument, pathOf } from './archive.model.js';
import { archivedPdf } from './archive.queries.js';
import { archiveStructure, changeLog } from './noark.structure.js';

/**
 * A case as one ZIP: arkivstruktur.xml, endringslogg.xml, a manifest with the checksum of every file,
 * and the files. It is written as it is read, one file at a time; the same case gives the same bytes
 * while nothing new is journalled in it.
 */
export function archivePackage(
  archived: ArchiveCase,
  from: { db: Database; store: FileStore; madeAt: Date },
): Readable {
  const zip = new ZipFile();
  // Of the package, not of the hour: the same case gives the same bytes.
  const options = { mtime: archived.changedAt, forceDosTimestamp: true };
  const metadata: [path: string, content: Buffer][] = [
    ['arkivstruktur.xml', Buffer.from(archiveStructure(archived, from.madeAt))],
    ['endringslogg.xml', Buffer.from(changeLog(archived))],
  ];
  const documents = archived.entries.flatMap((entry) =>
    entry.documents.map((document) => ({ path: pathOf(entry, document), document })),
  );
  const manifest = [
    ...metadata.map(([path, content]) => ({
      path,
      sizeBytes: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
    })),
    ...documents.map(({ path, document: { sizeBytes, sha256 } }) => ({ path, sizeBytes, sha256 })),
  ];
  for (const [path, content] of metadata) zip.addBuffer(content, path, options);
  zip.addBuffer(Buffer.from(JSON.stringify(manifest, null, 2)), 'manifest.json', options);
  for (const { path, document } of documents) {
    zip.addReadStreamLazy(path, { ...options, size: document.sizeBytes }, (give) =>
      give(null, Readable.from(bytesOf(document, from))),
    );
  }
  zip.end();
  return zip.outputStream as Readable;
}

async function* bytesOf(
  document: ArchiveDocument,
  { db, store }: { db: Database; store: FileStore },
): AsyncGenerator<Uint8Array> {
  if (document.fileId === null) yield await archivedPdf(db, document);
  else yield* store.read(document.fileId);
}
