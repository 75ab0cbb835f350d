import {
  Button,
  Checkbox,
  Field,
  Label,
  Link as DsLink,
  Paragraph,
  Select,
  Textfield,
} from '@digdir/designsystemet-react';
import { useLocation, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { type AuditFilter, useAuditCases } from '../../api/audits';
import { auditFilters } from '../../api/filter-names';
import { useRegistries } from '../../api/queries';
import type { CaseItem } from '../../api/types';
import { applicationStates, caseKinds, waitingParties, worklistSorts } from '../../api/vocabulary';
import { Link } from '../../components/Link';
import { Loading } from '../../components/Loading';
import { type Column, StackingTable } from '../../components/StackingTable';
import { usePartyName } from '../parties';
import { ProblemMessage } from '../ProblemMessage';
import { useStandingColumns } from '../worklist/case-standing';
import { Paging } from '../worklist/Paging';
import { AuditFrame } from './AuditFrame';

const from = '/audits/$auditId/cases';

/**
 * All cases. What the search is narrowed to stands in the address; its words, which may name
 * somebody, stay with the entry in the browser's history.
 */
export function AuditCases() {
  const { t } = useTranslation();
  const { auditId } = useParams({ from });
  const held = useSearch({ from });
  const navigate = useNavigate({ from });
  const filter = Object.fromEntries(
    auditFilters.map((name) => [name, held[name] ?? '']),
  ) as AuditFilter;
  const words = useLocation({ select: ({ state }) => state.words ?? '' });
  const cursor = held.cursor ?? '';
  const found = useAuditCases(auditId, filter, words, cursor);
  const items = found.data?.items ?? [];

  function search(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const chosen = auditFilters.flatMap((name) => {
      const value = typed.get(name);
      return typeof value === 'string' && value !== '' ? [[name, value] as const] : [];
    });
    const written = typed.get('words');
    void navigate({
      search: Object.fromEntries(chosen),
      state: { words: typeof written === 'string' ? written.trim() : '' },
    });
  }

  return (
    <AuditFrame title={t('audit.part.cases')}>
      <Paragraph>{t('audit.search-told')}</Paragraph>
      <SearchForm
        key={JSON.stringify([filter, cursor, words])}
        filter={filter}
        words={words}
        onSubmit={search}
      />
      {found.isPending && <Loading text={t('worklist.loading')} />}
      {found.isError && (
        <ProblemMessage problem={found.error} onRetry={() => void found.refetch()} />
      )}
      {found.isSuccess && items.length === 0 && (
        <Paragraph role="status">{t('worklist.none-found')}</Paragraph>
      )}
      {items.length > 0 && <FoundCases auditId={auditId} items={items} />}
      {found.isSuccess && <Paging cursor={cursor} nextCursor={found.data.nextCursor} />}
    </AuditFrame>
  );
}

interface SearchFormProps {
  filter: AuditFilter;
  words: string;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
}

function SearchForm({ filter, words, onSubmit }: SearchFormProps) {
  const { t } = useTranslation();
  const partyName = usePartyName();
  const registries = useRegistries().data?.items ?? [];
  return (
    <form className="filters" role="search" aria-label={t('worklist.filters')} onSubmit={onSubmit}>
      <Choice
        name="state"
        label={t('worklist.state')}
        chosen={filter.state}
        options={applicationStates.map((value) => [value, t(`state.application.${value}`)])}
      />
      <Choice
        name="waitingFor"
        label={t('worklist.waiting-for')}
        chosen={filter.waitingFor}
        options={waitingParties.map((value) => [value, partyName(value)])}
      />
      <Choice
        name="kind"
        label={t('worklist.kind')}
        chosen={filter.kind}
        options={caseKinds.map((value) => [value, t(`worklist.kind-${value}`)])}
      />
      <Choice
        name="registryId"
        label={t('audit.registry')}
        chosen={filter.registryId}
        options={registries.map(({ id, name }) => [id, name])}
      />
      <Choice
        name="sort"
        label={t('worklist.sort')}
        chosen={filter.sort}
        options={worklistSorts
          .filter((value) => value !== 'changed')
          .map((value) => [value, t(`worklist.sort-${value}`)])}
        any={t('worklist.sort-changed')}
      />
      <Textfield
        data-size="sm"
        name="words"
        label={t('worklist.search')}
        defaultValue={words}
        maxLength={200}
        autoComplete="off"
      />
      <Checkbox
        data-size="sm"
        name="overdue"
        label={t('worklist.overdue')}
        value="true"
        defaultChecked={filter.overdue === 'true'}
      />
      <div className="filter-buttons">
        <Button type="submit" data-size="sm">
          {t('worklist.do-search')}
        </Button>
        <Button asChild variant="tertiary" data-size="sm">
          <Link from={from} to="." search={{}}>
            {t('worklist.clear')}
          </Link>
        </Button>
      </div>
    </form>
  );
}

interface ChoiceProps {
  name: string;
  label: string;
  chosen: string;
  options: readonly (readonly [value: string, text: string])[];
  any?: string;
}

function Choice({ name, label, chosen, options, any }: ChoiceProps) {
  const { t } = useTranslation();
  return (
    <Field data-size="sm">
      <Label>{label}</Label>
      <Select name={name} defaultValue={chosen}>
        <Select.Option value="">{any ?? t('worklist.any-kind')}</Select.Option>
        {options.map(([value, text]) => (
          <Select.Option key={value} value={value}>
            {text}
          </Select.Option>
        ))}
      </Select>
    </Field>
  );
}

type FoundCase = Pick<
  CaseItem,
  'id' | 'reference' | 'title' | 'applicationState' | 'waitingFor' | 'dueOn' | 'isOverdue'
>;

interface FoundCasesProps<Item> {
  auditId: string;
  items: readonly Item[];
  /** What each is listed for, where it is for something. */
  more?: Column<Item>;
}

/** Cases as an auditor finds them, each leading to its reading within the audit. */
export function FoundCases<Item extends FoundCase>({
  auditId,
  items,
  more,
}: FoundCasesProps<Item>) {
  const { t } = useTranslation();
  const standing = useStandingColumns<Item>();
  const columns: Column<Item>[] = [
    {
      heading: t('worklist.reference'),
      isRowHeading: true,
      cell: ({ id, reference }) => (
        <DsLink asChild data-color="accent" className="unbroken">
          <Link to="/audits/$auditId/cases/$caseId" params={{ auditId, caseId: id }}>
            {reference}
          </Link>
        </DsLink>
      ),
    },
    ...(more ? [more] : []),
    { heading: t('worklist.project'), cell: ({ title }) => title ?? t('untitled') },
    ...standing,
  ];
  return (
    <StackingTable
      caption={t('worklist.title')}
      columns={columns}
      rows={items}
      keyOf={({ id }) => id}
    />
  );
}
