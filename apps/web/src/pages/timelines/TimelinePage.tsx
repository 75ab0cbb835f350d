import {
  Button,
  Field,
  Label,
  Link as DsLink,
  Paragraph,
  Select,
} from '@digdir/designsystemet-react';
import { useNavigate, useParams } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useRegistries } from '../../api/queries';
import { type ManyTimeline, useTimelineOf } from '../../api/timelines';
import type { Language, Me } from '../../api/types';
import { useAddressFilter } from '../../components/address-filter';
import { Link } from '../../components/Link';
import { Loading } from '../../components/Loading';
import { Page } from '../../components/Page';
import { dateText, monthText } from '../../dates';
import { ProblemMessage } from '../ProblemMessage';
import { ScopeFields } from '../statistics/ScopeFields';
import { seesTimelines } from './overseer';
import { TimelineFigures } from './TimelineFigures';

const filters = ['from', 'to', 'step', 'kind', 'asOfOn'] as const;

export const ServiceTimeline = ({ me }: { me: Me }) => <TimelinePage me={me} of="service" />;
export const RegistryTimeline = ({ me }: { me: Me }) => <TimelinePage me={me} of="registries" />;
export const UnitTimeline = ({ me }: { me: Me }) => <TimelinePage me={me} of="units" />;

/** Whose time it was over many cases: of the service, of a registry, or of a unit. */
function TimelinePage({ me, of }: { me: Me; of: 'service' | 'registries' | 'units' }) {
  const { t } = useTranslation();
  const { id = '' } = useParams({ strict: false });
  const { filter, show } = useAddressFilter(filters);
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
      <form
        key={JSON.stringify(filter)}
        onSubmit={show}
        className="filters"
        aria-label={t('statistics.filter')}
      >
        <ScopeFields filter={filter}>
          <StepField step={filter['step'] ?? 'month'} />
        </ScopeFields>
      </form>
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
  const registries = useRegistries().data?.items ?? [];

  function choose(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const chosen = new FormData(event.currentTarget).get('registry');
    if (typeof chosen === 'string' && chosen !== '') {
      void navigate({ to: '/timelines/registries/$id', params: { id: chosen }, search: true });
    } else {
      void navigate({ to: '/timelines', search: true });
    }
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
          <Link to="/timelines" search={true}>
            {t('timelines.to-service')}
          </Link>
        </DsLink>
      )}
    </form>
  );
}

function StepField({ step }: { step: string }) {
  const { t } = useTranslation();
  return (
    <Field>
      <Label>{t('timelines.step')}</Label>
      <Select name="step" defaultValue={step}>
        {['month', 'quarter', 'year'].map((each) => (
          <Select.Option key={each} value={each}>
            {t(`timelines.by-${each}`)}
          </Select.Option>
        ))}
      </Select>
    </Field>
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
