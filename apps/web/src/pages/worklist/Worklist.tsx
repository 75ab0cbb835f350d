import { Button, Details, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseItem, Me } from '../../api/types';
import { filterIn, useWorklist } from '../../api/worklist';
import { filterNames } from '../../api/worklist-path';
import { Link } from '../../components/Link';
import { Loading } from '../../components/Loading';
import { Page } from '../../components/Page';
import { useHasRoom } from '../../components/room';
import { ProblemMessage } from '../ProblemMessage';
import { isApplicant } from '../apply/applicant';
import { useDrawnTogether } from '../../components/drawn-together';
import { CaseTable } from './CaseTable';
import { Distribution } from './Distribution';
import { isDistributor } from './distributor';
import { Drafts } from './Drafts';
import { Filters } from './Filters';
import { useAroundTheList } from './first-view';
import { HowToBegin } from './HowToBegin';
import { Elsewhere } from '../insights/Elsewhere';
import { isOfHouse, isReference } from '../insights/house';
import { Paging } from './Paging';
import { Queues } from './Queues';
import { Reservation } from './Reservation';
import { SavedFilters } from './SavedFilters';
import { Waiting } from './Waiting';

/** The cases this person may see. The filter and the place in the list stand in the address. */
export function Worklist({ me }: { me: Me }) {
  const { t } = useTranslation();
  const held = useSearch({ from: '/' });
  const navigate = useNavigate({ from: '/' });
  const filter = filterIn(held);
  const cursor = held.cursor ?? '';
  const worklist = useWorklist(filter, cursor);
  const isFiltered = filterNames.some((name) => filter[name] !== '');
  const items = worklist.data?.items ?? [];
  const isStaff = isOfHouse(me);
  const mayDistribute = isDistributor(me);
  const hasRoom = useHasRoom();
  const [chosenIds, setChosenIds] = useState<readonly string[]>([]);
  // What is chosen is chosen in sight: another page or filter begins with nothing.
  const chosen = items.filter(({ id }) => chosenIds.includes(id));
  const choose = (picked: readonly CaseItem[]) => setChosenIds(picked.map(({ id }) => id));
  const applies = isApplicant(me);
  const isDrawn = useDrawnTogether([worklist, ...useAroundTheList(isStaff, applies)]);
  const isNew = worklist.isSuccess && items.length === 0 && !isFiltered && cursor === '';
  const filters = (
    <Filters
      key={JSON.stringify([filter, cursor])}
      filter={filter}
      isFiltered={isFiltered}
      isStaff={isStaff}
      onChange={(changed) => void navigate({ search: changed })}
    />
  );

  if (!isDrawn) return <Loading text={t('worklist.loading')} />;
  return (
    <Page title={t(applies ? 'worklist.own-title' : 'worklist.title')}>
      {applies && (
        <div className="own-start">
          <div>
            <Button asChild>
              <Link to="/apply">{t('worklist.new')}</Link>
            </Button>
          </div>
          {isNew ? <HowToBegin /> : <Waiting />}
          <Drafts />
          <Heading level={2} data-size="xs">
            {t('worklist.all-own')}
          </Heading>
        </div>
      )}
      {isStaff && <Queues />}
      {(isStaff || !applies) && hasRoom ? (
        filters
      ) : (
        // On a phone the cases would come after a screen of fields; few applicants have so many cases
        // that they must look for one.
        <Details defaultOpen={isFiltered}>
          <Details.Summary>{t('worklist.find')}</Details.Summary>
          <Details.Content>{filters}</Details.Content>
        </Details>
      )}
      <SavedFilters filter={filter} isFiltered={isFiltered} />
      {worklist.isPending && <Loading text={t('worklist.loading')} />}
      {worklist.isError && (
        <ProblemMessage problem={worklist.error} onRetry={() => void worklist.refetch()} />
      )}
      {worklist.isSuccess && items.length === 0 && isStaff && isReference(filter.search) && (
        <Elsewhere reference={filter.search.trim().toUpperCase()} />
      )}
      {worklist.isSuccess && items.length === 0 && (
        <Paragraph role="status">
          {t(isFiltered || cursor ? 'worklist.none-found' : 'worklist.empty')}
        </Paragraph>
      )}
      {items.length > 0 && mayDistribute && (
        <Distribution items={items} chosen={chosen} onChoose={choose} />
      )}
      {items.length > 0 && (
        <CaseTable
          items={items}
          isStaff={isStaff}
          choice={mayDistribute ? { chosen, onChoose: choose } : undefined}
        />
      )}
      {worklist.isSuccess && <Paging cursor={cursor} nextCursor={worklist.data.nextCursor} />}
      {applies && <Reservation />}
    </Page>
  );
}
