import { Button, Checkbox, Field, Label, Select, Textfield } from '@digdir/designsystemet-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useColleaguesAs, useRegistries } from '../../api/queries';
import type { WorklistFilter } from '../../api/worklist';
import { applicationStates, caseKinds, waitingParties, worklistSorts } from '../../api/vocabulary';
import { usePartyName } from '../parties';

interface FiltersProps {
  filter: WorklistFilter;
  isFiltered: boolean;
  /** Whether the reader is staff, who work on cases that others are assigned. */
  isStaff: boolean;
  onChange: (filter: Partial<WorklistFilter>) => void;
}

export function Filters({ filter, isFiltered, isStaff, onChange }: FiltersProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useState(filter.search);
  const change = (changed: Partial<WorklistFilter>) => onChange({ ...filter, search, ...changed });

  function submit(event: FormEvent) {
    event.preventDefault();
    change({ search: search.trim() });
  }

  return (
    <form className="filters" role="search" aria-label={t('worklist.filters')} onSubmit={submit}>
      <Choice
        label={t('worklist.state')}
        any={t('worklist.any-state')}
        value={filter.state}
        options={applicationStates.map((value) => [value, t(`state.application.${value}`)])}
        onChange={(state) => change({ state })}
      />
      <WaitingFor value={filter.waitingFor} onChange={(waitingFor) => change({ waitingFor })} />
      <Choice
        label={t('worklist.kind')}
        any={t('worklist.any-kind')}
        value={filter.kind}
        options={caseKinds.map((value) => [value, t(`worklist.kind-${value}`)])}
        onChange={(kind) => change({ kind })}
      />
      {isStaff && (
        <Assignee value={filter.assignee} onChange={(assignee) => change({ assignee })} />
      )}
      <Choice
        label={t('worklist.sort')}
        value={filter.sort || 'changed'}
        options={worklistSorts.map((value) => [value, t(`worklist.sort-${value}`)])}
        onChange={(sort) => change({ sort: sort === 'changed' ? '' : sort })}
      />
      <Textfield
        data-size="sm"
        label={t('worklist.search')}
        value={search}
        maxLength={200}
        onChange={({ target }) => setSearch(target.value)}
      />
      <Checkbox
        data-size="sm"
        label={t('worklist.overdue')}
        value="overdue"
        checked={filter.overdue === 'true'}
        onChange={({ target }) => change({ overdue: target.checked ? 'true' : '' })}
      />
      <div className="filter-buttons">
        <Button type="submit" data-size="sm">
          {t('worklist.do-search')}
        </Button>
        {isFiltered && (
          <Button variant="tertiary" data-size="sm" onClick={() => onChange({})}>
            {t('worklist.clear')}
          </Button>
        )}
      </div>
    </form>
  );
}

interface ChoiceProps {
  label: string;
  /** What no choice is called; left out: one is always chosen. */
  any?: string;
  value: string;
  options: readonly (readonly [value: string, text: string])[];
  onChange: (value: string) => void;
}

function Choice({ label, any, value, options, onChange }: ChoiceProps) {
  return (
    <Field data-size="sm">
      <Label>{label}</Label>
      <Select value={value} onChange={({ target }) => onChange(target.value)}>
        {any !== undefined && <Select.Option value="">{any}</Select.Option>}
        {options.map(([option, text]) => (
          <Select.Option key={option} value={option}>
            {text}
          </Select.Option>
        ))}
      </Select>
    </Field>
  );
}

interface OneFilterProps {
  value: string;
  onChange: (value: string) => void;
}

function WaitingFor(props: OneFilterProps) {
  const { t } = useTranslation();
  const partyName = usePartyName();
  const registries = useRegistries();
  const options = [
    ...waitingParties.map((party) => [party, partyName(party)] as const),
    ...(registries.data?.items ?? []).map(({ id, name }) => [`registry:${id}`, name] as const),
  ];
  return (
    <Choice
      {...props}
      label={t('worklist.waiting-for')}
      any={t('worklist.any-party')}
      options={options}
    />
  );
}

function Assignee(props: OneFilterProps) {
  const { t } = useTranslation();
  const caseworkers = useColleaguesAs('caseworker');
  const options = [
    ['me', t('worklist.assignee-me')] as const,
    ['none', t('worklist.assignee-none')] as const,
    ...caseworkers.map(({ id, name }) => [id, name] as const),
  ];
  return (
    <Choice
      {...props}
      label={t('case.caseworker')}
      any={t('worklist.any-assignee')}
      options={options}
    />
  );
}
