import { Button, Fieldset, Paragraph } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useForm } from '../../../components/form';
import type { Values } from '../../../components/typed-text';

export interface AnsweredVariable extends Values {
  name: string;
}

interface AnswerPerVariableProps {
  /** Where the list lies in the form. */
  path: string;
  legend: string;
  /** Answers that may be given to all at once, each by its word. */
  forAll: readonly { words: string; answer: Values }[];
  /** What is known of a variable beside its name: why it is asked for, what was advised. */
  about: (name: string) => readonly string[];
  draw: (variable: AnsweredVariable, path: string) => ReactNode;
}

/** One answer for each variable, a line each; or the same for all, as there may be hundreds. */
export function AnswerPerVariable({ path, legend, forAll, about, draw }: AnswerPerVariableProps) {
  const { t } = useTranslation();
  const { valueOf, change } = useForm();
  const variables = (valueOf(path) ?? []) as AnsweredVariable[];
  if (variables.length === 0) return null;
  return (
    <Fieldset className="answers-per-variable">
      <Fieldset.Legend>{legend}</Fieldset.Legend>
      {variables.length > 1 && (
        <div className="for-all" data-size="sm">
          <span>{t('form.for-all', { count: variables.length })}</span>
          {forAll.map(({ words, answer }) => (
            <Button
              key={words}
              variant="secondary"
              onClick={() =>
                change(
                  path,
                  variables.map((variable) => ({ ...variable, ...answer })),
                )
              }
            >
              {words}
            </Button>
          ))}
        </div>
      )}
      {variables.map((variable, index) => (
        <Fieldset key={variable.name} className="variable-answer">
          <Fieldset.Legend>{variable.name}</Fieldset.Legend>
          {about(variable.name).map((text) => (
            <Paragraph key={text} data-size="sm" className="quiet">
              {text}
            </Paragraph>
          ))}
          {draw(variable, `${path}.${index}`)}
        </Fieldset>
      ))}
    </Fieldset>
  );
}
