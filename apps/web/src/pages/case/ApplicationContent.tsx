import { Paragraph } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useRegistryName } from '../../api/queries';
import type { CaseDetail, SourceDetail } from '../../api/types';
import { LockedSource } from './LockedSource';
import { Section } from '../../components/Section';
import { dateText } from '../../dates';

/** The answers in the order of the form; `sources` and `dataPeriod` are shown apart. */
const answers = [
  'title',
  'purpose',
  'isMedicalResearch',
  'protocolReference',
  'projectEndsOn',
  'isInstitutionResponsible',
  'institutionName',
  'institutionNumber',
  'postalAddress',
  'sources',
  'dataPeriod',
  'identificationLevel',
  'identificationReason',
  'legalBasisArticle6',
  'legalBasisArticle9',
  'securityMeasures',
  'recipientEnvironment',
];

interface Source {
  registryId: string;
  justification?: string;
  variables?: { name: string; justification?: string }[];
}

export function ApplicationContent({ accessCase }: { accessCase: CaseDetail }) {
  const { t } = useTranslation();
  const { application } = accessCase;
  if (!application) return null;
  const given = answers.filter((name) => application[name] !== undefined);
  return (
    <Section heading={t('application.title')}>
      {given.length === 0 && <Paragraph>{t('application.empty')}</Paragraph>}
      <dl className="answers">
        {given.map((name) => (
          <div key={name}>
            <dt>{t(`field.application-${name}`)}</dt>
            <dd>
              <Answer name={name} value={application[name]} details={accessCase.sources} />
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

interface AnswerProps {
  name: string;
  value: unknown;
  details: readonly SourceDetail[];
}

function Answer({ name, value, details }: AnswerProps): ReactNode {
  const { t, i18n } = useTranslation();
  if (name === 'sources') return <Sources sources={value as Source[]} details={details} />;
  if (name === 'dataPeriod') {
    const { fromOn, toOn } = value as { fromOn: string; toOn: string };
    return t('application.period', { from: dateText(fromOn), to: dateText(toOn) });
  }
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  if (Array.isArray(value)) return <span className="written">{value.join('\n')}</span>;
  if (name.endsWith('On')) return dateText(String(value));
  const choice = `choice.application-${name}.${String(value)}`;
  return <span className="written">{i18n.exists(choice) ? t(choice) : String(value)}</span>;
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
      {sources.map(({ registryId, variables, justification }) => (
        <li key={registryId}>
          <strong>{registryName(registryId)}</strong>
          <LockedSource detail={details.find((one) => one.registryId === registryId)} />
          {justification && (
            <span className="written">
              {t('field.application-sources-justification')}: {justification}
            </span>
          )}
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
                    <td className="written">{variable.justification}</td>
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
