import { Alert, Details, Link as DsLink, Paragraph } from '@digdir/designsystemet-react';
import { useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type CasePicture, type Seen, usePicture } from '../../api/audits';
import { Link } from '../../components/Link';
import { Loading } from '../../components/Loading';
import { dateTimeText } from '../../dates';
import { ApplicationContent } from '../case/ApplicationContent';
import { CaseFacts } from '../case/CaseFacts';
import { Letters } from '../case/Letters';
import { TrackOverview } from '../case/TrackOverview';
import { ProblemMessage } from '../ProblemMessage';
import { AuditFrame } from './AuditFrame';
import { CaseTimeline } from './CaseTimeline';
import { DifferencesView } from './DifferencesView';
import { seenIn, TimeMachine } from './TimeMachine';

/** A case as an auditor reads it: now, or as a role saw it at a time. Nothing here can be changed. */
export function AuditCase() {
  const { t } = useTranslation();
  const { auditId, caseId } = useParams({ from: '/audits/$auditId/cases/$caseId' });
  const seen = seenIn(useSearch({ from: '/audits/$auditId/cases/$caseId' }));
  const isNow = seen.at === '' && seen.role === 'auditor';
  const known = usePicture(auditId, caseId, nowAsAuditor);
  const asked = usePicture(auditId, caseId, seen, !isNow);
  const picture = isNow ? known : asked;
  const { reference, title } = known.data?.detail ?? {};

  return (
    <AuditFrame
      title={reference ? `${reference} ${title ?? ''}`.trim() : t('audit.case')}
      heading={
        reference && (
          <>
            <span className="reference">{reference}</span> {title ?? t('untitled')}
          </>
        )
      }
    >
      {known.isPending && <Loading text={t('case.loading')} />}
      {known.isError && (
        <ProblemMessage problem={known.error} onRetry={() => void known.refetch()} />
      )}
      {known.data && (
        <>
          <Alert data-color="info" data-size="sm">
            <Paragraph>{t('audit.told')}</Paragraph>
          </Alert>
          <Paragraph className="audit-links">
            <DsLink asChild>
              <Link to="/audits/$auditId/cases/$caseId/log" params={{ auditId, caseId }}>
                {t('audit.to-log')}
              </Link>
            </DsLink>{' '}
            <DsLink asChild>
              <Link to="/cases/$id/{-$part}" params={{ id: caseId }}>
                {t('audit.to-case-page')}
              </Link>
            </DsLink>
          </Paragraph>
          <TimeMachine key={JSON.stringify(seen)} seen={seen} sources={known.data.detail.sources} />
        </>
      )}
      {known.data && !isNow && asked.isPending && <Loading text={t('audit.going-back')} />}
      {known.data && !isNow && asked.isError && <NotSeen seen={seen} picture={asked} />}
      {picture.data && known.data && (
        <OnePicture auditId={auditId} seen={seen} picture={picture.data} />
      )}
    </AuditFrame>
  );
}

const nowAsAuditor: Seen = { role: 'auditor', registryId: '', at: '' };

/** There was nothing to see for that role then: no fault, and said as what it is. */
function NotSeen({ seen, picture }: { seen: Seen; picture: ReturnType<typeof usePicture> }) {
  const { t } = useTranslation();
  if (picture.error?.status !== 404) {
    return picture.error ? (
      <ProblemMessage problem={picture.error} onRetry={() => void picture.refetch()} />
    ) : null;
  }
  const at = seen.at === '' ? t('audit.now') : dateTimeText(seen.at);
  return (
    <Alert data-color="info" role="status">
      <Paragraph>{t('audit.not-seen', { role: t(`role.${seen.role}`), at })}</Paragraph>
    </Alert>
  );
}

interface OnePictureProps {
  auditId: string;
  seen: Seen;
  picture: CasePicture;
}

function OnePicture({ auditId, seen, picture }: OnePictureProps) {
  const { t } = useTranslation();
  const { detail, timeline, at } = picture;
  const isThen = seen.at !== '';
  const today = usePicture(auditId, detail.id, { ...seen, at: '' }, isThen);
  return (
    <>
      {(isThen || seen.role !== 'auditor') && (
        <Paragraph role="status" className="seen-as">
          {t('audit.seen-as', { role: t(`role.${seen.role}`), at: dateTimeText(at) })}
        </Paragraph>
      )}
      <CaseFacts accessCase={detail} today={at.slice(0, 10)} />
      {isThen && today.isPending && <Loading text={t('audit.comparing')} />}
      {isThen && today.isError && <ProblemMessage problem={today.error} />}
      {isThen && today.data && <DifferencesView then={picture} now={today.data} />}
      <CaseTimeline timeline={timeline} at={at} />
      <TrackOverview accessCase={detail} heading={t('tracks.title')} />
      {detail.application && (
        <Details className="section">
          <Details.Summary>{t('audit.show-application')}</Details.Summary>
          <Details.Content>
            <ApplicationContent accessCase={detail} mayPrint={!isThen && seen.role === 'auditor'} />
          </Details.Content>
        </Details>
      )}
      <Letters letters={detail.letters} mayResend={false} />
    </>
  );
}
