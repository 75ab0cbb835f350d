import { Details } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { Disclosure } from '../../api/deliveries';
import { type Column, StackingTable } from '../../components/StackingTable';
import { dateText, dateTimeText } from '../../dates';

export function DisclosureTable({ items }: { items: readonly Disclosure[] }) {
  const { t } = useTranslation();
  const columns: Column<Disclosure>[] = [
    {
      heading: t('disclosures.when'),
      isRowHeading: true,
      cell: ({ disclosedAt, caseReference }) => (
        <>
          <time dateTime={disclosedAt}>{dateTimeText(disclosedAt)}</time>
          <p className="quiet unbroken">{caseReference}</p>
        </>
      ),
    },
    {
      heading: t('disclosures.recipient'),
      cell: ({ recipientName, institution, handOverPlace }) => (
        <>
          {recipientName}, {institution}
          <p className="quiet">{handOverPlace}</p>
        </>
      ),
    },
    {
      heading: t('disclosures.registry'),
      cell: ({ registryName, round, kind }) => (
        <>
          {t('delivery.round', { registry: registryName, round })}
          {kind !== 'last' && <p className="quiet">{t(`disclosures.kind.${kind}`)}</p>}
        </>
      ),
    },
    {
      heading: t('disclosures.basis'),
      cell: ({ legalBasis, permitId }) => (
        <>
          {legalBasis}
          <p className="quiet unbroken">{permitId}</p>
        </>
      ),
    },
    { heading: t('disclosures.data'), cell: (row) => <Data {...row} /> },
  ];
  return (
    <StackingTable
      caption={t('disclosures.title')}
      columns={columns}
      rows={items}
      keyOf={({ id }) => id}
    />
  );
}

function Data({ rowCount, files, variables, periodFromOn, periodToOn }: Disclosure) {
  const { t } = useTranslation();
  return (
    <Details>
      <Details.Summary>
        {t('disclosures.rows', { rows: rowCount.toLocaleString('nb-NO'), files: files.length })}
      </Details.Summary>
      <Details.Content>
        <p>{variables.join(', ')}</p>
        {periodFromOn && periodToOn && (
          <p>
            {dateText(periodFromOn)} – {dateText(periodToOn)}
          </p>
        )}
        <ul>
          {files.map((file) => (
            <li key={file.name} className="written">
              {t('delivery.manifest-file', {
                ...file,
                rows: file.rowCount.toLocaleString('nb-NO'),
              })}
            </li>
          ))}
        </ul>
      </Details.Content>
    </Details>
  );
}
