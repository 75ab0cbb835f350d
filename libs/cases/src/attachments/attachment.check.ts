import { Refused } from '#platform';

/** Whether a file is what its name says. The file types that may be attached. */
const types: Readonly<Record<string, { mediaType: string; magic: readonly number[] | 'text' }>> = {
  pdf: { mediaType: 'application/pdf', magic: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  docx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    magic: [0x50, 0x4b, 0x03, 0x04],
  },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    magic: [0x50, 0x4b, 0x03, 0x04],
  },
  png: { mediaType: 'image/png', magic: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  jpg: { mediaType: 'image/jpeg', magic: [0xff, 0xd8, 0xff] },
  jpeg: { mediaType: 'image/jpeg', magic: [0xff, 0xd8, 0xff] },
  csv: { mediaType: 'text/csv', magic: 'text' },
  txt: { mediaType: 'text/plain', magic: 'text' },
};

/**
 * The file's media type, by its name. Throws {@link Refused} `file-type-not-allowed` for a type that
 * is not taken.
 */
export function mediaTypeOf(fileName: string): string {
  const type = types[extensionOf(fileName)];
  if (!type) throw notAllowed();
  return type.mediaType;
}

/**
 * Passes the bytes on while it looks whether they are what the name says: by the first bytes of the
 * file, or all of it for text. Throws {@link Refused} where they are not.
 */
export async function* asNamed(
  fileName: string,
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const magic = types[extensionOf(fileName)]?.magic;
  if (magic === undefined) throw notAllowed();
  const text = magic === 'text' ? new TextDecoder('utf-8', { fatal: true }) : null;
  let first: number[] = [];
  let isEmpty = true;
  for await (const chunk of bytes) {
    if (chunk.length > 0) isEmpty = false;
    if (text) assertText(text, chunk);
    else if (magic !== 'text' && first.length < magic.length) {
      first = [...first, ...chunk.subarray(0, magic.length - first.length)];
      if (first.some((byte, index) => byte !== magic[index])) throw notAsNamed();
    }
    yield chunk;
  }
  if (text) assertText(text);
  if (isEmpty || (magic !== 'text' && first.length < magic.length)) throw notAsNamed();
}

/** Without a chunk: that the text did not end within a character. */
function assertText(decoder: InstanceType<typeof TextDecoder>, chunk?: Uint8Array): void {
  try {
    if (chunk?.includes(0)) throw notAsNamed();
    decoder.decode(chunk, { stream: chunk !== undefined });
  } catch {
    throw notAsNamed();
  }
}

function extensionOf(fileName: string): string {
  return fileName.slice(fileName.lastIndexOf('.') + 1).toLowerCase();
}

function notAllowed(): Refused {
  return new Refused({
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
  return new Refused({
    code: 'file-not-as-named',
    kind: 'facts',
    problems: [
      {
        field: 'body',
        rule: 'the content of the file is of the type its name says, and not empty',
        todo: 'check the file; text files are saved as UTF-8',
      },
    ],
  });
}
