import { Card, Fieldset } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { useRegistryName } from '../../../api/queries';
import type { CaseDetail } from '../../../api/types';
import { DateField, Lines, LongText, YesNo } from '../../../components/fields';
import { useForm } from '../../../components/form';
import type { Values } from '../../../components/typed-text';

const criteria = [
  'explicitPurpose',
  'legalBasis',
  'consentsAndReservations',
  'securityMeasures',
  'unobjectionable',
];

export function ProposeAccessDecision({ accessCase }: { accessCase: CaseDetail }) {
  const { t } = useTranslation();
  const registryName = useRegistryName();
  const { valueOf } = useForm();
  const sources = (valueOf('sources') ?? []) as { registryId: string }[];
  const consulted = Object.keys(accessCase.tracks['consultation'] ?? {});
  return (
    <>
      {sources.map(({ registryId }, index) => (
        <Card key={registryId}>
          <Fieldset>
            <Fieldset.Legend>{registryName(registryId)}</Fieldset.Legend>
            <YesNo path={`sources.${index}.isGranted`} />
            <LongText path={`sources.${index}.reason`} rows={3} />
            {consulted.includes(registryId) && (
              <LongText path={`departureReasons.${registryId}`} rows={3} isOptional />
            )}
          </Fieldset>
        </Card>
      ))}
      <Fieldset>
        <Fieldset.Legend>{t('field.criteria')}</Fieldset.Legend>
        {criteria.map((criterion) => (
          <LongText key={criterion} path={`criteria.${criterion}`} rows={3} />
        ))}
      </Fieldset>
      <YesNo path="threatensSociety" />
      <LongText path="facts" rows={6} />
      <LongText path="considerations" rows={6} />
      <Lines path="conditions" rows={4} isOptional />
      <DateField path="permitEndsOn" isOptional />
    </>
  );
}

/** One answer is owed for each source of the application. */
export function sourcesOf({ application }: CaseDetail): Values {
  const sources = (application?.sources ?? []) as { registryId?: string }[];
  return { sources: sources.map(({ registryId }) => ({ registryId })) };
}

/** A decision without conditions says so; criteria without answers are each faulted by name. */
export function decisionBody(values: Values): Values {
  return { conditions: [], criteria: {}, ...values };
}
