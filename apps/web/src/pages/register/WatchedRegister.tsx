import { Button, Link as DsLink, Paragraph, Tag, ToggleGroup } from '@digdir/designsystemet-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useReleaseEntry, useWatchedRegister, type WatchedEntry } from '../../api/register';
import type { Me } from '../../api/types';
import { Link } from '../../components/Link';
import { Loading } from '../../components/Loading';
import { Page } from '../../components/Page';
import { type Column, StackingTable } from '../../components/StackingTable';
import { dateText } from '../../dates';
import { ProblemMessage } from '../ProblemMessage';
import { Paging } from '../worklist/Paging';

/** What waits to be made public, and what is or was late: thirty working days from the decision. */
export function WatchedRegister({ me }: { me: Me }) {
  const { t } = useTranslation();
  const { cursor = '', state = 'waiting' } = useSearch({ from: '/publication' });
  const navigate = useNavigate({ from: '/publication' });
  const register = useWatchedRegister({ state, ...(cursor && { cursor }) });
  const { figures, items = [], nextCursor = null } = register.data ?? {};
  const mayRelease = state === 'waiting' && me.roles.some(({ role }) => role === 'caseworker');
  return (
    <Page title={t('watched-register.title')}>
      <Paragraph>{t('watched-register.what')}</Paragraph>
      {figures && (
        <dl className="figures">
          {(['waiting', 'overdue', 'publishedLate'] as const).map((name) => (
            <div key={name}>
              <dt>{t(`watched-register.figure.${name}`)}</dt>
              <dd>{figures[name]}</dd>
            </div>
          ))}
        </dl>
      )}
      <ToggleGroup
        value={state}
        onChange={(chosen) =>
          void navigate({ search: { state: chosen === 'late' ? 'late' : 'waiting' } })
        }
        data-toggle-group={t('watched-register.show')}
      >
        <ToggleGroup.Item value="waiting">{t('watched-register.waiting')}</ToggleGroup.Item>
        <ToggleGroup.Item value="late">{t('watched-register.late')}</ToggleGroup.Item>
      </ToggleGroup>
      {register.isPending && <Loading text={t('public-register.loading')} />}
      {register.isError && (
        <ProblemMessage problem={register.error} onRetry={() => void register.refetch()} />
      )}
      {register.isSuccess && items.length === 0 && (
        <Paragraph role="status">{t('watched-register.none')}</Paragraph>
      )}
      {items.length > 0 && <WatchedTable items={items} mayRelease={mayRelease} />}
      {register.data && <Paging cursor={cursor} nextCursor={nextCursor} />}
    </Page>
  );
}

interface WatchedTableProps {
  items: readonly WatchedEntry[];
  mayRelease: boolean;
}

function WatchedTable({ items, mayRelease }: WatchedTableProps) {
  const { t } = useTranslation();
  const release = useReleaseEntry();
  const columns: Column<WatchedEntry>[] = [
    {
      heading: t('public-register.case'),
      isRowHeading: true,
      cell: ({ caseId, caseReference }) => (
        <DsLink asChild>
          <Link to="/cases/$id/{-$part}" params={{ id: caseId }}>
            {caseReference}
          </Link>
        </DsLink>
      ),
    },
    { heading: t('public-register.kind'), cell: ({ kind }) => t(`register.kind.${kind}`) },
    {
      heading: t('public-register.outcome'),
      cell: ({ outcome }) => t(`register.outcome.${outcome}`),
    },
    { heading: t('public-register.happened'), cell: ({ happenedOn }) => dateText(happenedOn) },
    {
      heading: t('watched-register.limit'),
      cell: ({ limitOn, isLate }) => (
        <>
          {limitOn && dateText(limitOn)}{' '}
          {isLate && <Tag data-color="danger">{t('watched-register.is-late')}</Tag>}
        </>
      ),
    },
    {
      heading: t('public-register.published'),
      cell: ({ publishedOn }) => (publishedOn ? dateText(publishedOn) : t('watched-register.not')),
    },
    ...(mayRelease
      ? [
          {
            heading: t('watched-register.release'),
            cell: ({ id, caseReference }: WatchedEntry) => (
              <Button
                variant="secondary"
                data-size="sm"
                disabled={release.isPending}
                aria-label={t('watched-register.release-entry', { case: caseReference })}
                onClick={() => release.mutate(id)}
              >
                {t('watched-register.release')}
              </Button>
            ),
          },
        ]
      : []),
  ];
  return (
    <>
      {release.isError && (
        <ProblemMessage problem={release.error} onRetry={() => release.reset()} />
      )}
      <StackingTable
        caption={t('watched-register.title')}
        columns={columns}
        rows={items}
        keyOf={({ id }) => id}
      />
    </>
  );
}
