import { type EventSource, type ExportedEvent, eventsByCase } from './event.row.js';

/**
 * The events as XES (IEEE 1849-2016): a trace for each case, with the standard extensions for names,
 * times and roles, and our own attributes without a prefix. Who acted is a role.
 */
export async function* eventsAsXes(source: EventSource): AsyncGenerator<Buffer> {
  yield Buffer.from(HEAD);
  for await (const events of eventsByCase(source)) yield Buffer.from(traceOf(events));
  yield Buffer.from('</log>\n');
}

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849.2016" xes.features="" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
  <extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
  <extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
  <global scope="trace">
    <string key="concept:name" value=""/>
  </global>
  <global scope="event">
    <string key="concept:name" value=""/>
    <date key="time:timestamp" value="1970-01-01T00:00:00.000Z"/>
    <string key="lifecycle:transition" value="complete"/>
  </global>
  <classifier name="Event" keys="concept:name"/>
  <classifier name="EventAndOutcome" keys="concept:name outcome"/>
  <string key="concept:name" value="Tilgang"/>
  <string key="lifecycle:model" value="standard"/>
`;

function traceOf(events: readonly ExportedEvent[]): string {
  const [first] = events;
  if (!first) return '';
  return `  <trace>
    ${attribute('string', 'concept:name', first.caseReference)}
    ${attribute('string', 'kind', first.caseKind)}
${events.map(eventOf).join('')}  </trace>
`;
}

function eventOf(event: ExportedEvent): string {
  const attributes = [
    attribute('string', 'concept:name', event.type),
    attribute('date', 'time:timestamp', event.at.toISOString()),
    // What was refused or read was no step of the case.
    attribute(
      'string',
      'lifecycle:transition',
      event.outcome === 'accepted' ? 'complete' : 'unknown',
    ),
    attribute('string', 'org:role', event.actorRole),
    attribute('int', 'seq', event.seq),
    attribute('string', 'outcome', event.outcome),
    attribute('string', 'track', event.track),
    attribute('string', 'registry', event.registryId),
    attribute('string', 'from', event.fromState),
    attribute('string', 'to', event.toState),
  ];
  return `    <event>
${attributes
  .filter((each) => each !== '')
  .map((each) => `      ${each}\n`)
  .join('')}    </event>
`;
}

function attribute(type: 'string' | 'date' | 'int', key: string, value: string | number | null) {
  return value === null ? '' : `<${type} key="${key}" value="${escaped(String(value))}"/>`;
}

function escaped(text: string): string {
  return (
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      // XML 1.0 has no other control characters.
      // eslint-disable-next-line no-control-regex -- these are the ones to take out
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
  );
}
