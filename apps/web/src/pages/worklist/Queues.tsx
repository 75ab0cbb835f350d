import { Link as DsLink } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { mostCounted, queueFilters, type QueueName, useQueues } from '../../api/worklist';

/** The queues that staff work from, each with the number of cases that lie in it. */
export function Queues({ search }: { search: string }) {
  const { t } = useTranslation();
  const queues = useQueues();
  return (
    <nav aria-label={t('worklist.queues')}>
      <ul className="queues">
        {Object.entries(queueFilters).map(([name, filter]) => {
          const address = `?${new URLSearchParams(filter)}`;
          return (
            <li key={name}>
              <DsLink asChild>
                <Link to={address} aria-current={address === search ? 'page' : undefined}>
                  {t(`worklist.queue-${name}`)}{' '}
                  {queues.data && <CountOf number={queues.data[name as QueueName]} />}
                </Link>
              </DsLink>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

function CountOf({ number }: { number: number }) {
  return <span className="queue-count">{number >= mostCounted ? `${mostCounted}+` : number}</span>;
}
