import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fromBuffer } from 'yauzl';

/** Unpacks a ZIP into a folder; gives the names of its files. */
export function unzip(zip: Buffer, folder: string): Promise<string[]> {
  return new Promise((unpacked, failed) => {
    const names: string[] = [];
    fromBuffer(zip, { lazyEntries: true }, (error, file) => {
      if (error) return failed(error);
      file.on('error', failed);
      file.on('end', () => unpacked(names));
      file.on('entry', (entry: { fileName: string }) => {
        names.push(entry.fileName);
        file.openReadStream(entry as never, (problem, stream) => {
          if (problem) return failed(problem);
          buffer(stream).then((bytes) => {
            const path = join(folder, entry.fileName);
            mkdirSync(dirname(path), { recursive: true });
            writeFileSync(path, bytes);
            file.readEntry();
          }, failed);
        });
      });
      file.readEntry();
    });
  });
}
