import { Button, Paragraph, Tag } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { maySession } from '../../api/may-session';
import { type SessionItem, useEndSession, useSessions } from '../../api/sessions';
import { Loading } from '../../components/Loading';
import { Page } from '../../components/Page';
import { type Column, StackingTable } from '../../components/StackingTable';
import { forgetTypedText } from '../../components/typed-text';
import { dateTimeText } from '../../dates';
import { ProblemMessage } from '../ProblemMessage';

/** Where one is signed in, and the ways out. */
export function Sessions() {
  const { t } = useTranslation();
  const sessions = useSessions();
  const ending = useEndSession();
  const items = sessions.data?.items ?? [];

  function endAll() {
    ending.mutate(null, {
      onSuccess: () => {
        forgetTypedText();
        maySession.end();
        window.location.assign('/');
      },
    });
  }

  return (
    <Page title={t('sessions.title')}>
      <Paragraph className="lead">{t('sessions.explain')}</Paragraph>
      {sessions.isPending && <Loading text={t('loading')} />}
      {sessions.isError && (
        <ProblemMessage problem={sessions.error} onRetry={() => void sessions.refetch()} />
      )}
      {ending.isError && <ProblemMessage problem={ending.error} />}
      {items.length > 0 && <SessionTable items={items} onEnd={(id) => ending.mutate(id)} />}
      <div className="sign-out-everywhere">
        <Button variant="secondary" data-color="danger" onClick={endAll} loading={ending.isPending}>
          {t('sessions.end-all')}
        </Button>
        <Paragraph className="quiet">{t('sessions.end-all-explain')}</Paragraph>
      </div>
    </Page>
  );
}

function SessionTable({
  items,
  onEnd,
}: {
  items: readonly SessionItem[];
  onEnd: (id: string) => void;
}) {
  const { t } = useTranslation();
  const nameOf = ({ browser }: SessionItem) => browser || t('sessions.unknown');
  const columns: Column<SessionItem>[] = [
    {
      heading: t('sessions.browser'),
      isRowHeading: true,
      cell: (item) => (
        <>
          {nameOf(item)} {item.isThis && <Tag data-color="success">{t('sessions.this')}</Tag>}
        </>
      ),
    },
    { heading: t('sessions.started'), cell: ({ startedAt }) => dateTimeText(startedAt) },
    { heading: t('sessions.seen'), cell: ({ seenAt }) => dateTimeText(seenAt) },
    { heading: t('sessions.ends'), cell: ({ endsAt }) => dateTimeText(endsAt) },
    {
      heading: t('sessions.end'),
      cell: (item) =>
        item.isThis ? (
          t('sessions.end-this')
        ) : (
          <Button
            variant="secondary"
            data-size="sm"
            aria-label={t('sessions.end-one', {
              browser: nameOf(item),
              at: dateTimeText(item.startedAt),
            })}
            onClick={() => onEnd(item.id)}
          >
            {t('sessions.end')}
          </Button>
        ),
    },
  ];
  return (
    <StackingTable
      caption={t('sessions.title')}
      columns={columns}
      rows={items}
      keyOf={({ id }) => id}
    />
  );
}
