import { useTranslation } from 'react-i18next';
import { useRegistryName } from '../../api/queries';
import { dateText, dateTimeText } from '../../dates';
import { shownFacts } from '../../api/vocabulary';
import type { FactsInWords, SourceAnswer, VariableInWords } from './facts-in-words';

/** The facts of a track that are shown, in the order of the list; ids and checksums are not. */
export function Facts({ facts }: { facts: FactsInWords }) {
  const { t } = useTranslation();
  const registryName = useRegistryName();
  const { sources, exceptions, answers, checks, ...rest } = facts;
  const known = shownFacts
    .map((name) => [name, rest[name]] as const)
    .filter(([, value]) => value !== undefined && value !== null && value !== '');
  const lines = sources.length + exceptions.length + answers.length + (checks ? 1 : 0);
  if (known.length === 0 && lines === 0) return <>{t('tracks.no-facts')}</>;
  return (
    <dl className="track-facts">
      {known.map(([name, value]) => (
        <div key={name} data-wide={isLong(value) || undefined}>
          <dt>{t(`fact.${name}`)}</dt>
          <dd>
            <FactValue name={name} value={value} />
          </dd>
        </div>
      ))}
      {checks && (
        <div data-wide>
          <dt>{t('tracks.checks')}</dt>
          <dd>
            {t('tracks.checks-answered', {
              yes: checks.yes,
              no: checks.no,
              notRelevant: checks['not-relevant'],
            })}
          </dd>
        </div>
      )}
      {answers.map(({ criterion, isMet, reason, assessedByName }) => (
        <div key={criterion} data-wide>
          <dt>{t(`criterion.${criterion}`)}</dt>
          <dd className="written">
            {t(isMet ? 'assessment.met' : 'assessment.not-met')}. {reason} ({assessedByName})
          </dd>
        </div>
      ))}
      {exceptions.map(({ registryId, exception, reason }) => (
        <div key={registryId} data-wide>
          <dt>{registryName(registryId)}</dt>
          <dd className="written">
            {t(`choice.exceptions-exception.${exception}`)}. {reason}
          </dd>
        </div>
      ))}
      {sources.map((source) => (
        <Source key={source.registryId} {...source} />
      ))}
    </dl>
  );
}

function isLong(value: unknown): boolean {
  return Array.isArray(value) || (typeof value === 'string' && value.length > 30);
}

function Source({ registryId, isGranted, reason, refusedVariables }: SourceAnswer) {
  const { t } = useTranslation();
  const registryName = useRegistryName();
  return (
    <div data-wide>
      <dt>{registryName(registryId)}</dt>
      <dd>
        {t(isGranted ? 'fact-source.granted' : 'fact-source.refused')}
        {reason && <span className="written">{reason}</span>}
        {refusedVariables.map((variable) => (
          <span key={variable.name} className="written">
            {t('fact-source.refused-variable', { name: variable.name })} {variable.reason}
          </span>
        ))}
      </dd>
    </div>
  );
}

function OnVariables({ variables }: { variables: VariableInWords[] }) {
  const { t } = useTranslation();
  return (
    <ul>
      {variables.map(({ name, advice, alternative, reason }) => (
        <li key={name} className="written">
          {[`${name}: ${t(`choice.variables-advice.${advice}`)}`, alternative, reason]
            .filter(Boolean)
            .join('. ')}
        </li>
      ))}
    </ul>
  );
}

interface Manifest {
  number: number;
  deliveredOn: string;
  fileCount: number;
  rowCount: number;
  handOverPlace: string;
  files: { name: string; rowCount: number; sha256: string }[];
}

/** What came each time, file by file with its checksum: what the recipient checks against. */
function Manifests({ manifests }: { manifests: Manifest[] }) {
  const { t } = useTranslation();
  return (
    <ul>
      {manifests.map(({ number, deliveredOn, fileCount, rowCount, handOverPlace, files }) => (
        <li key={number} className="written">
          {t('delivery.manifest', {
            on: dateText(deliveredOn),
            files: fileCount,
            rows: rowCount.toLocaleString('nb-NO'),
            place: handOverPlace,
          })}
          <ul>
            {files.map((file) => (
              <li key={file.name} className="written">
                {t('delivery.manifest-file', {
                  ...file,
                  rows: file.rowCount.toLocaleString('nb-NO'),
                })}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

function FactValue({ name, value }: { name: string; value: unknown }) {
  const { t, i18n } = useTranslation();
  if (typeof value === 'boolean') return <>{t(value ? 'yes' : 'no')}</>;
  if (typeof value === 'number') return <>{value.toLocaleString('nb-NO')}</>;
  if (name === 'manifests') return <Manifests manifests={value as Manifest[]} />;
  if (name === 'variables') return <OnVariables variables={value as VariableInWords[]} />;
  if (Array.isArray(value)) {
    return (
      <ul>
        {value.map((item) => (
          <li key={String(item)} className="written">
            {String(item)}
          </li>
        ))}
      </ul>
    );
  }
  if (typeof value !== 'string') return null;
  if (name.endsWith('On')) return <>{dateText(value)}</>;
  if (name.endsWith('At')) return <>{dateTimeText(value)}</>;
  const choice = `choice.${name}.${value}`;
  return <span className="written">{i18n.exists(choice) ? t(choice) : value}</span>;
}
