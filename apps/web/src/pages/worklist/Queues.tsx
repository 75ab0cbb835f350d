import { Link as DsLink } from '@digdir/designsystemet-react';
import { useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Link } from '../../components/Link';
import { stringifySearch } from '../../search';
import { mostCounted, queueFilters, type QueueName, useQueues } from '../../api/worklist';

/** The queues that staff work from, each with the number of cases that lie in it. */
export function Queues() {
  const { t } = useTranslation();
  const searchStr = useLocation({ select: (location) => location.searchStr });
  const queues = useQueues();
  return (
    <nav aria-label={t('worklist.queues')}>
      <ul className="queues">
        {Object.entries(queueFilters).map(([name, filter]) => {
          return (
            <li key={name}>
              <DsLink asChild>
                <Link to="/" search={filter} isCurrent={stringifySearch(filter) === searchStr}>
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
