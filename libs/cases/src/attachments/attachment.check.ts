import { createHash } from 'node:crypto';
import { fileTypeFromBlob } from 'file-type';
import { Refused, type StoredBytes } from '#platform';

/** Whether a file is what its name says. The file types that may be attached. */
const types: Readonly<Record<string, { mediaType: string; content: string }>> = {
  pdf: { mediaType: 'application/pdf', content: 'pdf' },
  docx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    content: 'docx',
  },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    content: 'xlsx',
  },
  png: { mediaType: 'image/png', content: 'png' },
  jpg: { mediaType: 'image/jpeg', content: 'jpg' },
  jpeg: { mediaType: 'image/jpeg', content: 'jpg' },
  csv: { mediaType: 'text/csv', content: 'text' },
  txt: { mediaType: 'text/plain', content: 'text' },
};

/** Word and Excel files that carry programs, by what their own list of contents calls them. */
const withMacros: ReadonlySet<string> = new Set(['docm', 'dotm', 'xlsm', 'xltm', 'xlam']);

/**
 * The file's media type, by its name. Throws {@link Refused} `file-type-not-allowed` for a type that
 * is not taken.
 */
export function mediaTypeOf(fileName: string): string {
  return typeOf(fileName).mediaType;
}

/** A file where it is stored. */
export interface FileToCheck {
  sizeBytes: number;
  read(): AsyncIterable<Uint8Array>;
  part(from: number, to: number): Promise<Buffer>;
}

/**
 * Reads a stored file to its end: its size and checksum, and that its content is what its name says.
 * Throws {@link Refused} `file-not-as-named`, `file-locked` where only a password opens it, and
 * `file-has-macros`.
 */
export async function checkedContent(fileName: string, file: FileToCheck): Promise<StoredBytes> {
  const { content } = typeOf(fileName);
  if (content !== 'text') assertDetected(content, await detected(file));
  const marks = marksFor(content);
  const hash = createHash('sha256');
  let sizeBytes = 0;
  for await (const chunk of file.read()) {
    hash.update(chunk);
    sizeBytes += chunk.length;
    marks.see(chunk);
  }
  if (sizeBytes === 0) throw notAsNamed();
  marks.end();
  return { sizeBytes, sha256: hash.digest('hex') };
}

/** The type by the content itself: of Word and Excel files by the list of contents within. */
async function detected(file: FileToCheck): Promise<string | undefined> {
  try {
    return (await fileTypeFromBlob(asBlob(file)))?.ext;
  } catch (error) {
    // Cut short or malformed: of no type that is known. What the store says is no matter of the file.
    if (error instanceof StoreFailed) throw error.cause;
    return undefined;
  }
}

class StoreFailed extends Error {}

const windowBytes = 64 * 1024;

/** The file for a reader that goes to and fro in it: only where it looks is read, and little is kept. */
function asBlob(file: FileToCheck): Blob {
  const { sizeBytes } = file;
  let window: { from: number; bytes: Buffer } = { from: 0, bytes: Buffer.alloc(0) };
  const read = async (from: number, to: number) => {
    if (from < window.from || to > window.from + window.bytes.length) {
      const bytes = await file
        .part(from, Math.max(to, from + windowBytes))
        .catch((cause: unknown) => {
          throw new StoreFailed('', { cause });
        });
      window = { from, bytes };
    }
    return Uint8Array.from(window.bytes.subarray(from - window.from, to - window.from)).buffer;
  };
  const slice = (from = 0, to = sizeBytes) => ({
    arrayBuffer: () => read(from, Math.min(to, sizeBytes)),
  });
  return { size: sizeBytes, type: '', slice } as unknown as Blob;
}

function assertDetected(content: string, found: string | undefined): void {
  if (found === content) return;
  if (found && withMacros.has(found)) throw hasMacros();
  // What Word and Excel encrypt lies in a container of its own, as the formats of before 2007 did.
  if (found === 'cfb' && content.endsWith('x')) throw locked();
  throw notAsNamed();
}

/** What is looked for in all of the content, however it is cut. */
interface Marks {
  see(chunk: Uint8Array): void;
  end(): void;
}

function marksFor(content: string): Marks {
  if (content === 'text') return textMarks();
  if (content === 'pdf') return pdfMarks();
  return content.endsWith('x') ? officeMarks() : { see: () => undefined, end: () => undefined };
}

/** UTF-8 to the last byte, and no NUL. */
function textMarks(): Marks {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (chunk?: Uint8Array) => {
    try {
      decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      throw notAsNamed();
    }
  };
  return {
    see: (chunk) => {
      if (chunk.includes(0)) throw notAsNamed();
      decode(chunk);
    },
    end: () => decode(),
  };
}

const encryption = /\/Encrypt\s*(\d+\s+\d+\s+R|<<)/;

/**
 * A PDF has its end, and no encryption: its trailer, which is never compressed or encrypted itself,
 * would say so. Readers look for the end mark in the last 1,024 bytes.
 */
function pdfMarks(): Marks {
  let tail = Buffer.alloc(0);
  return {
    see: (chunk) => {
      const seen = Buffer.concat([tail, chunk]);
      for (let at = seen.indexOf('/Encrypt'); at !== -1; at = seen.indexOf('/Encrypt', at + 1)) {
        if (encryption.test(seen.toString('latin1', at, at + 64))) throw locked();
      }
      tail = seen.subarray(-1_024);
    },
    end: () => {
      if (!tail.includes('%%EOF')) throw notAsNamed();
    },
  };
}

/** The names within a ZIP file are plain: a program in a document has one of its own. */
function officeMarks(): Marks {
  let tail = Buffer.alloc(0);
  return {
    see: (chunk) => {
      const seen = Buffer.concat([tail, chunk]);
      if (seen.includes('vbaProject.bin')) throw hasMacros();
      tail = seen.subarray(-32);
    },
    end: () => undefined,
  };
}

function typeOf(fileName: string): { mediaType: string; content: string } {
  const type = types[fileName.slice(fileName.lastIndexOf('.') + 1).toLowerCase()];
  if (type) return type;
  throw new Refused({
    code: 'file-type-not-allowed',
    kind: 'facts',
    problems: [
      {
        field: 'name',
        rule: `the file is one of ${Object.keys(types).join(', ')}`,
        todo: 'save it as one of these, and give the name its ending',
      },
    ],
  });
}

function notAsNamed(): Refused {
  return refused(
    'file-not-as-named',
    'the content of the file is of the type its name says, whole, and not empty',
    'check the file; text files are saved as UTF-8',
  );
}

function locked(): Refused {
  return refused(
    'file-locked',
    'the file opens without a password: it is read and archived by others',
    'save it without a password, as docx, xlsx or PDF, and send it again',
  );
}

function hasMacros(): Refused {
  return refused(
    'file-has-macros',
    'a document carries no programs',
    'save it without macros, or as PDF, and send it again',
  );
}

function refused(code: string, rule: string, todo: string): Refused {
  return new Refused({ code, kind: 'facts', problems: [{ field: 'body', rule, todo }] });
}
