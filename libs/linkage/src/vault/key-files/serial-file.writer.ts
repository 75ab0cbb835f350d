import { EncryptedLines, type FileTaker } from './encrypted.lines.js';
import type { WrittenFile } from '../runs/run.file.js';
import { type SerialFormat, viewOf } from '../numbers/serial.rules.js';

const semicolon = 59;
const lineFeed = 10;

/** Writes a file of serial numbers, encrypted to its receiver: one column for each format. */
export class SerialFileWriter {
  private readonly line: Buffer;
  private readonly view: DataView;
  private lines = 0;

  private constructor(
    private readonly out: EncryptedLines,
    private readonly formats: readonly SerialFormat[],
  ) {
    this.line = Buffer.alloc(formats.reduce((sum, { width }) => sum + width + 1, 0));
    this.view = viewOf(this.line);
  }

  static async to(
    recipient: string,
    file: FileTaker,
    columns: readonly [name: string, format: SerialFormat][],
  ): Promise<SerialFileWriter> {
    const header = columns.map(([name]) => name).join(';');
    const out = await EncryptedLines.to(recipient, file, header);
    return new SerialFileWriter(
      out,
      columns.map(([, format]) => format),
    );
  }

  get rows(): number {
    return this.lines;
  }

  /** One line, kept in memory until {@link flush}; `second` where there are two columns. */
  add(first: number, second = 0): void {
    let at = 0;
    for (const [column, format] of this.formats.entries()) {
      format.write(this.view, at, column === 0 ? first : second);
      at += format.width;
      this.line[at++] = column === this.formats.length - 1 ? lineFeed : semicolon;
    }
    this.out.append(this.line);
    this.lines++;
  }

  flush(): Promise<void> {
    return this.out.flush();
  }

  end(): Promise<WrittenFile> {
    return this.out.end();
  }
}
