import { Link as DsLink, Tag } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CaseItem } from '../../api/types';
import { StackingTable, type Column } from '../../components/StackingTable';
import { dateText, dateTimeText } from '../../dates';
import { usePartyName } from '../parties';
import { colourOf } from '../states';

export function CaseTable({ items }: { items: readonly CaseItem[] }) {
  const { t } = useTranslation();
  const partyName = usePartyName();
  const columns: Column<CaseItem>[] = [
    {
      heading: t('worklist.reference'),
      isRowHeading: true,
      cell: ({ id, reference }) => (
        <DsLink asChild data-color="accent" className="unbroken">
          <Link to={`/cases/${id}`}>{reference}</Link>
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
    {
      heading: t('worklist.state'),
      cell: ({ applicationState }) => (
        <Tag data-size="sm" data-color={colourOf(applicationState)}>
          {t(`state.application.${applicationState}`)}
        </Tag>
      ),
    },
    { heading: t('worklist.waiting-for'), cell: ({ waitingFor }) => partyName(waitingFor) },
    {
      heading: t('worklist.due'),
      cell: ({ dueOn, isOverdue }) => (
        <>
          {dueOn ? dateText(dueOn) : t('no-date')}{' '}
          {isOverdue && (
            <Tag data-size="sm" data-color="danger">
              {t('clock.overdue')}
            </Tag>
          )}
        </>
      ),
    },
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
