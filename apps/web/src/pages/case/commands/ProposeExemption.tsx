import { Card, Fieldset } from '@digdir/designsystemet-react';
import { useRegistryName } from '../../../api/queries';
import { DateField, LongText, YesNo } from '../../../components/fields';
import { useMadeOf } from '../../../components/form';
import { ConditionRows } from './ConditionRows';
import { registriesIn } from './proposals';

/** Which sources the exemption covers and why, under one legal basis. */
export function ProposeExemption() {
  const registryName = useRegistryName();
  const sources = useMadeOf('sources', registriesIn);
  return (
    <>
      {sources.map((registryId, index) => (
        <Card key={registryId}>
          <Fieldset>
            <Fieldset.Legend>{registryName(registryId)}</Fieldset.Legend>
            <YesNo path={`sources.${index}.isGranted`} />
            <LongText path={`sources.${index}.reason`} rows={3} />
          </Fieldset>
        </Card>
      ))}
      <LongText path="facts" rows={5} />
      <LongText path="considerations" rows={5} />
      <ConditionRows />
      <DateField path="endsOn" isOptional />
    </>
  );
}
