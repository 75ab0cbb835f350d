import { Details, Heading, Link as DsLink, Paragraph } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { Link } from '../../../components/Link';
import type { CaseDetail } from '../../../api/types';
import {
  type FormDefinition,
  formKind,
  hasField,
  inWords,
  isAnswered,
  readForm,
} from './definition';
import { fieldAddress } from './field-address';
import { GivenAnswer } from './GivenAnswer';
import type { AnswerFaultInWords } from './use-completeness-faults';

interface AsItIsSentProps {
  accessCase: CaseDetail;
  form: FormDefinition;
  faults: readonly AnswerFaultInWords[];
}

/** Every question that is asked with its answer, as the receiver will read it. */
export function AsItIsSent({ accessCase, form, faults }: AsItIsSentProps) {
  const { t, i18n } = useTranslation();
  const { application: given = {}, kind, sources } = accessCase;
  const reading = readForm(form, formKind(kind), given);
  return (
    <div>
      <Heading level={4} data-size="2xs">
        {t('review.all')}
      </Heading>
      <Paragraph>{t('review.all-explain')}</Paragraph>
      {form.sections.map(({ id, name, questions }) => {
        const asked = questions.filter(
          (question) => hasField(question) && reading.isAsked(question.id),
        );
        if (asked.length === 0) return null;
        return (
          <Details key={id} defaultOpen>
            <Details.Summary>{inWords(name, i18n.language)}</Details.Summary>
            <Details.Content>
              <DsLink asChild>
                <Link {...fieldAddress(id)}>
                  {t('review.edit', { name: inWords(name, i18n.language) })}
                </Link>
              </DsLink>
              <dl className="answers">
                {asked.map((question) => (
                  <div key={question.id}>
                    <dt>{inWords(question.text, i18n.language)}</dt>
                    <dd>
                      {isAnswered(given[question.id]) ? (
                        <GivenAnswer
                          question={question}
                          value={given[question.id]}
                          details={sources}
                        />
                      ) : (
                        <Unanswered section={id} field={question.id} faults={faults} />
                      )}
                    </dd>
                  </div>
                ))}
              </dl>
            </Details.Content>
          </Details>
        );
      })}
    </div>
  );
}

interface UnansweredProps {
  section: string;
  field: string;
  faults: readonly AnswerFaultInWords[];
}

function Unanswered({ section, field, faults }: UnansweredProps) {
  const { t } = useTranslation();
  const path = `application.${field}`;
  const isNeeded = faults.some(
    (fault) => fault.field === path || fault.field.startsWith(`${path}.`),
  );
  if (!isNeeded) return <span className="quiet">{t('review.unanswered')}</span>;
  return (
    <DsLink asChild>
      <Link {...fieldAddress(section, path)}>{t('review.answer')}</Link>
    </DsLink>
  );
}
