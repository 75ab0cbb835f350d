import { csvLine } from '#platform';
import { type EventSource, type ExportedEvent, eventsByCase } from './event.row.js';

const columns: readonly (keyof ExportedEvent)[] = [
  'caseReference',
  'caseKind',
  'seq',
  'at',
  'type',
  'outcome',
  'track',
  'registryId',
  'fromState',
  'toState',
  'actorRole',
  'caseVersion',
];

/** The events as CSV, as Norwegian spreadsheets take it; a page of cases in memory at a time. */
export async function* eventsAsCsv(source: EventSource): AsyncGenerator<Buffer> {
  yield Buffer.from(`\uFEFF${csvLine(columns, ';')}`);
  for await (const events of eventsByCase(source)) {
    const lines = events.map((event) =>
      csvLine(
        columns.map((name) => cellOf(event[name])),
        ';',
      ),
    );
    yield Buffer.from(lines.join(''));
  }
}

function cellOf(value: ExportedEvent[keyof ExportedEvent]): string | number | null {
  return value instanceof Date ? value.toISOString() : value;
}
