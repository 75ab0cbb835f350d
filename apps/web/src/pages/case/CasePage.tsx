import { Link as DsLink } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useInsight } from '../../api/insights';
import { useCase, useClocks, useTimeline } from '../../api/queries';
import type { CaseDetail, Me } from '../../api/types';
import { Loading } from '../../components/Loading';
import { Page } from '../../components/Page';
import { ElsewhereCase, InsightBanner } from '../insights/ElsewhereCase';
import { isOfHouse } from '../insights/house';
import { isDispatcher } from '../dispatch/dispatcher';
import { ProblemMessage, ProblemPage } from '../ProblemMessage';
import { ApplicationContent } from './ApplicationContent';
import { Attachments } from './Attachments';
import { CaseFacts } from './CaseFacts';
import { CloneCase, LeftOut } from './CloneCase';
import { ComparisonView } from './ComparisonView';
import { ClocksView } from './ClocksView';
import { Commands } from './Commands';
import { FeeView } from './FeeView';
import { LedgerView } from './LedgerView';
import { CaseJournal } from './CaseJournal';
import { Letters } from './Letters';
import { LinkageView } from './LinkageView';
import { TimelineView } from './TimelineView';
import { TrackOverview } from './TrackOverview';
import { VersionsView } from './VersionsView';
import { WholeCase } from './WholeCase';

export function CasePage({ me }: { me: Me }) {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const accessCase = useCase(id);
  // An insight that is over takes the case with it, also from a page that stands open.
  const isElsewhere = isOfHouse(me) && accessCase.error?.status === 404;

  return (
    <>
      <nav aria-label={t('case.breadcrumb')} className="back">
        <DsLink asChild>
          <Link to="/">{t('to-worklist')}</Link>
        </DsLink>
      </nav>
      {accessCase.isPending && <Loading text={t('case.loading')} />}
      {accessCase.isError && isElsewhere && (
        <ElsewhereCase
          me={me}
          id={id}
          problem={accessCase.error}
          isAsking={accessCase.isFetching}
          onRetry={() => void accessCase.refetch()}
        />
      )}
      {accessCase.isError && !isElsewhere && !accessCase.data && (
        <ProblemPage problem={accessCase.error} onRetry={() => void accessCase.refetch()} />
      )}
      {accessCase.data && !isElsewhere && <OneCase me={me} accessCase={accessCase.data} />}
    </>
  );
}

function OneCase({ me, accessCase }: { me: Me; accessCase: CaseDetail }) {
  const { t } = useTranslation();
  const timeline = useTimeline(accessCase.id);
  const clocks = useClocks(accessCase.id);
  // Insight gives no command: only where there is none need it be asked for.
  const mayBeInsight = isOfHouse(me) && accessCase.allowedCommands.length === 0;
  const insight = useInsight(accessCase.id, mayBeInsight);
  const isInsight = mayBeInsight && insight.data?.sight !== 'need-to-know';
  // Who sees no applicant sees no title either: the reference says which case it is.
  const title = accessCase.title ?? (accessCase.applicant ? t('untitled') : '');

  return (
    <Page
      title={`${accessCase.reference} ${title}`.trim()}
      heading={
        <>
          <span className="reference">{accessCase.reference}</span> {title}
        </>
      }
    >
      {insight.data?.endsAt && <InsightBanner endsAt={insight.data.endsAt} />}
      <LeftOut accessCase={accessCase} />
      <CaseFacts accessCase={accessCase} today={clocks.data?.asOfOn} />
      <div className="case-columns">
        <div>
          <Commands me={me} accessCase={accessCase} />
          <LinkageView accessCase={accessCase} />
          <TrackOverview accessCase={accessCase} />
          <ComparisonView accessCase={accessCase} />
          <VersionsView accessCase={accessCase} />
          <ApplicationContent accessCase={accessCase} />
          <Attachments accessCase={accessCase} />
          {!isInsight && <WholeCase accessCase={accessCase} />}
          <CloneCase me={me} accessCase={accessCase} />
        </div>
        <div>
          <Letters letters={accessCase.letters} mayResend={!isInsight && isDispatcher(me)} />
          {accessCase.tracks['flag'] !== undefined && (
            <CaseJournal
              caseId={accessCase.id}
              mayAssess={!isInsight && me.roles.some(({ role }) => role === 'caseworker')}
            />
          )}
          {accessCase.tracks['fee'] !== undefined && <FeeView accessCase={accessCase} />}
          {clocks.data && <ClocksView {...clocks.data} />}
          {timeline.isPending && <Loading text={t('timeline.loading')} />}
          {timeline.isError && (
            <ProblemMessage problem={timeline.error} onRetry={() => void timeline.refetch()} />
          )}
          {timeline.data?.ledger && (
            <LedgerView caseId={accessCase.id} today={timeline.data.ledger} />
          )}
          {timeline.data && <TimelineView events={timeline.data.events} />}
        </div>
      </div>
    </Page>
  );
}
