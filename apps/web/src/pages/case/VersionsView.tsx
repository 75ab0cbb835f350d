import { Button, Heading } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useVersionDifference, useVersions } from '../../api/queries';
import type { CaseDetail } from '../../api/types';
import { Loading } from '../../components/Loading';
import { Section } from '../../components/Section';
import { dateTimeText } from '../../dates';
import { ProblemMessage } from '../ProblemMessage';
import { ChangeTable } from './ChangeTable';

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
  if (difference.isError) return <ProblemMessage problem={difference.error} />;
  if (!difference.data) return <Loading text={t('versions.loading')} />;
  return (
    <ChangeTable
      caption={t('versions.changed', { number })}
      accessCase={accessCase}
      changes={difference.data.fields}
      none={t('versions.same')}
    />
  );
}
