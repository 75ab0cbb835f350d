import { Button, Paragraph, Textfield } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { type PublicEntry, usePublicJournal } from '../../api/journal';
import { useAddressFilter } from '../../components/address-filter';
import { Loading } from '../../components/Loading';
import { Page } from '../../components/Page';
import { type Column, StackingTable } from '../../components/StackingTable';
import { dateText } from '../../dates';
import { ProblemMessage } from '../ProblemMessage';
import { Paging } from '../worklist/Paging';

const filters = ['from', 'to', 'case'] as const;

/** The public journal: needs no sign-in, and shows the same to everybody. */
export function PublicJournal() {
  const { t, i18n } = useTranslation();
  const { filter, cursor, show } = useAddressFilter(filters);
  const journal = usePublicJournal({
    ...filter,
    ...(cursor && { cursor }),
    language: i18n.language,
  });
  const items = journal.data?.items ?? [];

  return (
    <Page title={t('public-journal.title')}>
      <Paragraph>{t('public-journal.what')}</Paragraph>
      <form
        key={JSON.stringify(filter)}
        onSubmit={show}
        className="filters"
        aria-label={t('public-journal.filter')}
      >
        <Textfield
          type="date"
          name="from"
          label={t('public-journal.from')}
          defaultValue={filter['from'] ?? ''}
        />
        <Textfield
          type="date"
          name="to"
          label={t('public-journal.to')}
          defaultValue={filter['to'] ?? ''}
        />
        <Textfield
          name="case"
          label={t('public-journal.case')}
          defaultValue={filter['case'] ?? ''}
        />
        <Button type="submit">{t('public-journal.show')}</Button>
      </form>
      {journal.isPending && <Loading text={t('public-journal.loading')} />}
      {journal.isError && (
        <ProblemMessage problem={journal.error} onRetry={() => void journal.refetch()} />
      )}
      {journal.isSuccess && items.length === 0 && (
        <Paragraph role="status">{t('public-journal.none')}</Paragraph>
      )}
      {items.length > 0 && <JournalTable items={items} />}
      {journal.data && <Paging cursor={cursor} nextCursor={journal.data.nextCursor} />}
    </Page>
  );
}

function JournalTable({ items }: { items: readonly PublicEntry[] }) {
  const { t } = useTranslation();
  const columns: Column<PublicEntry>[] = [
    {
      heading: t('public-journal.number'),
      isRowHeading: true,
      cell: ({ journalNumber }) => <span className="unbroken">{journalNumber}</span>,
    },
    { heading: t('public-journal.journalled'), cell: ({ journalledOn }) => dateText(journalledOn) },
    {
      heading: t('public-journal.case'),
      cell: ({ caseReference, documentNumber }) => (
        <span className="unbroken">{`${caseReference}-${documentNumber}`}</span>
      ),
    },
    { heading: t('public-journal.type'), cell: ({ type }) => t(`journal.type.${type}`) },
    { heading: t('public-journal.document'), cell: ({ title }) => title },
    {
      heading: t('public-journal.party'),
      cell: ({ party }) => party ?? t('public-journal.left-out'),
    },
    {
      heading: t('public-journal.exemption'),
      cell: ({ exemption }) => exemption ?? t('public-journal.not-assessed'),
    },
  ];
  return (
    <StackingTable
      caption={t('public-journal.title')}
      columns={columns}
      rows={items}
      keyOf={({ journalNumber }) => journalNumber}
    />
  );
}
