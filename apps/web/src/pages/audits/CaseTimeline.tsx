import { Paragraph, Table, Tag } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { useRegistryName } from '../../api/queries';
import type { Timeline, TimelineEvent } from '../../api/types';
import { Section } from '../../components/Section';
import { type Span, SpanPicture } from '../../components/SpanPicture';
import { dateOfInstant, dateTimeText } from '../../dates';
import { LedgerPicture } from '../case/LedgerPicture';
import { LedgerTable } from '../case/LedgerTable';
import { colourOf } from '../states';

/** A case along time: who had it, where each part of it stood, and everything that happened. */
export function CaseTimeline({ timeline, at }: { timeline: Timeline; at: string }) {
  const { t } = useTranslation();
  const { events, ledger } = timeline;
  return (
    <>
      {ledger && ledger.segments.length > 0 && (
        <Section heading={t('audit.whose-time')}>
          <LedgerPicture ledger={ledger} />
          <LedgerTable ledger={ledger} />
        </Section>
      )}
      <Section heading={t('audit.timeline')}>
        {events.length === 0 && <Paragraph>{t('audit.no-events')}</Paragraph>}
        {events.length > 0 && <StatePicture events={events} at={at} />}
        {events.length > 0 && <EventTable events={events} />}
      </Section>
    </>
  );
}

/** Each part of the case by the states it went through. */
function StatePicture({ events, at }: { events: readonly TimelineEvent[]; at: string }) {
  const { t } = useTranslation();
  const registryName = useRegistryName();
  const [first] = events;
  const rows = rowsOf(events, Date.parse(at));
  if (!first || rows.length === 0) return null;
  const bounds = { from: dateOfInstant(first.at), to: dateOfInstant(at) };
  return (
    <figure className="span-figure">
      <SpanPicture
        label={t('audit.picture', bounds)}
        from={Date.parse(first.at)}
        to={Date.parse(at)}
        rows={rows.map(({ track, registryId, spans }) => ({
          key: `${track} ${registryId ?? ''}`,
          name: registryId
            ? `${t(`track.${track}`)} – ${registryName(registryId)}`
            : t(`track.${track}`),
          spans,
        }))}
      />
      <figcaption>
        {bounds.from} – {bounds.to}. {t('audit.picture-caption')}
      </figcaption>
    </figure>
  );
}

function rowsOf(events: readonly TimelineEvent[], until: number) {
  const rows = new Map<string, { track: string; registryId: string | null; spans: Span[] }>();
  for (const { seq, at, track, registryId, toState, fromState, outcome } of events) {
    if (outcome !== 'accepted' || track === null || toState === null) continue;
    const key = `${track} ${registryId ?? ''}`;
    const row = rows.get(key) ?? { track, registryId, spans: [] };
    rows.set(key, row);
    const last = row.spans.at(-1);
    if (last && fromState === toState) continue;
    const from = Date.parse(at);
    if (last) last.to = from;
    row.spans.push({ key: String(seq), from, to: until, colour: colourOf(toState) });
  }
  return [...rows.values()];
}

function EventTable({ events }: { events: readonly TimelineEvent[] }) {
  const { t } = useTranslation();
  const registryName = useRegistryName();
  const stateText = (track: string | null, state: string) =>
    t(`state.${track}.${state}`, { defaultValue: state });
  return (
    <div
      className="wide-table"
      role="region"
      aria-label={t('audit.events')}
      // A table that is wider than the page is moved by the arrow keys.
      tabIndex={0}
    >
      <Table data-size="sm" data-color="neutral" className="ledger">
        <caption className="ds-sr-only">{t('audit.events')}</caption>
        <Table.Head>
          <Table.Row>
            {['number', 'when', 'event', 'state', 'who'].map((column) => (
              <Table.HeaderCell key={column} scope="col">
                {t(`audit.column.${column}`)}
              </Table.HeaderCell>
            ))}
          </Table.Row>
        </Table.Head>
        <Table.Body>
          {events.map((event) => (
            <Table.Row key={event.seq}>
              <Table.Cell className="number">{event.seq}</Table.Cell>
              <Table.Cell>
                <time dateTime={event.at} className="unbroken">
                  {dateTimeText(event.at)}
                </time>
              </Table.Cell>
              <Table.HeaderCell scope="row">
                {t([`event.${event.type}`, `command.${event.type}.name`, 'event.other'], {
                  type: event.type,
                })}
                {event.registryId && ` – ${registryName(event.registryId)}`}{' '}
                {event.outcome === 'refused' && (
                  <Tag data-size="sm" data-color="danger">
                    {t('timeline.refused')}
                  </Tag>
                )}
              </Table.HeaderCell>
              <Table.Cell>
                {event.toState !== null &&
                  [event.fromState, event.toState]
                    .filter((state, index, all) => state !== null && state !== all[index + 1])
                    .map((state) => stateText(event.track, state ?? ''))
                    .join(' → ')}
              </Table.Cell>
              <Table.Cell>
                {[event.actorName, event.actorRole && t(`role.${event.actorRole}`)]
                  .filter(Boolean)
                  .join(', ')}
              </Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </div>
  );
}
