import { Card, Fieldset } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { useRegistryName } from '../../../api/queries';
import { Count, Line, OneOf, Pick, SomeOf, YesNo } from '../../../components/fields';
import { fieldId, useMadeOf, useValueAt } from '../../../components/form';
import { Rows } from '../../../components/Rows';
import { relations } from '../../../api/vocabulary';
import { registriesIn } from './proposals';

const keyFiles = ['own-list', 'whole-population', 'none'];
const cohortSources = ['every-list', 'registry', 'applicant'];

/** The plan of a linkage: who links, who the people are, and who is handed serial numbers. */
export function OrderLinkage() {
  const { t } = useTranslation();
  const registryName = useRegistryName();
  const planned = useMadeOf('registries', registriesIn);
  const isFromEveryList = useValueAt('cohort.from') === 'every-list';
  const hasControls = useValueAt('hasControls') === true;
  const hasRelatives = useValueAt('hasRelatives') === true;
  const registries = planned.map((value) => ({ value, text: registryName(value) }));
  return (
    <>
      <Line path="linker" />
      {planned.map((registryId, index) => (
        <Card key={registryId}>
          <Fieldset>
            <Fieldset.Legend>{registryName(registryId)}</Fieldset.Legend>
            <OneOf path={`registries.${index}.keyFile`} values={keyFiles} />
            <YesNo path={`registries.${index}.isSection9b`} />
            <KeyHolder path={`registries.${index}`} />
          </Fieldset>
        </Card>
      ))}
      <OneOf path="cohort.from" values={cohortSources} />
      {!isFromEveryList && <Pick path="cohort.registryId" options={registries} />}
      <YesNo path="hasControls" />
      {hasControls && (
        <Card>
          <Fieldset id={fieldId('controls')}>
            <Fieldset.Legend>{t('linkage.controls')}</Fieldset.Legend>
            <Pick path="controls.registryId" options={registries} />
            <Count path="controls.perCase" />
            <Rows
              path="controls.matchOn"
              most={8}
              isRequired
              words={{
                add: t('linkage.add-attribute'),
                row: (number) => t('linkage.attribute', { number }),
                remove: (number) => t('linkage.remove-attribute', { number }),
              }}
            >
              {(row) => (
                <>
                  <Line path={`${row}.attribute`} />
                  <Count path={`${row}.within`} isOptional />
                </>
              )}
            </Rows>
            <YesNo path="controls.mayBeCases" />
          </Fieldset>
        </Card>
      )}
      <YesNo path="hasRelatives" />
      {hasRelatives && (
        <Card>
          <Fieldset id={fieldId('relatives')}>
            <Fieldset.Legend>{t('linkage.relatives')}</Fieldset.Legend>
            <Pick path="relatives.registryId" options={registries} />
            <SomeOf path="relatives.relations" values={relations} />
          </Fieldset>
        </Card>
      )}
      <YesNo path="hasSeparatePseudonyms" />
      <Line path="serialPrefix" isOptional />
    </>
  );
}

function KeyHolder({ path }: { path: string }) {
  const isSection9b = useValueAt(`${path}.isSection9b`) === true;
  return isSection9b && <Line path={`${path}.keyHolder`} />;
}
