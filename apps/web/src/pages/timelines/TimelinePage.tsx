import {
  Button,
  Field,
  Label,
  Link as DsLink,
  Paragraph,
  Select,
  Textfield,
} from '@digdir/designsystemet-react';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { useRegistries } from '../../api/queries';
import { type ManyTimeline, useTimelineOf } from '../../api/timelines';
import type { Language, Me } from '../../api/types';
import { caseKinds } from '../../api/vocabulary';
import { Loading } from '../../components/Loading';
import { Page } from '../../components/Page';
import { dateText, monthText } from '../../dates';
import { ProblemMessage } from '../ProblemMessage';
import { seesTimelines } from './overseer';
import { TimelineFigures } from './TimelineFigures';

const filters = ['from', 'to', 'step', 'kind', 'asOfOn'] as const;

/** Whose time it was over many cases: of the service, of a registry, or of a unit. */
export function TimelinePage({ me, of }: { me: Me; of: 'service' | 'registries' | 'units' }) {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const [query] = useSearchParams();
  const filter = Object.fromEntries(
    filters.flatMap((name) => {
      const value = query.get(name);
      return value ? [[name, value]] : [];
    }),
  ) as Record<string, string>;
  const address = of === 'service' ? 'service' : `${of}/${encodeURIComponent(id)}`;
  const timeline = useTimelineOf(address, filter);
  const name = timeline.data?.scope.name ?? null;
  const csv = new URLSearchParams({ ...filter, format: 'csv' });
  return (
    <Page
      key={address}
      title={
        of === 'service'
          ? t('timelines.title')
          : t('timelines.of', { name: name ?? t(`timelines.one-of.${of}`) })
      }
    >
      {seesTimelines(me) && <Whose of={of} id={id} />}
      <TimelineFilter key={query.toString()} filter={filter} />
      {timeline.isPending && <Loading text={t('statistics.counting')} />}
      {timeline.isError && (
        <ProblemMessage problem={timeline.error} onRetry={() => void timeline.refetch()} />
      )}
      {timeline.data && <About timeline={timeline.data} />}
      {timeline.data && <TimelineFigures timeline={timeline.data} mayFollow={seesTimelines(me)} />}
      {timeline.data && (
        <Paragraph className="section">
          <DsLink href={`/api/v1/timelines/${address}?${csv}`}>{t('statistics.csv')}</DsLink>
        </Paragraph>
      )}
    </Page>
  );
}

/** Leads from the one to the other; what is filtered by goes with it. */
function Whose({ of, id }: { of: string; id: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [query] = useSearchParams();
  const registries = useRegistries().data?.items ?? [];

  function choose(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const chosen = new FormData(event.currentTarget).get('registry');
    const path = typeof chosen === 'string' && chosen !== '' ? `/registries/${chosen}` : '';
    void navigate({ pathname: `/timelines${path}`, search: query.toString() });
  }

  return (
    <form
      key={id}
      onSubmit={choose}
      className="filters one-choice"
      aria-label={t('timelines.whose')}
    >
      <Field>
        <Label>{t('timelines.whose')}</Label>
        <Select name="registry" defaultValue={of === 'registries' ? id : ''}>
          <Select.Option value="">{t('timelines.service')}</Select.Option>
          {registries.map((registry) => (
            <Select.Option key={registry.id} value={registry.id}>
              {registry.name}
            </Select.Option>
          ))}
        </Select>
      </Field>
      <Button type="submit" variant="secondary">
        {t('timelines.go')}
      </Button>
      {of === 'units' && (
        <DsLink asChild>
          <Link to={{ pathname: '/timelines', search: query.toString() }}>
            {t('timelines.to-service')}
          </Link>
        </DsLink>
      )}
    </form>
  );
}

function TimelineFilter({ filter }: { filter: Record<string, string> }) {
  const { t } = useTranslation();
  const [, setQuery] = useSearchParams();

  function show(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const chosen = filters.flatMap((name) => {
      const value = typed.get(name);
      return typeof value === 'string' && value !== '' ? [[name, value]] : [];
    });
    setQuery(Object.fromEntries(chosen) as Record<string, string>);
  }

  return (
    <form onSubmit={show} className="filters" aria-label={t('statistics.filter')}>
      {(['from', 'to'] as const).map((name) => (
        <Textfield
          key={name}
          type="month"
          name={name}
          label={t(`statistics.${name}`)}
          defaultValue={filter[name] ?? ''}
        />
      ))}
      <Field>
        <Label>{t('timelines.step')}</Label>
        <Select name="step" defaultValue={filter['step'] ?? 'month'}>
          {['month', 'quarter', 'year'].map((step) => (
            <Select.Option key={step} value={step}>
              {t(`timelines.by-${step}`)}
            </Select.Option>
          ))}
        </Select>
      </Field>
      <Field>
        <Label>{t('statistics.kind')}</Label>
        <Select name="kind" defaultValue={filter['kind'] ?? ''}>
          <Select.Option value="">{t('statistics.all-kinds')}</Select.Option>
          {caseKinds.map((kind) => (
            <Select.Option key={kind} value={kind}>
              {t(`statistics.row.${kind}`)}
            </Select.Option>
          ))}
        </Select>
      </Field>
      <Textfield
        type="date"
        name="asOfOn"
        label={t('statistics.as-of')}
        defaultValue={filter['asOfOn'] ?? ''}
      />
      <Button type="submit">{t('statistics.show')}</Button>
    </form>
  );
}

function About({ timeline: { scope, definition } }: { timeline: ManyTimeline }) {
  const { t, i18n } = useTranslation();
  return (
    <>
      <Paragraph>{definition[i18n.language as Language].definition}</Paragraph>
      <Paragraph data-size="sm" className="quiet">
        {t('statistics.scope', {
          from: monthText(scope.fromMonth),
          to: monthText(scope.toMonth),
          asOf: dateText(scope.asOfOn),
        })}{' '}
        {t('statistics.version', { version: definition.version })}
      </Paragraph>
    </>
  );
}
