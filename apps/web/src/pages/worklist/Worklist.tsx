import { Button, Paragraph } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { useWorklist, type WorklistFilter } from '../../api/queries';
import type { Me } from '../../api/types';
import { Loading } from '../../components/Loading';
import { Page } from '../../components/Page';
import { ProblemMessage } from '../ProblemMessage';
import { CaseTable } from './CaseTable';
import { Filters } from './Filters';
import { NewApplication } from './NewApplication';

/** The cases this person may see. The filter and the place in the list stand in the address. */
export function Worklist({ me }: { me: Me }) {
  const { t } = useTranslation();
  const [query, setQuery] = useSearchParams();
  const filter: WorklistFilter = {
    state: query.get('state') ?? '',
    waitingFor: query.get('waitingFor') ?? '',
    search: query.get('search') ?? '',
    cursor: query.get('cursor') ?? '',
  };
  const worklist = useWorklist(filter);
  const isFiltered = filter.state !== '' || filter.waitingFor !== '' || filter.search !== '';
  const items = worklist.data?.items ?? [];

  return (
    <Page title={t('worklist.title')}>
      {me.roles.some(({ role }) => role === 'applicant') && <NewApplication />}
      <Filters
        key={query.toString()}
        filter={filter}
        onChange={(changed) => setQuery(addressOf(changed))}
      />
      {worklist.isPending && <Loading text={t('worklist.loading')} />}
      {worklist.isError && (
        <ProblemMessage problem={worklist.error} onRetry={() => void worklist.refetch()} />
      )}
      {worklist.isSuccess && items.length === 0 && (
        <Paragraph role="status">
          {t(isFiltered || filter.cursor ? 'worklist.none-found' : 'worklist.empty')}
        </Paragraph>
      )}
      {items.length > 0 && <CaseTable items={items} />}
      {worklist.isSuccess && (
        <Paging cursor={filter.cursor} nextCursor={worklist.data.nextCursor} />
      )}
    </Page>
  );
}

function addressOf(filter: Omit<WorklistFilter, 'cursor'>): URLSearchParams {
  return new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ''));
}

/** Cursors lead forwards only, so the way back is kept with the entry in the browser's history. */
function Paging({ cursor, nextCursor }: { cursor: string; nextCursor: string | null }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const location = useLocation();
  const { search } = location;
  const trail = trailIn(location.state);
  if (cursor === '' && nextCursor === null) return null;

  function go(to: string, by: string[]) {
    const query = new URLSearchParams(search);
    query.delete('cursor');
    if (to !== '') query.set('cursor', to);
    void navigate({ search: query.toString() }, { state: { trail: by } });
    document.querySelector('h1')?.focus();
  }

  return (
    <nav aria-label={t('worklist.paging')} className="paging">
      {cursor !== '' && (
        <Button variant="secondary" onClick={() => go(trail.at(-1) ?? '', trail.slice(0, -1))}>
          {t('worklist.previous')}
        </Button>
      )}
      {nextCursor !== null && (
        <Button variant="secondary" onClick={() => go(nextCursor, [...trail, cursor])}>
          {t('worklist.next')}
        </Button>
      )}
    </nav>
  );
}

function trailIn(state: unknown): string[] {
  const trail = (state as { trail?: unknown } | null)?.trail;
  return Array.isArray(trail) ? trail.map(String) : [];
}
