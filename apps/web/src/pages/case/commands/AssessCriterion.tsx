import { Details, Paragraph, Tag } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { useAssessment } from '../../../api/queries';
import type { AssessmentOf, CaseDetail, CriterionOf, Language } from '../../../api/types';
import { LongText, Pick, YesNo } from '../../../components/fields';
import { useValueAt } from '../../../components/form';
import type { Values } from '../../../components/typed-text';
import { Loading } from '../../../components/Loading';

/** One criterion at a time with its paragraph beside, and the whole list of them to look through. */
export function AssessCriterion({ accessCase }: { accessCase: CaseDetail }) {
  const { t, i18n } = useTranslation();
  const typedObject = useValueAt('decisionObject');
  const criterion = useValueAt('criterion');
  const assessment = useAssessment(accessCase.id);
  const language = i18n.language as Language;
  if (!assessment.data) return <Loading text={t('assessment.loading')} />;
  const open = accessCase.allowedCommands.filter(({ name }) => name === 'assess-criterion');
  const object = typedObject ?? (open.length === 1 ? open[0]?.part : undefined);
  const chosen = assessment.data.find(({ decisionObject }) => decisionObject === object);
  if (!chosen) return <Progress assessments={assessment.data} />;
  const asked = chosen.criteria.find(({ id }) => id === criterion);
  const answered = answeredIn(chosen);
  return (
    <>
      <Pick
        path="criterion"
        options={chosen.criteria.map(({ id, wording, answer }) => ({
          value: id,
          text: answer
            ? t('assessment.answered', { name: wording[language].name })
            : wording[language].name,
        }))}
      />
      {asked && (
        <div className="asked-criterion">
          <Criterion criterion={asked} language={language} />
        </div>
      )}
      <YesNo path="isMet" />
      <LongText path="reason" />
      <Details data-size="sm" className="why">
        <Details.Summary>
          {t('assessment.all', { answered, criteria: chosen.criteria.length })}
        </Details.Summary>
        <Details.Content>
          <ol className="criteria">
            {chosen.criteria.map((each) => (
              <li key={each.id}>
                <Criterion criterion={each} language={language} />
              </li>
            ))}
          </ol>
        </Details.Content>
      </Details>
    </>
  );
}

/** How far each decision has come: where the last criterion of one was answered, it says so. */
function Progress({ assessments }: { assessments: readonly AssessmentOf[] }) {
  const { t } = useTranslation();
  return (
    <div role="status">
      {assessments
        .filter((each) => answeredIn(each) > 0)
        .map((each) => (
          <Paragraph key={each.decisionObject}>
            {t('assessment.progress', {
              name: t(`legal-basis.${each.decisionObject}`),
              answered: answeredIn(each),
              criteria: each.criteria.length,
            })}
          </Paragraph>
        ))}
    </div>
  );
}

const answeredIn = ({ criteria }: AssessmentOf) =>
  criteria.filter(({ answer }) => answer !== null).length;

function Criterion({ criterion, language }: { criterion: CriterionOf; language: Language }) {
  const { t } = useTranslation();
  const { answer, isBar, reference, wording } = criterion;
  const colour = !answer ? 'neutral' : answer.isMet ? 'success' : 'danger';
  const state = !answer ? 'blank' : answer.isMet ? 'met' : 'not-met';
  return (
    <>
      <Paragraph>
        <strong>{wording[language].name}</strong>{' '}
        <Tag data-size="sm" data-color={colour}>
          {t(`assessment.${state}`)}
        </Tag>
        <br />
        {wording[language].text} <span className="of-registry">{reference[language]}</span>
      </Paragraph>
      {isBar && <Paragraph data-size="sm">{t('assessment.bar')}</Paragraph>}
      {answer && (
        <Paragraph data-size="sm" className="written">
          {answer.reason} ({answer.assessedByName})
        </Paragraph>
      )}
    </>
  );
}

/** The assessment that is begun and not complete is the one gone on with. */
export function begunAssessmentOf({ tracks }: CaseDetail): Values {
  const parts = (tracks['assessment'] ?? {}) as Record<string, { state: string }>;
  const begun = Object.keys(parts).find((object) => parts[object]?.state === 'begun');
  return begun === undefined ? {} : { decisionObject: begun };
}
