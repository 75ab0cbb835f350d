import { Link as DsLink, Paragraph, Textfield } from '@digdir/designsystemet-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { disclosureSearch, type DisclosureFilter, useDisclosures } from '../../api/deliveries';
import { disclosureFilters } from '../../api/filter-names';
import { Loading } from '../../components/Loading';
import { Page } from '../../components/Page';
import { ProblemMessage } from '../ProblemMessage';
import { Paging } from '../worklist/Paging';
import { DisclosureTable } from './DisclosureTable';

/** Who received which data, when and on what basis: helseregisterloven section 19 h. */
export function Disclosures() {
  const { t } = useTranslation();
  const held = useSearch({ from: '/disclosures' });
  const navigate = useNavigate({ from: '/disclosures' });
  const filter = Object.fromEntries(
    disclosureFilters.map((name) => [name, held[name] ?? '']),
  ) as DisclosureFilter;
  const cursor = held.cursor ?? '';
  const register = useDisclosures(filter, cursor);
  const items = register.data?.items ?? [];

  return (
    <Page title={t('disclosures.title')}>
      <Paragraph className="lead">{t('disclosures.explain')}</Paragraph>
      <form className="filters" onSubmit={(event) => event.preventDefault()}>
        {disclosureFilters.map((name) => (
          <Textfield
            key={name}
            type={name === 'institution' ? 'search' : 'date'}
            label={t(`disclosures.${name}`)}
            value={filter[name]}
            onChange={({ target }) =>
              void navigate({ search: { ...filter, [name]: target.value } })
            }
          />
        ))}
      </form>
      <Paragraph>
        <DsLink href={`/api/v1/disclosures/export.csv?${disclosureSearch(filter)}`}>
          {t('disclosures.csv')}
        </DsLink>
      </Paragraph>
      {register.isPending && <Loading text={t('disclosures.loading')} />}
      {register.isError && (
        <ProblemMessage problem={register.error} onRetry={() => void register.refetch()} />
      )}
      {register.isSuccess && items.length === 0 && (
        <Paragraph role="status">{t('disclosures.none')}</Paragraph>
      )}
      {items.length > 0 && <DisclosureTable items={items} />}
      {register.isSuccess && <Paging cursor={cursor} nextCursor={register.data.nextCursor} />}
    </Page>
  );
}
