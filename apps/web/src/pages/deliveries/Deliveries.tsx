import { Field, Label, Paragraph, Select, Textfield } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { roundStates, useRounds } from '../../api/deliveries';
import type { Me } from '../../api/types';
import { Loading } from '../../components/Loading';
import { Page } from '../../components/Page';
import { ProblemMessage } from '../ProblemMessage';
import { Paging } from '../worklist/Paging';
import { delivers } from './followers';
import { RoundTable } from './RoundTable';

/** What is to be delivered, late first. The filter and the place in the list stand in the address. */
export function Deliveries({ me }: { me: Me }) {
  const { t } = useTranslation();
  const [query, setQuery] = useSearchParams();
  const filter = { state: query.get('state') ?? '', dueBy: query.get('dueBy') ?? '' };
  const cursor = query.get('cursor') ?? '';
  const rounds = useRounds(filter, cursor);
  const items = rounds.data?.items ?? [];
  const isOwn = delivers(me);

  function change(part: Partial<typeof filter>) {
    const wanted = Object.entries({ ...filter, ...part }).filter(([, value]) => value !== '');
    setQuery(Object.fromEntries(wanted));
  }

  return (
    <Page title={t(isOwn ? 'deliveries.own' : 'deliveries.title')}>
      <Paragraph className="lead">{t('deliveries.explain')}</Paragraph>
      <form className="filters" onSubmit={(event) => event.preventDefault()}>
        <Field>
          <Label>{t('deliveries.state')}</Label>
          <Select
            value={filter.state || 'open'}
            onChange={({ target }) => change({ state: target.value })}
          >
            {roundStates.map((state) => (
              <Select.Option key={state} value={state}>
                {t(state === 'open' ? 'deliveries.open' : `state.delivery.${state}`)}
              </Select.Option>
            ))}
          </Select>
        </Field>
        <Textfield
          type="date"
          label={t('deliveries.due-by')}
          value={filter.dueBy}
          onChange={({ target }) => change({ dueBy: target.value })}
        />
      </form>
      {rounds.isPending && <Loading text={t('deliveries.loading')} />}
      {rounds.isError && (
        <ProblemMessage problem={rounds.error} onRetry={() => void rounds.refetch()} />
      )}
      {rounds.isSuccess && items.length === 0 && (
        <Paragraph role="status">{t('deliveries.none')}</Paragraph>
      )}
      {items.length > 0 && <RoundTable items={items} isOwn={isOwn} />}
      {rounds.isSuccess && <Paging cursor={cursor} nextCursor={rounds.data.nextCursor} />}
    </Page>
  );
}
