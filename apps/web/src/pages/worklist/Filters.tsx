import { Button, Field, Label, Select, Textfield } from '@digdir/designsystemet-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useRegistries, type WorklistFilter } from '../../api/queries';
import { applicationStates, waitingParties } from '../../api/vocabulary';
import { usePartyName } from '../parties';

interface FiltersProps {
  filter: WorklistFilter;
  onChange: (filter: Omit<WorklistFilter, 'cursor'>) => void;
}

export function Filters({ filter, onChange }: FiltersProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useState(filter.search);
  const { state, waitingFor } = filter;

  function submit(event: FormEvent) {
    event.preventDefault();
    onChange({ state, waitingFor, search: search.trim() });
  }

  return (
    <form className="filters" role="search" aria-label={t('worklist.filters')} onSubmit={submit}>
      <Field data-size="sm">
        <Label>{t('worklist.state')}</Label>
        <Select
          value={state}
          onChange={({ target }) => onChange({ state: target.value, waitingFor, search })}
        >
          <Select.Option value="">{t('worklist.any-state')}</Select.Option>
          {applicationStates.map((value) => (
            <Select.Option key={value} value={value}>
              {t(`state.application.${value}`)}
            </Select.Option>
          ))}
        </Select>
      </Field>
      <WaitingFor
        waitingFor={waitingFor}
        onChange={(value) => onChange({ state, waitingFor: value, search })}
      />
      <Textfield
        data-size="sm"
        label={t('worklist.search')}
        value={search}
        maxLength={200}
        onChange={({ target }) => setSearch(target.value)}
      />
      <div className="filter-buttons">
        <Button type="submit" data-size="sm">
          {t('worklist.do-search')}
        </Button>
        {(state || waitingFor || filter.search) && (
          <Button
            variant="tertiary"
            data-size="sm"
            onClick={() => onChange({ state: '', waitingFor: '', search: '' })}
          >
            {t('worklist.clear')}
          </Button>
        )}
      </div>
    </form>
  );
}

function WaitingFor({
  waitingFor,
  onChange,
}: {
  waitingFor: string;
  onChange: (waitingFor: string) => void;
}) {
  const { t } = useTranslation();
  const partyName = usePartyName();
  const registries = useRegistries();
  return (
    <Field data-size="sm">
      <Label>{t('worklist.waiting-for')}</Label>
      <Select value={waitingFor} onChange={({ target }) => onChange(target.value)}>
        <Select.Option value="">{t('worklist.any-party')}</Select.Option>
        {waitingParties.map((party) => (
          <Select.Option key={party} value={party}>
            {partyName(party)}
          </Select.Option>
        ))}
        {registries.data?.items.map(({ id, name }) => (
          <Select.Option key={id} value={`registry:${id}`}>
            {name}
          </Select.Option>
        ))}
      </Select>
    </Field>
  );
}
