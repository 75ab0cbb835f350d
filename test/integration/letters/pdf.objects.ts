import { execFileSync } from 'node:child_process';

export type PdfValue = string | number | boolean | null | PdfValue[] | { [key: string]: PdfValue };
export type PdfDictionary = Record<string, PdfValue>;

interface StoredObject {
  value?: PdfValue;
  stream?: { dict: PdfDictionary; data: string };
}

/** The objects of a PDF as qpdf reads them. */
export class PdfObjects {
  readonly isEncrypted: boolean;
  readonly trailer: PdfDictionary;
  private readonly objects: Record<string, StoredObject>;

  constructor(file: string) {
    const json = execFileSync(
      'qpdf',
      ['--json=2', '--decode-level=generalized', '--json-stream-data=inline', file],
      { maxBuffer: 1 << 28, encoding: 'utf8' },
    );
    const parsed = JSON.parse(json) as {
      encrypt: { encrypted: boolean };
      qpdf: [unknown, Record<string, StoredObject>];
    };
    this.isEncrypted = parsed.encrypt.encrypted;
    this.objects = parsed.qpdf[1];
    this.trailer = dictionary(this.objects['trailer']?.value);
  }

  /** Follows a reference; anything else is itself. */
  resolve(value: PdfValue | undefined): PdfValue {
    if (typeof value !== 'string' || !/^\d+ \d+ R$/.test(value)) return value ?? null;
    const stored = this.objects[`obj:${value}`];
    return stored?.value ?? stored?.stream?.dict ?? null;
  }

  dictionary(value: PdfValue | undefined): PdfDictionary {
    return dictionary(this.resolve(value));
  }

  list(value: PdfValue | undefined): PdfValue[] {
    const resolved = this.resolve(value);
    if (resolved === null) return [];
    return Array.isArray(resolved) ? resolved : [value as PdfValue];
  }

  /** The decoded bytes of a stream, as Latin-1. */
  stream(reference: PdfValue | undefined): string {
    const name = typeof reference === 'string' ? `obj:${reference}` : '';
    const data = this.objects[name]?.stream?.data ?? '';
    return Buffer.from(data, 'base64').toString('latin1');
  }

  /** Every dictionary in the file. */
  all(): PdfDictionary[] {
    return Object.values(this.objects).map(({ value, stream }) =>
      dictionary(stream?.dict ?? value),
    );
  }
}

function dictionary(value: PdfValue | undefined): PdfDictionary {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {};
}
