import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useRegistryName } from '../../../api/queries';
import type { SourceDetail } from '../../../api/types';
import { dateText } from '../../../dates';
import { LockedSource } from '../LockedSource';
import { countriesIn } from './countries';
import { inWords, isAnswered, type Part, type Question } from './definition';

interface GivenAnswerProps {
  question: Question;
  value: unknown;
  details: readonly SourceDetail[];
}

type Row = Readonly<Record<string, unknown>>;

/** The answer to one question, as it is read. */
export function GivenAnswer({ question, value, details }: GivenAnswerProps): ReactNode {
  const { t, i18n } = useTranslation();
  const { type, parts = [], options = [] } = question;
  switch (type) {
    case 'sources':
      return <Sources sources={value as Source[]} details={details} />;
    case 'multi-choice':
      return (
        <ul>
          {options
            .filter((option) => (value as unknown[]).includes(option.value))
            .map((option) => (
              <li key={option.value}>{inWords(option.text, i18n.language)}</li>
            ))}
        </ul>
      );
    case 'table':
      return (
        <ol>
          {(value as Row[]).map((row, index) => (
            <li key={index}>
              <Parts parts={parts} row={row} />
            </li>
          ))}
        </ol>
      );
    case 'record':
      return <Parts parts={parts} row={value as Row} />;
    case 'files':
      return (
        <ul>
          {(value as Row[]).map(({ name, reference }, index) => (
            <li key={index}>{[name, reference].filter(Boolean).map(String).join(', ')}</li>
          ))}
        </ul>
      );
    case 'period': {
      const { fromOn, toOn } = value as { fromOn?: string; toOn?: string };
      return t('application.period', {
        from: fromOn ? dateText(fromOn) : '–',
        to: toOn ? dateText(toOn) : '–',
      });
    }
    case 'lines':
      return <span className="written">{(value as string[]).join('\n')}</span>;
    case 'case':
    case 'variables':
      return null;
    default:
      return <Simple part={{ ...question, type, isRequired: false }} value={value} />;
  }
}

function Parts({ parts, row }: { parts: readonly Part[]; row: Row }) {
  const { i18n } = useTranslation();
  return (
    <dl className="answer-parts">
      {parts
        .filter(({ id }) => isAnswered(row[id]))
        .map((part) => (
          <div key={part.id}>
            <dt>{inWords(part.text, i18n.language)}</dt>
            <dd>
              <Simple part={part} value={row[part.id]} />
            </dd>
          </div>
        ))}
    </dl>
  );
}

function Simple({ part, value }: { part: Part; value: unknown }): ReactNode {
  const { t, i18n } = useTranslation();
  const registryName = useRegistryName();
  const text = String(value);
  switch (part.type) {
    case 'yes-no':
      return t(value === true ? 'yes' : 'no');
    case 'date':
      return dateText(text);
    case 'choice': {
      const chosen = part.options?.find((option) => option.value === value);
      return chosen ? inWords(chosen.text, i18n.language) : text;
    }
    case 'country':
      return countriesIn(i18n.language).find((each) => each.value === value)?.text ?? text;
    case 'source':
      return registryName(text);
    default:
      return <span className="written">{text}</span>;
  }
}

interface Source {
  registryId: string;
  justification?: string;
  exception?: string;
  variables?: { name: string; justification?: string; directIdentifierReason?: string }[];
}

function Sources({
  sources,
  details,
}: {
  sources: readonly Source[];
  details: readonly SourceDetail[];
}) {
  const { t } = useTranslation();
  const registryName = useRegistryName();
  return (
    <ul className="source-answers">
      {sources.map(({ registryId, variables, justification, exception }) => (
        <li key={registryId}>
          <strong>{registryName(registryId)}</strong>
          <LockedSource detail={details.find((one) => one.registryId === registryId)} />
          {justification && (
            <span className="written">
              {t('field.application-sources-justification')}: {justification}
            </span>
          )}
          {exception && <span>{t(`choice.application-sources-exception.${exception}`)}</span>}
          {variables && (
            <table className="variables">
              <thead>
                <tr>
                  <th scope="col">{t('field.application-sources-variables-name')}</th>
                  <th scope="col">{t('field.application-sources-variables-justification')}</th>
                </tr>
              </thead>
              <tbody>
                {variables.map((variable) => (
                  <tr key={variable.name}>
                    <td>{variable.name}</td>
                    <td className="written">
                      {[variable.justification, variable.directIdentifierReason]
                        .filter(Boolean)
                        .join('\n')}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </li>
      ))}
    </ul>
  );
}
