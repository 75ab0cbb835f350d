import { Checkbox, Link as DsLink } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { CaseItem } from '../../api/types';
import { Link } from '../../components/Link';
import { StackingTable, type Column } from '../../components/StackingTable';
import { dateTimeText } from '../../dates';
import { useStandingColumns } from './case-standing';

interface CaseTableProps {
  items: readonly CaseItem[];
  isStaff?: boolean;
  /** Where cases may be chosen, to do something with several. */
  choice?: { chosen: readonly CaseItem[]; onChoose: (items: readonly CaseItem[]) => void };
}

export function CaseTable({ items, isStaff = false, choice }: CaseTableProps) {
  const { t } = useTranslation();
  const standing = useStandingColumns<CaseItem>();
  const columns: Column<CaseItem>[] = [
    ...(choice
      ? [
          {
            heading: t('worklist.choose'),
            cell: (item: CaseItem) => (
              <Checkbox
                data-size="sm"
                aria-label={t('worklist.choose-case', { reference: item.reference })}
                checked={choice.chosen.includes(item)}
                onChange={({ target }) =>
                  choice.onChoose(
                    target.checked
                      ? [...choice.chosen, item]
                      : choice.chosen.filter((each) => each !== item),
                  )
                }
              />
            ),
          },
        ]
      : []),
    {
      heading: t('worklist.reference'),
      isRowHeading: true,
      cell: ({ id, reference }) => (
        <DsLink asChild data-color="accent" className="unbroken">
          <Link to="/cases/$id/{-$part}" params={{ id }}>
            {reference}
          </Link>
        </DsLink>
      ),
    },
    {
      heading: t('worklist.project'), // Who sees no applicant sees no title either: there may well be one.
      cell: ({ title, applicantName }) =>
        title ?? t(applicantName === null ? 'not-shown' : 'untitled'),
    },
    {
      heading: t('worklist.applicant'),
      cell: ({ applicantName }) => applicantName ?? t('not-shown'),
    },
    ...standing,
    ...(isStaff
      ? [
          {
            heading: t('worklist.assignee'),
            cell: ({ assigneeName }: CaseItem) => assigneeName ?? t('worklist.assignee-none'),
          },
        ]
      : []),
    {
      heading: t('worklist.changed'),
      cell: ({ changedAt }) => (
        <time dateTime={changedAt} className="unbroken">
          {dateTimeText(changedAt)}
        </time>
      ),
    },
  ];
  return (
    <StackingTable
      caption={t('worklist.title')}
      columns={columns}
      rows={items}
      keyOf={({ id }) => id}
    />
  );
}
