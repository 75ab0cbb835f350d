import { Card, Details, Heading, Link, Paragraph } from '@digdir/designsystemet-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Completeness } from '../../../api/types';
import { fieldId } from '../../../components/form';
import { type FormDefinition, inWords } from './definition';
import type { AnswerFaultInWords } from './use-completeness-faults';

/** A list of hundreds says no more than that there is plenty. */
const mostNamed = 25;

interface ReadinessProps {
  form: FormDefinition;
  completeness: Completeness | undefined;
  faults: readonly AnswerFaultInWords[];
  onGoTo: (field: string) => void;
}

/** Before anything is sent: what is missing, where, and what it will cost in time. */
export const Readiness = memo(function Readiness(props: ReadinessProps) {
  const { form, completeness, faults, onGoTo } = props;
  const { t, i18n } = useTranslation();
  if (!completeness) return null;
  const sections = form.sections.filter(({ id }) => faults.some(({ section }) => section === id));
  const countIn = (id: string) => faults.filter(({ section }) => section === id).length;
  const { isReady, score, timeLimit, delay, twinReference } = completeness;
  return (
    <Card className="readiness" data-color="neutral">
      <Heading level={4} data-size="2xs">
        {t('application-form.readiness')}
      </Heading>
      <Paragraph role="status">
        {t(`application-form.${isReady ? 'ready' : 'not-ready'}`, { ...score })}
      </Paragraph>
      <progress max={100} value={score.percent} aria-label={t('application-form.score')} />
      <Paragraph>
        {t('application-form.time-limit', { days: timeLimit.workingDays })}
        {delay && ` ${t('application-form.delay', { days: delay.days })}`}
      </Paragraph>
      {twinReference && (
        <Paragraph>{t('application-form.twin', { reference: twinReference })}</Paragraph>
      )}
      {faults.length > 0 && (
        <Details>
          <Details.Summary>
            {t('application-form.missing', { count: faults.length })}
          </Details.Summary>
          <Details.Content>
            {sections.map(({ id, name }) => (
              <div key={id}>
                <strong>{inWords(name, i18n.language)}</strong>
                <ul>
                  {faults
                    .filter(({ section }) => section === id)
                    .slice(0, mostNamed)
                    .map(({ field, label, text }) => (
                      <li key={`${field} ${text}`}>
                        <Link
                          href={`#${fieldId(field)}`}
                          onClick={(event) => {
                            event.preventDefault();
                            onGoTo(field);
                          }}
                        >
                          {label}: {text}
                        </Link>
                      </li>
                    ))}
                  {countIn(id) > mostNamed && (
                    <li>{t('application-form.and-more', { count: countIn(id) - mostNamed })}</li>
                  )}
                </ul>
              </div>
            ))}
          </Details.Content>
        </Details>
      )}
    </Card>
  );
});
