import { Button, Fieldset, Paragraph } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useForm, useMadeOf } from '../../../components/form';
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
  const { valueNow, change } = useForm();
  const names = useMadeOf(path, (list) => variablesIn(list).map(({ name }) => name));
  if (names.length === 0) return null;
  return (
    <Fieldset className="answers-per-variable">
      <Fieldset.Legend>{legend}</Fieldset.Legend>
      {names.length > 1 && (
        <div className="for-all" data-size="sm">
          <span>{t('form.for-all', { count: names.length })}</span>
          {forAll.map(({ words, answer }) => (
            <Button
              key={words}
              variant="secondary"
              onClick={() =>
                change(
                  path,
                  variablesIn(valueNow(path)).map((variable) => ({ ...variable, ...answer })),
                )
              }
            >
              {words}
            </Button>
          ))}
        </div>
      )}
      {names.map((name, index) => (
        <Fieldset key={name} className="variable-answer">
          <Fieldset.Legend>{name}</Fieldset.Legend>
          {about(name).map((text) => (
            <Paragraph key={text} data-size="sm" className="quiet">
              {text}
            </Paragraph>
          ))}
          <Answer path={`${path}.${index}`} draw={draw} />
        </Fieldset>
      ))}
    </Fieldset>
  );
}

/** What is asked of one variable; an answer draws this alone. */
function Answer({ path, draw }: Pick<AnswerPerVariableProps, 'path' | 'draw'>) {
  const variable = useMadeOf(path, (value) => (value ?? { name: '' }) as AnsweredVariable);
  return draw(variable, path);
}

const variablesIn = (list: unknown) => (list ?? []) as AnsweredVariable[];
