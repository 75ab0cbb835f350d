import { Button, Heading } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useVersionDifference, useVersions } from '../../api/queries';
import type { CaseDetail, VersionChange } from '../../api/types';
import { Loading } from '../../components/Loading';
import { Section } from '../../components/Section';
import { type Column, StackingTable } from '../../components/StackingTable';
import { dateTimeText } from '../../dates';
import { ProblemMessage } from '../ProblemMessage';
import { useChangesInWords } from './use-changes-in-words';

/** Each time the application was sent in, and what was changed since the time before. */
export function VersionsView({ accessCase }: { accessCase: CaseDetail }) {
  const { t } = useTranslation();
  const versions = useVersions(accessCase);
  const [opened, setOpened] = useState<number>();
  const items = versions.data?.items ?? [];
  const [newest] = items;
  if (newest === undefined || items.length < 2) return null;
  const shown = opened ?? newest.number;
  return (
    <Section heading={t('versions.title')}>
      <ol className="timeline" reversed>
        {items.map(({ number, eventType, createdAt }) => (
          <li key={number}>
            <time dateTime={createdAt}>{dateTimeText(createdAt)}</time>
            <p>
              {t('versions.one', { number })}:{' '}
              {t([`event.${eventType}`, 'event.other'], { type: eventType })}
            </p>
            {number > 1 && number !== shown && (
              <Button variant="tertiary" data-size="sm" onClick={() => setOpened(number)}>
                {t('versions.show', { number })}
              </Button>
            )}
          </li>
        ))}
      </ol>
      <Heading level={3} data-size="2xs">
        {t('versions.changed', { number: shown })}
      </Heading>
      <Changes accessCase={accessCase} number={shown} />
    </Section>
  );
}

function Changes({ accessCase, number }: { accessCase: CaseDetail; number: number }) {
  const { t } = useTranslation();
  const difference = useVersionDifference(accessCase.id, number);
  const { inOrder, labelOf, valueOf } = useChangesInWords(accessCase);
  if (difference.isError) return <ProblemMessage problem={difference.error} />;
  if (!difference.data) return <Loading text={t('versions.loading')} />;
  const rows = inOrder(difference.data.fields);
  if (rows.length === 0) return <p>{t('versions.same')}</p>;
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
    <StackingTable
      caption={t('versions.changed', { number })}
      columns={columns}
      rows={rows}
      keyOf={({ field }) => field}
    />
  );
}

function kindOf({ before, after }: VersionChange): 'added' | 'removed' | 'edited' {
  if (before === null) return 'added';
  return after === null ? 'removed' : 'edited';
}
