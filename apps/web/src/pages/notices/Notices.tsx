import { Button, Checkbox, Link as DsLink, Paragraph, Tag } from '@digdir/designsystemet-react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Notice, useMarkRead, useNotices } from '../../api/notices';
import type { Me } from '../../api/types';
import { Link } from '../../components/Link';
import { Loading } from '../../components/Loading';
import { Page } from '../../components/Page';
import { type Column, StackingTable } from '../../components/StackingTable';
import { dateTimeText } from '../../dates';
import { seesInsights } from '../insights/house';
import { ProblemMessage } from '../ProblemMessage';
import { Paging } from '../worklist/Paging';

/** What has happened in one's cases. A notice names the case and the event, and leads to it. */
export function Notices({ me }: { me: Me }) {
  const { t } = useTranslation();
  const { cursor = '', unread } = useSearch({ from: '/notices' });
  const navigate = useNavigate({ from: '/notices' });
  const isUnreadOnly = unread === 'true';
  const notices = useNotices(cursor, isUnreadOnly);
  const marking = useMarkRead();
  const items = notices.data?.items ?? [];

  return (
    <Page title={t('notices.title')}>
      <Checkbox
        label={t('notices.unread-only')}
        value="unread"
        checked={isUnreadOnly}
        onChange={({ target }) =>
          void navigate({ search: target.checked ? { unread: 'true' } : {} })
        }
      />
      {notices.isPending && <Loading text={t('notices.loading')} />}
      {notices.isError && (
        <ProblemMessage problem={notices.error} onRetry={() => void notices.refetch()} />
      )}
      {marking.isError && <ProblemMessage problem={marking.error} />}
      {notices.data && (
        <Paragraph role="status">{t('notices.waiting', { number: notices.data.unread })}</Paragraph>
      )}
      {notices.data && notices.data.unread > 0 && (
        <Button variant="secondary" data-size="sm" onClick={() => marking.mutate(null)}>
          {t('notices.mark-all')}
        </Button>
      )}
      {notices.isSuccess && items.length === 0 && <Paragraph>{t('notices.none')}</Paragraph>}
      {items.length > 0 && (
        <NoticeTable me={me} items={items} onRead={(id) => marking.mutate([id])} />
      )}
      {notices.data && <Paging cursor={cursor} nextCursor={notices.data.nextCursor} />}
    </Page>
  );
}

function NoticeTable({
  me,
  items,
  onRead,
}: {
  me: Me;
  items: readonly Notice[];
  onRead: (id: string) => void;
}) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  // What was read of the case before may be from before the notice.
  const follow = ({ id, readAt }: Notice) => {
    void queries.invalidateQueries({ queryKey: ['cases'] });
    if (readAt === null) onRead(id);
  };
  const eventName = (event: string) => t([`event.${event}`, 'event.other']);
  const columns: Column<Notice>[] = [
    {
      heading: t('worklist.reference'),
      isRowHeading: true,
      cell: (notice) => (
        <DsLink asChild data-color="accent" className="unbroken">
          <Link
            to="/cases/$id/{-$part}"
            params={{ id: notice.caseId }}
            onClick={() => follow(notice)}
          >
            {notice.caseReference}
          </Link>
        </DsLink>
      ),
    },
    {
      heading: t('notices.what'),
      cell: ({ event, caseReference }) =>
        event === 'insight-opened' && seesInsights(me) ? (
          <DsLink asChild data-color="accent">
            <Link to="/insights" search={{ reference: caseReference }}>
              {eventName(event)}
            </Link>
          </DsLink>
        ) : (
          eventName(event)
        ),
    },
    {
      heading: t('notices.when'),
      cell: ({ createdAt }) => <time dateTime={createdAt}>{dateTimeText(createdAt)}</time>,
    },
    {
      heading: t('notices.state'),
      cell: ({ id, event, caseReference, readAt }) =>
        readAt ? (
          t('notices.read', { at: dateTimeText(readAt) })
        ) : (
          <>
            <Tag data-size="sm" data-color="info">
              {t('notices.unread')}
            </Tag>{' '}
            <Button
              variant="tertiary"
              data-size="sm"
              aria-label={t('notices.mark-one', {
                reference: caseReference,
                event: eventName(event),
              })}
              onClick={() => onRead(id)}
            >
              {t('notices.mark')}
            </Button>
          </>
        ),
    },
  ];
  return (
    <StackingTable
      caption={t('notices.title')}
      columns={columns}
      rows={items}
      keyOf={({ id }) => id}
    />
  );
}
