import { Button, Tag } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRegistryName } from '../../api/queries';
import type { TimelineEvent } from '../../api/types';
import { Section } from '../../components/Section';
import { useIsPrinting } from '../../components/printing';
import { dateTimeText } from '../../dates';

/** How many stand there before more are asked for. */
const page = 15;

/** What happened, the latest first, refused attempts and reads included. */
export function TimelineView({ events }: { events: readonly TimelineEvent[] }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(page);
  const isPrinting = useIsPrinting();
  const left = isPrinting ? 0 : events.length - shown;
  return (
    <Section heading={t('timeline.title')}>
      <Happenings events={latestFirst(events).slice(0, left > 0 ? shown : undefined)} />
      {left > 0 && (
        <Button
          variant="secondary"
          data-size="sm"
          className="more"
          onClick={() => setShown(shown + 10 * page)}
        >
          {t('timeline.more', { count: left })}
        </Button>
      )}
    </Section>
  );
}

/** The last that was done: who read what, and the letters that went, are left to the whole log. */
export function LastHappenings({ events }: { events: readonly TimelineEvent[] }) {
  const { t } = useTranslation();
  const done = latestFirst(events).filter(
    ({ outcome, type }) => outcome === 'accepted' && !type.startsWith('letter-'),
  );
  return (
    <Section heading={t('timeline.newest')}>
      <Happenings events={done.slice(0, 5)} />
    </Section>
  );
}

function Happenings({ events }: { events: readonly TimelineEvent[] }) {
  return (
    <ol className="timeline" reversed>
      {events.map((event) => (
        <li key={event.seq} data-outcome={event.outcome}>
          <Happening event={event} />
        </li>
      ))}
    </ol>
  );
}

function latestFirst(events: readonly TimelineEvent[]): TimelineEvent[] {
  return [...events].sort((one, other) => other.seq - one.seq);
}

function Happening({ event }: { event: TimelineEvent }) {
  const { t } = useTranslation();
  const registryName = useRegistryName();
  const { at, type, outcome, registryId, actorName, actorRole, code } = event;
  const why = code === null ? '' : t(`refusal.${code}`, { defaultValue: code });
  const who = [actorName, actorRole && t(`role.${actorRole}`)].filter(Boolean).join(', ');
  return (
    <>
      <time dateTime={at}>{dateTimeText(at)}</time>
      <p>
        {t([`event.${type}`, `command.${type}.name`, 'event.other'], { type })}
        {registryId && ` – ${registryName(registryId)}`}{' '}
        {outcome === 'refused' && (
          <Tag data-size="sm" data-color="danger">
            {t('timeline.refused')}
          </Tag>
        )}
      </p>
      {outcome === 'refused' && why && <p className="quiet">{why}</p>}
      {who && <p className="quiet">{who}</p>}
    </>
  );
}
