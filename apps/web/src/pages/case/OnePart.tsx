import { Button, Link as DsLink, Paragraph } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useClocks, useTimeline } from '../../api/queries';
import type { CaseDetail, Me, Timeline } from '../../api/types';
import { Link } from '../../components/Link';
import { Loading } from '../../components/Loading';
import { isDispatcher } from '../dispatch/dispatcher';
import { ProblemMessage } from '../ProblemMessage';
import { ApplicationContent } from './ApplicationContent';
import { Attachments } from './Attachments';
import { CaseJournal } from './CaseJournal';
import { type CasePart, partOfTrack, partsOf } from './case-parts';
import { CloneCase } from './CloneCase';
import { ClocksView } from './ClocksView';
import { ComparisonView } from './ComparisonView';
import { FeeView } from './FeeView';
import { LedgerView } from './LedgerView';
import { Letters } from './Letters';
import { LinkageView } from './LinkageView';
import { LastHappenings, TimelineView } from './TimelineView';
import { TrackOverview, TracksAtAGlance } from './TrackOverview';
import { VersionsView } from './VersionsView';
import { WholeCase } from './WholeCase';

interface PartProps {
  me: Me;
  accessCase: CaseDetail;
  /** Whoever reads this has insight in a case of another unit, and changes nothing. */
  isInsight: boolean;
}

/** One part of a case; what it alone shows is asked for when it is. */
export function OnePart({ part, ...props }: PartProps & { part: CasePart }) {
  return drawn[part](props);
}

const drawn: Record<CasePart, (props: PartProps) => ReactNode> = {
  overview: (props) => <Overview {...props} />,
  application: (props) => <Application {...props} />,
  assessment: (props) => <Assessment {...props} />,
  delivery: (props) => <Delivery {...props} />,
  documents: (props) => <Documents {...props} />,
  time: (props) => <Time {...props} />,
  log: (props) => <Log {...props} />,
  all: (props) => <Everything {...props} />,
};

function Overview({ me, accessCase, isInsight }: PartProps) {
  const { t } = useTranslation();
  const letters = [...accessCase.letters]
    .sort((one, other) => other.createdAt.localeCompare(one.createdAt))
    .slice(0, 3);
  return (
    <div className="overview">
      <div>
        <TracksAtAGlance accessCase={accessCase} />
      </div>
      <div>
        <WithTimeline id={accessCase.id}>
          {({ events }) => (
            <>
              <LastHappenings events={events} />
              <Paragraph data-size="sm">
                <To part="log" of={accessCase} />
              </Paragraph>
            </>
          )}
        </WithTimeline>
        <Letters
          heading={t('letters.newest')}
          letters={letters}
          mayResend={!isInsight && isDispatcher(me)}
        />
        <Paragraph data-size="sm">
          <To part="documents" of={accessCase} />
        </Paragraph>
      </div>
    </div>
  );
}

function To({ part, of: { id } }: { part: CasePart; of: CaseDetail }) {
  const { t } = useTranslation();
  return (
    <DsLink asChild>
      <Link to="/cases/$id/{-$part}" params={{ id, part }}>
        {t(`case-part.to.${part}`)}
      </Link>
    </DsLink>
  );
}

function Application({ me, accessCase }: PartProps) {
  return (
    <>
      <VersionsView accessCase={accessCase} />
      <ApplicationContent accessCase={accessCase} />
      <Attachments accessCase={accessCase} />
      <CloneCase me={me} accessCase={accessCase} />
    </>
  );
}

function Assessment({ accessCase }: PartProps) {
  const { t } = useTranslation();
  return (
    <>
      <TrackOverview
        accessCase={accessCase}
        heading={t('case-part.assessment')}
        isAbout={(track) => partOfTrack(track) === 'assessment'}
      />
      <ComparisonView accessCase={accessCase} />
    </>
  );
}

function Delivery({ accessCase }: PartProps) {
  const { t } = useTranslation();
  return (
    <>
      <LinkageView accessCase={accessCase} />
      <TrackOverview
        accessCase={accessCase}
        heading={t('case-part.delivery')}
        isAbout={(track) => partOfTrack(track) === 'delivery'}
      />
      {accessCase.tracks['fee'] !== undefined && <FeeView accessCase={accessCase} />}
    </>
  );
}

function Documents({ me, accessCase, isInsight }: PartProps) {
  const { t } = useTranslation();
  return (
    <>
      <Letters letters={accessCase.letters} mayResend={!isInsight && isDispatcher(me)} />
      {accessCase.tracks['flag'] !== undefined && (
        <CaseJournal
          readerId={me.id}
          caseId={accessCase.id}
          mayAssess={!isInsight && me.roles.some(({ role }) => role === 'caseworker')}
        />
      )}
      <TrackOverview
        accessCase={accessCase}
        heading={t('case-part.written')}
        isAbout={(track) => partOfTrack(track) === 'documents'}
      />
      {!isInsight && <WholeCase accessCase={accessCase} />}
    </>
  );
}

function Time({ accessCase }: PartProps) {
  const { t } = useTranslation();
  const clocks = useClocks(accessCase.id);
  if (clocks.isPending) return <Loading text={t('clock.loading')} />;
  if (clocks.isError) {
    return <ProblemMessage problem={clocks.error} onRetry={() => void clocks.refetch()} />;
  }
  return (
    <>
      <ClocksView {...clocks.data} />
      {clocks.data.ledger && <LedgerView caseId={accessCase.id} today={clocks.data.ledger} />}
    </>
  );
}

function Log({ accessCase }: PartProps) {
  return (
    <WithTimeline id={accessCase.id}>
      {({ events }) => <TimelineView events={events} />}
    </WithTimeline>
  );
}

/** The parts after each other, as one reads them through or on paper. */
function Everything(props: PartProps) {
  const { t } = useTranslation();
  const parts = partsOf(props.accessCase).filter((part) => part !== 'overview' && part !== 'all');
  return (
    <>
      <Paragraph className="for-paper">
        <Button variant="secondary" data-size="sm" onClick={() => window.print()}>
          {t('case-part.print')}
        </Button>
      </Paragraph>
      {parts.map((part) => (
        <div key={part} className="case-part">
          <OnePart part={part} {...props} />
        </div>
      ))}
    </>
  );
}

function WithTimeline({ id, children }: { id: string; children: (found: Timeline) => ReactNode }) {
  const { t } = useTranslation();
  const timeline = useTimeline(id);
  if (timeline.isPending) return <Loading text={t('timeline.loading')} />;
  if (timeline.isError) {
    return <ProblemMessage problem={timeline.error} onRetry={() => void timeline.refetch()} />;
  }
  return children(timeline.data);
}
