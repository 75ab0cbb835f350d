import { type EventSource, type ExportedEvent, eventsByCase } from './event.row.js';
import { fieldOf } from '../reports/report.csv.rules.js';

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
  yield Buffer.from(`\uFEFF${columns.join(';')}\r\n`);
  for await (const events of eventsByCase(source)) {
    const lines = events.map((event) => columns.map((name) => cellOf(event[name])).join(';'));
    yield Buffer.from(`${lines.join('\r\n')}\r\n`);
  }
}

function cellOf(value: ExportedEvent[keyof ExportedEvent]): string {
  return fieldOf(value instanceof Date ? value.toISOString() : value);
}
