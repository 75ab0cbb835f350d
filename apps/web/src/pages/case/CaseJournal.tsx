import { Button, Details, Paragraph } from '@digdir/designsystemet-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { download, type Problem } from '../../api/client';
import { type JournalEntry, useCaseJournal } from '../../api/journal';
import { Loading } from '../../components/Loading';
import { Section } from '../../components/Section';
import { dateText, dateTimeText } from '../../dates';
import { ProblemMessage } from '../ProblemMessage';
import { RefusedHere } from '../dispatch/RefusedHere';
import { AssessExemption } from './AssessExemption';

interface CaseJournalProps {
  readerId: string;
  caseId: string;
  mayAssess: boolean;
}

/** The journal of the case for its staff: what came and went, and what of it is exempted. */
export function CaseJournal({ readerId, caseId, mayAssess }: CaseJournalProps) {
  const { t } = useTranslation();
  const [after, setAfter] = useState(0);
  const journal = useCaseJournal(caseId, after);
  const { items = [], next = null, handovers = [] } = journal.data ?? {};
  return (
    <Section heading={t('journal.title')}>
      {journal.isPending && <Loading text={t('journal.loading')} />}
      {journal.isError && (
        <ProblemMessage problem={journal.error} onRetry={() => void journal.refetch()} />
      )}
      {journal.isSuccess && items.length === 0 && <Paragraph>{t('journal.none')}</Paragraph>}
      <ul className="letters">
        {items.map((entry) => (
          <li key={entry.id}>
            <OneEntry entry={entry} readerId={readerId} caseId={caseId} mayAssess={mayAssess} />
          </li>
        ))}
      </ul>
      {after > 0 && (
        <Button variant="secondary" data-size="sm" onClick={() => setAfter(0)}>
          {t('journal.first')}
        </Button>
      )}
      {next !== null && (
        <Button variant="secondary" data-size="sm" onClick={() => setAfter(next)}>
          {t('journal.more')}
        </Button>
      )}
      {items.length > 0 && <ArchivePackage caseId={caseId} />}
      {handovers.map(({ id, requestedAt, handedOverAt }) => (
        <Paragraph key={id} data-size="sm">
          {handedOverAt
            ? t('journal.handed-over', { at: dateTimeText(handedOverAt) })
            : t('journal.to-be-handed-over', { at: dateTimeText(requestedAt) })}
        </Paragraph>
      ))}
    </Section>
  );
}

/** The package of the case; one that is not ready yet is told in words. */
function ArchivePackage({ caseId }: { caseId: string }) {
  const { t } = useTranslation();
  const fetching = useMutation<void, Problem>({
    mutationFn: () => download(`/cases/${caseId}/archive`),
  });
  return (
    <>
      <Button
        variant="secondary"
        data-size="sm"
        disabled={fetching.isPending}
        onClick={() => fetching.mutate()}
      >
        {t('journal.package')}
      </Button>
      {fetching.isPending && <Loading text={t('journal.fetching')} />}
      {fetching.isError && <RefusedHere problem={fetching.error} />}
    </>
  );
}

function OneEntry({
  entry,
  readerId,
  caseId,
  mayAssess,
}: CaseJournalProps & { entry: JournalEntry }) {
  const { t } = useTranslation();
  const { number, journalNumber, type, title, partyName, documentOn, provision } = entry;
  return (
    <>
      <span>{t('journal.entry', { number, title })}</span>
      <p className="quiet">
        {[
          t(`journal.type.${type}`),
          partyName,
          dateText(documentOn),
          journalNumber && t('journal.number', { number: journalNumber }),
          provision ?? t('journal.open'),
        ]
          .filter(Boolean)
          .join(', ')}
      </p>
      {mayAssess && (
        <Details data-size="sm" className="why">
          <Details.Summary>{t('journal.assess', { number })}</Details.Summary>
          <Details.Content>
            <AssessExemption readerId={readerId} caseId={caseId} entry={entry} />
          </Details.Content>
        </Details>
      )}
    </>
  );
}
