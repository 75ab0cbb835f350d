import { Card, Fieldset } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { useRegistryName } from '../../../api/queries';
import type { CaseDetail } from '../../../api/types';
import { Count, DateField, Line, LongText, YesNo } from '../../../components/fields';
import { useForm } from '../../../components/form';
import { ConditionRows } from './ConditionRows';

interface TypedSource {
  registryId: string;
  isGranted?: boolean;
  variables?: { name: string; isGranted?: boolean }[];
}

/** An answer for each source and each of its variables, the grounds, and the conditions. */
export function ProposeAccessDecision({ accessCase }: { accessCase: CaseDetail }) {
  const registryName = useRegistryName();
  const { valueOf } = useForm();
  const sources = (valueOf('sources') ?? []) as TypedSource[];
  const consulted = Object.keys(accessCase.tracks['consultation'] ?? {});
  return (
    <>
      {sources.map(({ registryId, isGranted, variables = [] }, index) => (
        <Card key={registryId}>
          <Fieldset>
            <Fieldset.Legend>{registryName(registryId)}</Fieldset.Legend>
            <YesNo path={`sources.${index}.isGranted`} />
            <LongText path={`sources.${index}.reason`} rows={3} />
            {consulted.includes(registryId) && (
              <LongText path={`departureReasons.${registryId}`} rows={3} isOptional />
            )}
            {isGranted !== false && <Variables path={`sources.${index}`} variables={variables} />}
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

function Variables({ path, variables }: { path: string; variables: TypedSource['variables'] }) {
  const { t } = useTranslation();
  return (
    <>
      {(variables ?? []).map(({ name, isGranted }, index) => (
        <Fieldset key={name}>
          <Fieldset.Legend>{t('form.variable', { name })}</Fieldset.Legend>
          <YesNo path={`${path}.variables.${index}.isGranted`} />
          {isGranted === false && <Line path={`${path}.variables.${index}.reason`} />}
        </Fieldset>
      ))}
    </>
  );
}
