import { Details } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { useRegistryName } from '../../api/queries';
import { dateText, dateTimeText } from '../../dates';
import type {
  CheckCounts,
  CriterionAnswer,
  ExceptionOfSource,
  FactsInWords,
  SourceAnswer,
  VariableInWords,
} from './facts-in-words';
import { knownFacts } from './track-rows';

/** How many facts stand open where the rest is folded. */
const opened = 4;

interface FactsProps {
  facts: FactsInWords;
  /** The first stand open, and the rest and what is written at length behind a heading. */
  isFolded?: boolean;
}

/** The facts of a track that are shown, in the order of the list. */
export function Facts({ facts, isFolded = false }: FactsProps) {
  const { t } = useTranslation();
  const { sources, exceptions, answers, checks } = facts;
  const known = knownFacts(facts);
  const lines = sources.length + exceptions.length + answers.length + (checks ? 1 : 0);
  if (known.length + lines === 0) return isFolded ? null : <>{t('tracks.no-facts')}</>;
  const short = known.filter(([, value]) => !isAtLength(value));
  const first = isFolded ? byWeight(short).slice(0, opened) : known;
  const rest = known.filter((fact) => !first.includes(fact));
  const more = rest.length + exceptions.length + answers.length;
  const sourceLines = sources.map((source) => <Source key={source.registryId} {...source} />);
  if (!isFolded || more === 0) {
    return (
      <dl className="track-facts">
        <Known facts={known} />
        {checks && <Checks checks={checks} />}
        <Answers answers={answers} />
        <Exceptions exceptions={exceptions} />
        {sourceLines}
      </dl>
    );
  }
  return (
    <>
      {first.length + sources.length + (checks ? 1 : 0) > 0 && (
        <dl className="track-facts">
          <Known facts={first} />
          {checks && <Checks checks={checks} />}
          {sourceLines}
        </dl>
      )}
      <Details data-size="sm" className="why">
        <Details.Summary>{t('tracks.more', { count: more })}</Details.Summary>
        <Details.Content>
          <dl className="track-facts">
            <Known facts={rest} />
            <Answers answers={answers} />
            <Exceptions exceptions={exceptions} />
          </dl>
        </Details.Content>
      </Details>
    </>
  );
}

function Known({ facts }: { facts: [string, unknown][] }) {
  const { t } = useTranslation();
  return facts.map(([name, value]) => (
    <div key={name} data-wide={isLong(value) || undefined}>
      <dt>{t(`fact.${name}`)}</dt>
      <dd>
        <FactValue name={name} value={value} />
      </dd>
    </div>
  ));
}

function Checks({ checks }: { checks: CheckCounts }) {
  const { t } = useTranslation();
  return (
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
  );
}

function Answers({ answers }: { answers: CriterionAnswer[] }) {
  const { t } = useTranslation();
  return answers.map(({ criterion, isMet, reason, assessedByName }) => (
    <div key={criterion} data-wide>
      <dt>{t(`criterion.${criterion}`)}</dt>
      <dd className="written">
        {t(isMet ? 'assessment.met' : 'assessment.not-met')}. {reason} ({assessedByName})
      </dd>
    </div>
  ));
}

function Exceptions({ exceptions }: { exceptions: ExceptionOfSource[] }) {
  const { t } = useTranslation();
  const registryName = useRegistryName();
  return exceptions.map(({ registryId, exception, reason }) => (
    <div key={registryId} data-wide>
      <dt>{registryName(registryId)}</dt>
      <dd className="written">
        {t(`choice.exceptions-exception.${exception}`)}. {reason}
      </dd>
    </div>
  ));
}

/** What stands in the heading of its card already, or says little by itself, comes after the rest. */
const minor: readonly string[] = ['name', 'round', 'isInternal', 'requestedOn', 'question'];
const weighty: readonly string[] = ['advice', 'decidedOn', 'answerDueOn', 'permitEndsOn', 'dueOn'];

function byWeight(facts: [string, unknown][]): [string, unknown][] {
  const weight = (name: string) => (weighty.includes(name) ? 0 : minor.includes(name) ? 2 : 1);
  return [...facts].sort(([one], [other]) => weight(one) - weight(other));
}

/** Written at length, or a list of its own. */
function isAtLength(value: unknown): boolean {
  return Array.isArray(value) || (typeof value === 'string' && value.length > 160);
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
