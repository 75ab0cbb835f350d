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
      {clocks.map((clock) => (
        <ClockView key={clock.id} clock={clock} />
      ))}
      {forecast && <ForecastView forecast={forecast} />}
    </Section>
  );
}

function ClockView({ clock }: { clock: OneClock }) {
  const { t } = useTranslation();
  const registryName = useRegistryName();
  const { name, part, status, dueOn, legalBasis, derivation, remainingWorkingDays } = clock;
  const days = Math.abs(remainingWorkingDays ?? 0);
  // A round of delivery is known by its registry and its number.
  const [, registryId = '', round] = /^(.+)\.(\d+)$/.exec(part ?? '') ?? [];
  return (
    <div className="clock">
      <Paragraph>
        <strong>
          {t(`clock.name.${name}`)}
          {part &&
            ` – ${round ? t('delivery.round', { registry: registryName(registryId), round }) : registryName(part)}`}
        </strong>
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
      <Details>
        <Details.Summary>{t('clock.why')}</Details.Summary>
        <Details.Content>
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
        </Details.Content>
      </Details>
    </div>
  );
}

function StepText({ step }: { step: ClockStep }) {
  const { t } = useTranslation();
  const partyName = usePartyName();
  const { step: name, unit, on, fromOn, toOn, party, ...numbers } = step;
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
  const { withheld, comparableCases = 0, decision, data } = forecast;
  const dates = ({ p50On, p80On }: { p50On: string; p80On: string }) => ({
    count: comparableCases,
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
