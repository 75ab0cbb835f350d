import { Details, Heading, Paragraph, Tag } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { useRegistryName } from '../../api/queries';
import type { CaseClocks, ClockStep, Forecast, OneClock } from '../../api/types';
import { Section } from '../../components/Section';
import { dateText } from '../../dates';
import { usePartyName } from '../parties';

/** Every time limit with the steps that led to its date: nobody has to take it on trust. */
export function ClocksView({ clocks, forecast }: CaseClocks) {
  const { t } = useTranslation();
  return (
    <Section heading={t('clock.title')}>
      {clocks.length === 0 && <Paragraph>{t('clock.empty')}</Paragraph>}
      {runningFirst(clocks).map((clock) => (
        <ClockView key={clock.id} clock={clock} />
      ))}
      {forecast && <ForecastView forecast={forecast} />}
    </Section>
  );
}

/** What is over comes after what one can still act on. */
function runningFirst(clocks: readonly OneClock[]): OneClock[] {
  const isOver = ({ status }: OneClock) => over.includes(status);
  return [...clocks].sort((one, other) => Number(isOver(one)) - Number(isOver(other)));
}

const over: readonly string[] = ['met', 'met-late', 'run-out', 'stopped'];

function ClockView({ clock }: { clock: OneClock }) {
  const { t } = useTranslation();
  const clockName = useClockName();
  const { status, dueOn, remainingWorkingDays } = clock;
  const days = Math.abs(remainingWorkingDays ?? 0);
  return (
    <div className="clock">
      <Paragraph>
        <strong>{clockName(clock)}</strong>
        {': '}
        {dueOn ? <time dateTime={dueOn}>{dateText(dueOn)}</time> : t('clock.no-date')}{' '}
        <Tag data-size="sm" data-color={status === 'overdue' ? 'danger' : 'neutral'}>
          {t(`clock.status.${status}`)}
        </Tag>
      </Paragraph>
      {remainingWorkingDays !== null && (
        <Paragraph data-size="sm">
          {t(remainingWorkingDays < 0 ? 'clock.past' : 'clock.remaining', { days })}
        </Paragraph>
      )}
      <Details data-size="sm" className="why">
        <Details.Summary>{t('clock.why')}</Details.Summary>
        <Details.Content>
          <ClockDerivation clock={clock} />
        </Details.Content>
      </Details>
    </div>
  );
}

/** What a time limit is called, with the registry and the round that it is about. */
export function useClockName(): (clock: OneClock) => string {
  const { t } = useTranslation();
  const registryName = useRegistryName();
  return ({ name, part }) => {
    if (!part) return t(`clock.name.${name}`);
    // A round of delivery is known by its registry and its number.
    const [, registryId = '', round] = /^(.+)\.(\d+)$/.exec(part) ?? [];
    const about = round
      ? t('delivery.round', { registry: registryName(registryId), round })
      : registryName(part);
    return `${t(`clock.name.${name}`)} – ${about}`;
  };
}

/** The paragraph that a time limit rests on, and each step from its start to its date. */
export function ClockDerivation({ clock: { legalBasis, derivation } }: { clock: OneClock }) {
  const { t } = useTranslation();
  return (
    <>
      <Paragraph data-size="sm">
        {legalBasis ? t('clock.basis', { basis: legalBasis }) : t('clock.internal')}
      </Paragraph>
      <ol>
        {derivation.map((step, index) => (
          <li key={index}>
            <StepText step={step} />
          </li>
        ))}
      </ol>
    </>
  );
}

/** Which of these a step has follows from its name; the rest are numbers in its words. */
interface StepFields {
  step: string;
  unit?: string;
  on?: string;
  fromOn?: string;
  toOn?: string;
  party?: string;
}

function StepText({ step }: { step: ClockStep }) {
  const { t } = useTranslation();
  const partyName = usePartyName();
  const { step: name, unit, on, fromOn, toOn, party, ...numbers }: StepFields = step;
  return (
    <>
      {t(`clock.step.${name}${unit ? `-${unit}` : ''}`, {
        ...numbers,
        on: on && dateText(on),
        fromOn: fromOn && dateText(fromOn),
        toOn: toOn && dateText(toOn),
        party: party && partyName(party),
      })}
    </>
  );
}

function ForecastView({ forecast }: { forecast: Forecast }) {
  const { t } = useTranslation();
  const withheld = 'withheld' in forecast ? forecast.withheld : null;
  const { decision, data, count } =
    'withheld' in forecast
      ? { decision: null, data: null, count: 0 }
      : { ...forecast, count: forecast.comparableCases };
  const dates = ({ p50On, p80On }: { p50On: string; p80On: string }) => ({
    count,
    p50: dateText(p50On),
    p80: dateText(p80On),
  });
  return (
    <>
      <Heading level={3} data-size="2xs">
        {t('clock.forecast.title')}
      </Heading>
      {withheld && <Paragraph data-size="sm">{t(`clock.forecast.${withheld}`)}</Paragraph>}
      {decision && (
        <Paragraph data-size="sm">{t('clock.forecast.decision', dates(decision))}</Paragraph>
      )}
      {data && <Paragraph data-size="sm">{t('clock.forecast.data', dates(data))}</Paragraph>}
    </>
  );
}
