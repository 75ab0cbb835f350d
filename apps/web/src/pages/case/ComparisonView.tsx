import { useTranslation } from 'react-i18next';
import { useComparison } from '../../api/queries';
import type { CaseDetail, ComparedPoint } from '../../api/types';
import { Section } from '../../components/Section';
import { type Column, StackingTable } from '../../components/StackingTable';

/** Application, protocol and approval from REK side by side, for those who see the comparison. */
export function ComparisonView({ accessCase }: { accessCase: CaseDetail }) {
  const ethics = accessCase.tracks['ethics'] as { comparison?: unknown } | undefined;
  return ethics?.comparison ? <Compared caseId={accessCase.id} /> : null;
}

function Compared({ caseId }: { caseId: string }) {
  const { t } = useTranslation();
  const comparison = useComparison(caseId);
  if (!comparison.data) return null;
  const columns: Column<ComparedPoint>[] = [
    {
      heading: t('compared.point'),
      isRowHeading: true,
      cell: ({ point }) => t(`compared.${point}`),
    },
    {
      heading: t('compared.application'),
      cell: ({ application }) => <span className="written">{application.join('\n')}</span>,
    },
    { heading: t('compared.protocol'), cell: ({ protocol }) => protocol },
    { heading: t('compared.approval'), cell: ({ approval }) => approval },
    {
      heading: t('compared.outcome'),
      cell: (point) => (
        <>
          {t(`compared.${outcomeOf(point)}`)}
          {point.settledReason && <span className="written"> {point.settledReason}</span>}
        </>
      ),
    },
  ];
  return (
    <Section heading={t('compared.title')}>
      <StackingTable
        caption={t('compared.title')}
        columns={columns}
        rows={comparison.data.points}
        keyOf={({ point }) => point}
      />
    </Section>
  );
}

function outcomeOf({ matches, isOpen, requestId }: ComparedPoint): string {
  if (matches) return 'matches';
  if (isOpen) return 'differs';
  return requestId ? 'asked' : 'settled';
}
