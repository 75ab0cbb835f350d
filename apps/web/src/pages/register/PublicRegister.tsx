import {
  Button,
  Field,
  Label,
  Link as DsLink,
  Paragraph,
  Select,
  Textfield,
} from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { type RegisterEntry, usePublicRegister } from '../../api/register';
import { useAddressFilter } from '../../components/address-filter';
import { Link } from '../../components/Link';
import { Loading } from '../../components/Loading';
import { Page } from '../../components/Page';
import { type Column, StackingTable } from '../../components/StackingTable';
import { dateText } from '../../dates';
import { ProblemMessage } from '../ProblemMessage';
import { Paging } from '../worklist/Paging';

const filters = ['from', 'to', 'kind', 'outcome', 'search'] as const;
const kinds = ['application', 'access-decision', 'exemption-decision', 'permit', 'results'];
const outcomes = ['granted', 'partly-granted', 'refused', 'dismissed', 'issued', 'revoked'];

/** The public register: needs no sign-in, and shows the same to everybody. */
export function PublicRegister() {
  const { t, i18n } = useTranslation();
  const { filter, cursor, show } = useAddressFilter(filters);
  const register = usePublicRegister({
    ...filter,
    ...(cursor && { cursor }),
    language: i18n.language,
  });
  const items = register.data?.items ?? [];

  const csv = new URLSearchParams({ ...filter, language: i18n.language, format: 'csv' });
  return (
    <Page title={t('public-register.title')}>
      <Paragraph>{t('public-register.what')}</Paragraph>
      <form
        key={JSON.stringify(filter)}
        onSubmit={show}
        className="filters"
        aria-label={t('public-register.filter')}
      >
        <Textfield
          type="date"
          name="from"
          label={t('public-register.from')}
          defaultValue={filter['from'] ?? ''}
        />
        <Textfield
          type="date"
          name="to"
          label={t('public-register.to')}
          defaultValue={filter['to'] ?? ''}
        />
        <Choice name="kind" values={kinds} chosen={filter['kind']} />
        <Choice name="outcome" values={outcomes} chosen={filter['outcome']} />
        <Textfield
          name="search"
          label={t('public-register.search')}
          defaultValue={filter['search'] ?? ''}
        />
        <Button type="submit">{t('public-register.show')}</Button>
      </form>
      {register.isPending && <Loading text={t('public-register.loading')} />}
      {register.isError && (
        <ProblemMessage problem={register.error} onRetry={() => void register.refetch()} />
      )}
      {register.isSuccess && items.length === 0 && (
        <Paragraph role="status">{t('public-register.none')}</Paragraph>
      )}
      {items.length > 0 && <RegisterTable items={items} />}
      {register.data && <Paging cursor={cursor} nextCursor={register.data.nextCursor} />}
      <Paragraph>
        <DsLink href={`/api/v1/public/register?${csv}`}>{t('public-register.csv')}</DsLink>
      </Paragraph>
    </Page>
  );
}

interface ChoiceProps {
  name: 'kind' | 'outcome';
  values: readonly string[];
  chosen: string | undefined;
}

function Choice({ name, values, chosen }: ChoiceProps) {
  const { t } = useTranslation();
  return (
    <Field>
      <Label>{t(`public-register.${name}`)}</Label>
      <Select name={name} defaultValue={chosen ?? ''}>
        <Select.Option value="">{t('public-register.all')}</Select.Option>
        {values.map((value) => (
          <Select.Option key={value} value={value}>
            {t(`register.${name}.${value}`)}
          </Select.Option>
        ))}
      </Select>
    </Field>
  );
}

function RegisterTable({ items }: { items: readonly RegisterEntry[] }) {
  const { t } = useTranslation();
  const columns: Column<RegisterEntry>[] = [
    {
      heading: t('public-register.entry'),
      isRowHeading: true,
      cell: ({ id, kind, title }) => (
        <DsLink asChild>
          <Link to="/register/$id" params={{ id }}>
            {title ?? kind.name}
          </Link>
        </DsLink>
      ),
    },
    { heading: t('public-register.kind'), cell: ({ kind }) => kind.name },
    {
      heading: t('public-register.outcome'),
      cell: ({ outcome, exemption }) =>
        outcome?.name ?? t('public-register.shielded', { provision: exemption }),
    },
    { heading: t('public-register.happened'), cell: ({ happenedOn }) => dateText(happenedOn) },
    {
      heading: t('public-register.institution'),
      cell: ({ institution }) => institution ?? t('public-register.left-out'),
    },
    {
      heading: t('public-register.case'),
      cell: ({ caseReference }) => <span className="unbroken">{caseReference}</span>,
    },
  ];
  return (
    <StackingTable
      caption={t('public-register.title')}
      columns={columns}
      rows={items}
      keyOf={({ id }) => id}
    />
  );
}
