import { Paragraph } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { type RoleChange, useRoleChanges } from '../../api/people';
import { Loading } from '../../components/Loading';
import { Section } from '../../components/Section';
import { type Column, StackingTable } from '../../components/StackingTable';
import { dateTimeText } from '../../dates';
import { ProblemMessage } from '../ProblemMessage';
import { useRoleText } from './role-text';

/** What has been changed of who may do what, and by whom: out of the log that nobody can change. */
export function RoleChanges() {
  const { t } = useTranslation();
  const changes = useRoleChanges();
  const roleText = useRoleText();
  const items = changes.data?.items ?? [];
  const columns: Column<RoleChange>[] = [
    {
      heading: t('people.changes.at'),
      isRowHeading: true,
      cell: ({ at }) => <time dateTime={at}>{dateTimeText(at)}</time>,
    },
    { heading: t('people.changes.what'), cell: ({ type }) => t(`people.changes.${type}`) },
    {
      heading: t('people.role'),
      cell: ({ role, registryId }) => (role === null ? '' : roleText({ role, registryId })),
    },
    { heading: t('people.changes.of'), cell: ({ ofName }) => ofName ?? '' },
    { heading: t('people.changes.by'), cell: ({ byName }) => byName ?? '' },
  ];
  return (
    <Section heading={t('people.changes.title')}>
      {changes.isPending && <Loading text={t('loading')} />}
      {changes.isError && (
        <ProblemMessage problem={changes.error} onRetry={() => void changes.refetch()} />
      )}
      {changes.isSuccess && items.length === 0 && <Paragraph>{t('people.changes.none')}</Paragraph>}
      {items.length > 0 && (
        <StackingTable
          caption={t('people.changes.title')}
          columns={columns}
          rows={items}
          keyOf={({ seq }) => String(seq)}
        />
      )}
    </Section>
  );
}
