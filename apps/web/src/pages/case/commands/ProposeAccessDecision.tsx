import { Card, Fieldset } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { useRegistryName } from '../../../api/queries';
import type { CaseDetail } from '../../../api/types';
import { Count, DateField, Line, LongText, YesNo } from '../../../components/fields';
import { useMadeOf, useValueAt } from '../../../components/form';
import { adviceFor, reasonsFor } from './asked-variables';
import { AnswerPerVariable } from './AnswerPerVariable';
import { ConditionRows } from './ConditionRows';
import { registriesIn } from './proposals';

interface VariablesProps {
  path: string;
  accessCase: CaseDetail;
  registryId: string;
}

/** An answer for each source and each of its variables, the grounds, and the conditions. */
export function ProposeAccessDecision({ accessCase }: { accessCase: CaseDetail }) {
  const registryName = useRegistryName();
  const sources = useMadeOf('sources', registriesIn);
  const consulted = Object.keys(accessCase.tracks['consultation'] ?? {});
  return (
    <>
      {sources.map((registryId, index) => (
        <Card key={registryId}>
          <Fieldset>
            <Fieldset.Legend>{registryName(registryId)}</Fieldset.Legend>
            <YesNo path={`sources.${index}.isGranted`} />
            <LongText path={`sources.${index}.reason`} rows={3} />
            {consulted.includes(registryId) && (
              <LongText path={`departureReasons.${registryId}`} rows={3} isOptional />
            )}
            <Variables path={`sources.${index}`} accessCase={accessCase} registryId={registryId} />
          </Fieldset>
        </Card>
      ))}
      <LongText path="facts" rows={6} />
      <LongText path="considerations" rows={6} />
      <ConditionRows />
      {accessCase.kind === 'statistics' && (
        <>
          <Count path="statistics.minimumCellSize" />
          <Line path="statistics.deliveryRoute" />
          <LongText path="statistics.safeguards" />
        </>
      )}
      <DateField path="permitEndsOn" isOptional />
      {['change', 'data-update'].includes(accessCase.kind) && (
        <DateField path="takesEffectOn" isOptional />
      )}
    </>
  );
}

/** Yes or no to each variable, beside why it is asked for and what its registry advised. */
function Variables({ path, accessCase, registryId }: VariablesProps) {
  const { t } = useTranslation();
  const isRefused = useValueAt(`${path}.isGranted`) === false;
  if (isRefused) return null;
  const reasons = reasonsFor(accessCase, registryId);
  const advised = adviceFor(accessCase, registryId);
  const about = (name: string) => {
    const { advice, words = [] } = advised.get(name) ?? {};
    const told = advice && t('form.advised', { advice: t(`choice.variables-advice.${advice}`) });
    return [...(reasons.get(name) ?? []), ...(told ? [[told, ...words].join(' ')] : [])];
  };
  return (
    <AnswerPerVariable
      path={`${path}.variables`}
      legend={t('form.variables')}
      forAll={[
        { words: t('yes'), answer: { isGranted: true } },
        { words: t('no'), answer: { isGranted: false } },
      ]}
      about={about}
      draw={({ isGranted }, row) => (
        <>
          <YesNo path={`${row}.isGranted`} />
          {isGranted === false && <Line path={`${row}.reason`} />}
        </>
      )}
    />
  );
}
