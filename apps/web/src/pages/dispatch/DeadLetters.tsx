import { Link as DsLink, Paragraph } from '@digdir/designsystemet-react';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DeadLetter, useDeadLetters } from '../../api/dispatch';
import { Link } from '../../components/Link';
import { Loading } from '../../components/Loading';
import { Section } from '../../components/Section';
import { type Column, StackingTable } from '../../components/StackingTable';
import { dateTimeText } from '../../dates';
import { ProblemMessage } from '../ProblemMessage';
import { Paging } from '../worklist/Paging';
import { Done } from './Done';
import { failureInWords } from './failure-in-words';
import { SendAgain } from './SendAgain';

/** The letters that were given up. The place in the list stands in the address. */
export function DeadLetters() {
  const { t } = useTranslation();
  const { cursor = '' } = useSearch({ from: '/dispatch' });
  const dead = useDeadLetters(cursor);
  const [sent, setSent] = useState('');
  const items = dead.data?.items ?? [];
  return (
    <Section heading={t('dispatch.dead.title')}>
      <Paragraph className="lead">{t('dispatch.dead.explain')}</Paragraph>
      {sent !== '' && <Done text={sent} />}
      {dead.isPending && <Loading text={t('dispatch.dead.loading')} />}
      {dead.isError && <ProblemMessage problem={dead.error} onRetry={() => void dead.refetch()} />}
      {dead.isSuccess && items.length === 0 && <Paragraph>{t('dispatch.dead.none')}</Paragraph>}
      {items.length > 0 && <DeadLetterTable items={items} onSent={setSent} />}
      {dead.data && <Paging cursor={cursor} nextCursor={dead.data.nextCursor} />}
    </Section>
  );
}

function DeadLetterTable({
  items,
  onSent,
}: {
  items: readonly DeadLetter[];
  onSent: (text: string) => void;
}) {
  const { t } = useTranslation();
  const nameOf = ({ kind, recipientName }: DeadLetter) =>
    t('letters.to', { kind: t(`letter.${kind}`), recipient: recipientName });
  const columns: Column<DeadLetter>[] = [
    {
      heading: t('dispatch.dead.case'),
      isRowHeading: true,
      cell: ({ caseId, caseReference }) => (
        <DsLink asChild data-color="accent" className="unbroken">
          <Link to="/cases/$id/{-$part}" params={{ id: caseId }}>
            {caseReference}
          </Link>
        </DsLink>
      ),
    },
    { heading: t('dispatch.dead.letter'), cell: nameOf },
    {
      heading: t('dispatch.dead.when'),
      cell: ({ failedAt }) => <time dateTime={failedAt}>{dateTimeText(failedAt)}</time>,
    },
    { heading: t('dispatch.dead.why'), cell: (letter) => <Why {...letter} /> },
    {
      heading: t('dispatch.again.do'),
      cell: (letter) =>
        letter.channel === null ? (
          t('dispatch.not-made')
        ) : (
          <SendAgain
            letterId={letter.letterId}
            name={`${letter.caseReference}, ${nameOf(letter)}`}
            recipientKind={letter.recipientKind}
            channel={letter.channel}
            onSent={onSent}
          />
        ),
    },
  ];
  return (
    <StackingTable
      caption={t('dispatch.dead.title')}
      columns={columns}
      rows={items}
      keyOf={({ letterId }) => letterId}
    />
  );
}

function Why({ channel, reply, attempts, isCopy }: DeadLetter) {
  const { t } = useTranslation();
  if (channel === null) return t('dispatch.failure.not-made');
  const why = failureInWords(t, reply);
  return (
    <>
      {t('dispatch.dead.by', { channel: t(`dispatch.channel.${channel}`), why })}
      <p className="quiet">
        {t('dispatch.dead.tries', { count: attempts })}
        {isCopy && ` ${t('dispatch.given-up-copy')}`}
      </p>
    </>
  );
}
