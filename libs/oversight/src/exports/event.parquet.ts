import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { SchemaElement } from 'hyparquet';
import { type EventSource, type ExportedEvent, eventsByCase } from './event.row.js';

/** Rows that are in memory at a time, and lie together in the file. */
const GROUP = 50_000;

/** The events as Parquet, a group of rows at a time. */
export async function* eventsAsParquet(source: EventSource): AsyncGenerator<Buffer> {
  const writer = new ByteWriter();
  const parquet = new ParquetWriter({ writer, schema, createdBy: 'Tilgang' });
  let rows: ExportedEvent[] = [];
  for await (const events of eventsByCase(source)) {
    rows.push(...events);
    if (rows.length < GROUP) continue;
    await writeGroup(parquet, rows);
    rows = [];
    yield taken(writer);
  }
  if (rows.length > 0) await writeGroup(parquet, rows);
  await parquet.finish();
  yield taken(writer);
}

const text = (name: keyof ExportedEvent, isRequired: boolean): SchemaElement => ({
  name,
  type: 'BYTE_ARRAY',
  converted_type: 'UTF8',
  repetition_type: isRequired ? 'REQUIRED' : 'OPTIONAL',
});

const whole = (name: keyof ExportedEvent): SchemaElement => ({
  name,
  type: 'INT32',
  repetition_type: 'REQUIRED',
});

const columns: readonly (SchemaElement & { name: keyof ExportedEvent })[] = [
  text('caseId', true),
  text('caseReference', true),
  text('caseKind', true),
  whole('seq'),
  { name: 'at', type: 'INT64', converted_type: 'TIMESTAMP_MILLIS', repetition_type: 'REQUIRED' },
  text('type', true),
  text('outcome', true),
  text('track', false),
  text('registryId', false),
  text('fromState', false),
  text('toState', false),
  text('actorRole', false),
  whole('caseVersion'),
] as (SchemaElement & { name: keyof ExportedEvent })[];

const schema: SchemaElement[] = [{ name: 'root', num_children: columns.length }, ...columns];

async function writeGroup(parquet: ParquetWriter, rows: readonly ExportedEvent[]): Promise<void> {
  await parquet.write({
    columnData: columns.map(({ name }) => ({ name, data: rows.map((row) => row[name]) })),
    rowGroupSize: rows.length,
  });
}

/** What has been written since the last time; the writer goes on counting from there. */
function taken(writer: ByteWriter): Buffer {
  const bytes = Buffer.from(writer.getBuffer());
  writer.index = 0;
  return bytes;
}
