import { useTranslation } from 'react-i18next';
import type { CaseDetail, VersionChange } from '../../api/types';
import { type Column, StackingTable } from '../../components/StackingTable';
import { useChangesInWords } from './use-changes-in-words';

interface ChangeTableProps {
  caption: string;
  accessCase: CaseDetail;
  changes: readonly VersionChange[];
  /** What is said where there is no difference to a reader. */
  none: string;
}

/** What differs, question by question: before and after. */
export function ChangeTable({ caption, accessCase, changes, none }: ChangeTableProps) {
  const { t } = useTranslation();
  const { inOrder, labelOf, valueOf } = useChangesInWords(accessCase);
  const rows = inOrder(changes);
  if (rows.length === 0) return <p>{none}</p>;
  const columns: Column<VersionChange>[] = [
    { heading: t('versions.field'), isRowHeading: true, cell: ({ field }) => labelOf(field) },
    { heading: t('versions.kind'), cell: (change) => t(`versions.${kindOf(change)}`) },
    {
      heading: t('versions.before'),
      cell: ({ field, before }) => <span className="written">{valueOf(field, before)}</span>,
    },
    {
      heading: t('versions.after'),
      cell: ({ field, after }) => <span className="written">{valueOf(field, after)}</span>,
    },
  ];
  return (
    <StackingTable caption={caption} columns={columns} rows={rows} keyOf={({ field }) => field} />
  );
}

function kindOf({ before, after }: VersionChange): 'added' | 'removed' | 'edited' {
  if (before === null) return 'added';
  return after === null ? 'removed' : 'edited';
}
