import { Details, List } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { LawLink } from '../../../components/LawLink';
import { inWords, type Question } from './definition';
import { lawsIn } from './laws';

/** Why the questions of a section are asked: each with its paragraphs of law. */
export function SectionLaws({ questions }: { questions: readonly Question[] }) {
  const { t, i18n } = useTranslation();
  const founded = questions
    .map((question) => ({ ...question, laws: lawsIn(question.sources) }))
    .filter(({ laws }) => laws.length > 0);
  if (founded.length === 0) return null;
  return (
    <Details data-size="sm" className="why">
      <Details.Summary>{t('application-form.laws')}</Details.Summary>
      <Details.Content>
        <List.Unordered data-size="sm">
          {founded.map(({ id, text, laws }) => (
            <List.Item key={id}>
              {inWords(text, i18n.language)}{' '}
              {laws.map(({ act, section }, index) => (
                <span key={`${act} ${section}`}>
                  {index > 0 && ', '}
                  <LawLink act={act} section={section} />
                </span>
              ))}
            </List.Item>
          ))}
        </List.Unordered>
      </Details.Content>
    </Details>
  );
}
