import { Heading, Link, Paragraph } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { useFormDefinition } from '../../api/queries';
import type { CaseDetail } from '../../api/types';
import { Loading } from '../../components/Loading';
import { Section } from '../../components/Section';
import { ProblemMessage } from '../ProblemMessage';
import {
  type FormDefinition,
  formKind,
  hasField,
  inWords,
  isAnswered,
  readForm,
} from './application/definition';
import { GivenAnswer } from './application/GivenAnswer';
import { ChangeDifference, isSeenAsDifference } from './ChangeDifference';

/** Every answer that was given to what is asked, by the sections of the form it was written on. */
export function ApplicationContent({
  accessCase,
  mayPrint = true,
}: {
  accessCase: CaseDetail;
  /** Whether the document of today says the same as these answers. */
  mayPrint?: boolean;
}) {
  const { t } = useTranslation();
  const form = useFormDefinition(accessCase.formVersion, accessCase.application !== undefined);
  if (!accessCase.application) return null;
  return (
    <Section heading={t('application.title')}>
      {mayPrint && (
        <Paragraph>
          <Link
            href={`/api/v1/cases/${accessCase.id}/application.pdf`}
            target="_blank"
            rel="noreferrer"
          >
            {t('application.print')}
          </Link>
        </Paragraph>
      )}
      {mayPrint && isSeenAsDifference(accessCase) && (
        <ChangeDifference accessCase={accessCase} level={3} />
      )}
      {form.isError && <ProblemMessage problem={form.error} />}
      {form.isPending && <Loading text={t('application-form.loading')} />}
      {form.data && <Answers accessCase={accessCase} form={form.data} />}
    </Section>
  );
}

function Answers({ accessCase, form }: { accessCase: CaseDetail; form: FormDefinition }) {
  const { t, i18n } = useTranslation();
  const { application: given = {}, kind, sources } = accessCase;
  const reading = readForm(form, formKind(kind), given);
  const sections = form.sections
    .map((section) => ({
      ...section,
      questions: section.questions.filter(
        (question) => hasField(question) && isAnswered(reading.answerTo(question.id)),
      ),
    }))
    .filter(({ questions }) => questions.length > 0);
  if (sections.length === 0) return <Paragraph>{t('application.empty')}</Paragraph>;
  const menu = (
    <nav aria-label={t('application.sections')} className="answered-menu">
      <ul>
        {sections.map(({ id, name }) => (
          <li key={id}>
            <Link href={`#answers-${id}`}>{inWords(name, i18n.language)}</Link>
          </li>
        ))}
      </ul>
    </nav>
  );
  const answered = sections.map(({ id, name, questions }) => (
    <div key={id} className="answered-section">
      <Heading level={3} data-size="2xs" id={`answers-${id}`} tabIndex={-1}>
        {inWords(name, i18n.language)}
      </Heading>
      <dl className="answers">
        {questions.map((question) => (
          <div key={question.id}>
            <dt>{inWords(question.text, i18n.language)}</dt>
            <dd>
              <GivenAnswer question={question} value={given[question.id]} details={sources} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  ));
  return (
    <>
      {menu}
      {answered}
    </>
  );
}
