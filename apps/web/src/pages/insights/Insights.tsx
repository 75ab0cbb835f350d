import {
  Button,
  Link as DsLink,
  Paragraph,
  Select,
  Field,
  Label,
  Tag,
  Textfield,
} from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { insightFilters } from '../../api/filter-names';
import { type InsightItem, useInsights } from '../../api/insights';
import { useAddressFilter } from '../../components/address-filter';
import { Link } from '../../components/Link';
import { Loading } from '../../components/Loading';
import { Page } from '../../components/Page';
import { type Column, StackingTable } from '../../components/StackingTable';
import { dateTimeText } from '../../dates';
import { ProblemMessage } from '../ProblemMessage';
import { Paging } from '../worklist/Paging';

/** Who had insight in which case, and for what reason: for those who answer for it. */
export function Insights() {
  const { t } = useTranslation();
  const { filter, cursor, show } = useAddressFilter(insightFilters);
  const insights = useInsights(filter, cursor);
  const items = insights.data?.items ?? [];
  return (
    <Page title={t('insights.title')}>
      <Paragraph className="lead">{t('insights.explain')}</Paragraph>
      <form key={JSON.stringify(filter)} className="filters" onSubmit={(event) => show(event)}>
        <Textfield
          name="reference"
          label={t('insights.reference')}
          defaultValue={filter['reference'] ?? ''}
        />
        <Field>
          <Label>{t('insights.running')}</Label>
          <Select name="running" defaultValue={filter['running'] ?? ''}>
            <Select.Option value="">{t('insights.all')}</Select.Option>
            <Select.Option value="true">{t('insights.running-now')}</Select.Option>
            <Select.Option value="false">{t('insights.over')}</Select.Option>
          </Select>
        </Field>
        <Textfield
          name="fromOn"
          type="date"
          label={t('insights.from')}
          defaultValue={filter['fromOn'] ?? ''}
        />
        <Textfield
          name="toOn"
          type="date"
          label={t('insights.to')}
          defaultValue={filter['toOn'] ?? ''}
        />
        <Button type="submit" variant="secondary">
          {t('insights.show')}
        </Button>
      </form>
      {insights.isPending && <Loading text={t('insights.loading')} />}
      {insights.isError && (
        <ProblemMessage problem={insights.error} onRetry={() => void insights.refetch()} />
      )}
      {insights.isSuccess && items.length === 0 && (
        <Paragraph role="status">{t('insights.none')}</Paragraph>
      )}
      {items.length > 0 && <InsightTable items={items} />}
      {insights.isSuccess && <Paging cursor={cursor} nextCursor={insights.data.nextCursor} />}
    </Page>
  );
}

function InsightTable({ items }: { items: readonly InsightItem[] }) {
  const { t } = useTranslation();
  const columns: Column<InsightItem>[] = [
    {
      heading: t('insights.reference'),
      isRowHeading: true,
      cell: ({ caseId, reference, unitName }) => (
        <>
          <DsLink asChild data-color="accent" className="unbroken">
            <Link to="/cases/$id/{-$part}" params={{ id: caseId }}>
              {reference}
            </Link>
          </DsLink>
          {unitName && <p className="quiet">{unitName}</p>}
        </>
      ),
    },
    {
      heading: t('insights.who'),
      cell: ({ personName, role }) => (
        <>
          {personName}
          <p className="quiet">{t(`role.${role}`)}</p>
        </>
      ),
    },
    { heading: t('insights.reason'), cell: ({ reason }) => reason },
    {
      heading: t('insights.time'),
      cell: ({ begunAt, endsAt, isRunning }) => (
        <>
          <time dateTime={begunAt} className="unbroken">
            {dateTimeText(begunAt)}
          </time>
          <p className="quiet">{t('insights.until', { until: dateTimeText(endsAt) })}</p>
          {isRunning && (
            <Tag data-size="sm" data-color="warning">
              {t('insights.running-now')}
            </Tag>
          )}
        </>
      ),
    },
    { heading: t('insights.readings'), cell: ({ readings }) => readings },
  ];
  return (
    <StackingTable
      caption={t('insights.title')}
      columns={columns}
      rows={items}
      keyOf={({ id }) => id}
    />
  );
}
