import { Link as DsLink, Paragraph } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { useInvoice, useRegistryName, type InvoiceLine } from '../../api/queries';
import type { CaseDetail } from '../../api/types';
import { Section } from '../../components/Section';
import { StackingTable, type Column } from '../../components/StackingTable';

/** What the case costs, line by line, for those who may see the fee. */
export function FeeView({ accessCase }: { accessCase: CaseDetail }) {
  const { t } = useTranslation();
  const registryName = useRegistryName();
  const invoice = useInvoice(accessCase.id, accessCase.version);
  if (!invoice.data) return null;
  const { lines, invoicedOn } = invoice.data;
  const columns: Column<InvoiceLine>[] = [
    { heading: t('fee.item'), isRowHeading: true, cell: ({ item }) => t(`fee-item.${item}`) },
    {
      heading: t('fee.billed-by'),
      cell: ({ billedBy }) =>
        billedBy === 'hds' ? t('party.helsedataservice') : registryName(billedBy),
    },
    { heading: t('fee.quantity'), cell: ({ quantity }) => quantity },
    { heading: t('fee.unit'), cell: ({ unitNok }) => unitNok.toLocaleString('nb-NO') },
    { heading: t('fee.amount'), cell: ({ amountNok }) => amountNok.toLocaleString('nb-NO') },
  ];
  return (
    <Section heading={t('fee.title')}>
      {lines.length === 0 && <Paragraph>{t('fee.none')}</Paragraph>}
      {lines.length > 0 && (
        <>
          <Paragraph>{t(invoicedOn === null ? 'fee.so-far' : 'fee.invoiced')}</Paragraph>
          <StackingTable
            caption={t('fee.title')}
            columns={columns}
            rows={lines}
            keyOf={({ billedBy, item }) => `${billedBy} ${item}`}
          />
          <DsLink href={`/api/v1/cases/${accessCase.id}/invoice?format=csv`}>{t('fee.csv')}</DsLink>
        </>
      )}
    </Section>
  );
}
