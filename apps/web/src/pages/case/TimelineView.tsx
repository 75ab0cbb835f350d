import { Tag } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { useRegistryName } from '../../api/queries';
import type { TimelineEvent } from '../../api/types';
import { Section } from '../../components/Section';
import { dateTimeText } from '../../dates';

/** What happened, the latest first, refused attempts and reads included. */
export function TimelineView({ events }: { events: readonly TimelineEvent[] }) {
  const { t } = useTranslation();
  const latestFirst = [...events].sort((one, other) => other.seq - one.seq);
  return (
    <Section heading={t('timeline.title')}>
      <ol className="timeline" reversed>
        {latestFirst.map((event) => (
          <li key={event.seq} data-outcome={event.outcome}>
            <Happening event={event} />
          </li>
        ))}
      </ol>
    </Section>
  );
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
