import { Field, Label, Paragraph, Select, Textfield } from '@digdir/designsystemet-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
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
  const { state = '', dueBy = '', cursor = '' } = useSearch({ from: '/deliveries' });
  const navigate = useNavigate({ from: '/deliveries' });
  const filter = { state, dueBy };
  const rounds = useRounds(filter, cursor);
  const items = rounds.data?.items ?? [];
  const isOwn = delivers(me);

  function change(part: Partial<typeof filter>) {
    void navigate({ search: { ...filter, ...part } });
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
            {roundStates.map((each) => (
              <Select.Option key={each} value={each}>
                {t(each === 'open' ? 'deliveries.open' : `state.delivery.${each}`)}
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
