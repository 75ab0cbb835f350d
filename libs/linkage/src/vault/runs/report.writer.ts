import type { RowReport } from '../people/row.report.js';
import type { RunFileWriter, WrittenFile } from './run.file.js';

const linesAtOnce = 4_096;

/** Writes what is to be said of which lines: `line;reason`, never the number. */
export async function writeReport(
  report: RowReport,
  file: RunFileWriter,
  reasons: readonly string[],
): Promise<WrittenFile> {
  let text = 'line;reason\n';
  let lines = 0;
  for (const { line, reason } of report.inOrder()) {
    text += `${line};${reasons[reason]}\n`;
    if (++lines % linesAtOnce === 0) {
      await file.write(Buffer.from(text));
      text = '';
    }
  }
  await file.write(Buffer.from(text));
  return file.end();
}
