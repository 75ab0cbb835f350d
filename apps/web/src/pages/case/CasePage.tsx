import { Link as DsLink } from '@digdir/designsystemet-react';
import { useParams } from '@tanstack/react-router';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCase } from '../../api/queries';
import type { CaseDetail, Me } from '../../api/types';
import { useDrawnTogether } from '../../components/drawn-together';
import { Link } from '../../components/Link';
import { Loading } from '../../components/Loading';
import { Page } from '../../components/Page';
import { useOpenOnPaper } from '../../components/printing';
import { ElsewhereCase, InsightBanner } from '../insights/ElsewhereCase';
import { isOfHouse } from '../insights/house';
import { ProblemPage } from '../ProblemMessage';
import { partShown } from './case-parts';
import { CaseSummary } from './CaseSummary';
import { LeftOut } from './CloneCase';
import { Commands } from './Commands';
import { OnePart } from './OnePart';
import { OpenForm } from './OpenForm';
import { PartMenu } from './PartMenu';
import { useFirstView } from './first-view';
import { useOpenCommand } from './use-open-command';

export function CasePage({ me }: { me: Me }) {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/cases/$id/{-$part}' });
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
  const { part: inAddress } = useParams({ from: '/cases/$id/{-$part}' });
  const command = useOpenCommand(accessCase);
  const isOpen = command.choices !== undefined;
  const part = partShown(accessCase, inAddress, isOpen ? command.name : null);
  useOpenOnPaper();
  const { clocks, insight, isInsight, waited } = useFirstView(me, accessCase, part, command);
  const isDrawn = useDrawnTogether(waited);
  // Who sees no applicant sees no title either: the reference says which case it is.
  const title = accessCase.title ?? (accessCase.applicant ? t('untitled') : '');
  const name = `${accessCase.reference} ${title}`.trim();
  if (!isDrawn) return <Loading text={t('case.loading')} />;

  return (
    <Page
      title={part === 'overview' ? name : `${t(`case-part.${part}`)} – ${name}`}
      heading={
        <>
          <span className="reference">{accessCase.reference}</span> {title}
        </>
      }
    >
      {insight.data?.endsAt && <InsightBanner endsAt={insight.data.endsAt} />}
      <LeftOut accessCase={accessCase} />
      <div className="case-top">
        <CaseSummary me={me} accessCase={accessCase} clocks={clocks} />
        <Commands me={me} accessCase={accessCase} command={command} />
      </div>
      <div className="case-work" data-open={isOpen && command.name !== 'edit-draft'}>
        <OpenForm me={me} accessCase={accessCase} command={command} />
        <div className="case-read">
          <PartMenu accessCase={accessCase} part={part} />
          <PartInAddress inAddress={inAddress} name={t(`case-part.${part}`)}>
            <OnePart part={part} me={me} accessCase={accessCase} isInsight={isInsight} />
          </PartInAddress>
        </div>
      </div>
    </Page>
  );
}

/** The part that is read. Who chooses another by its link is taken to it, as to a page. */
function PartInAddress({
  inAddress,
  name,
  children,
}: {
  inAddress: string | undefined;
  name: string;
  children: ReactNode;
}) {
  const target = useRef<HTMLDivElement>(null);
  const before = useRef(inAddress);
  useEffect(() => {
    if (before.current === inAddress) return;
    before.current = inAddress;
    const part = target.current;
    if (!part) return;
    part.focus({ preventScroll: true });
    // Not moved where it begins in sight: the way to the other parts stays where it was.
    const { top } = part.getBoundingClientRect();
    if (top < 0 || top > window.innerHeight) part.scrollIntoView();
  }, [inAddress]);
  return (
    <div className="case-part" role="group" aria-label={name} tabIndex={-1} ref={target}>
      {children}
    </div>
  );
}
