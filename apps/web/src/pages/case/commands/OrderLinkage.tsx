import { Card, Checkbox, Fieldset, ValidationMessage } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { useRegistryName } from '../../../api/queries';
import { Count, Line, OneOf, Pick, YesNo } from '../../../components/fields';
import { fieldId, useForm } from '../../../components/form';
import { Rows } from '../../../components/Rows';
import { relations } from '../../../api/vocabulary';

const keyFiles = ['own-list', 'whole-population', 'none'];
const cohortSources = ['every-list', 'registry', 'applicant'];

/** The plan of a linkage: who links, who the people are, and who is handed serial numbers. */
export function OrderLinkage() {
  const { t } = useTranslation();
  const { valueOf } = useForm();
  const registryName = useRegistryName();
  const planned = (valueOf('registries') ?? []) as { registryId: string }[];
  const registries = planned.map(({ registryId }) => ({
    value: registryId,
    text: registryName(registryId),
  }));
  return (
    <>
      <Line path="linker" />
      {planned.map(({ registryId }, index) => (
        <Card key={registryId}>
          <Fieldset>
            <Fieldset.Legend>{registryName(registryId)}</Fieldset.Legend>
            <OneOf path={`registries.${index}.keyFile`} values={keyFiles} />
            <YesNo path={`registries.${index}.isSection9b`} />
            {valueOf(`registries.${index}.isSection9b`) === true && (
              <Line path={`registries.${index}.keyHolder`} />
            )}
          </Fieldset>
        </Card>
      ))}
      <OneOf path="cohort.from" values={cohortSources} />
      {valueOf('cohort.from') !== 'every-list' && (
        <Pick path="cohort.registryId" options={registries} />
      )}
      <YesNo path="hasControls" />
      {valueOf('hasControls') === true && (
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
      {valueOf('hasRelatives') === true && (
        <Card>
          <Fieldset id={fieldId('relatives')}>
            <Fieldset.Legend>{t('linkage.relatives')}</Fieldset.Legend>
            <Pick path="relatives.registryId" options={registries} />
            <Relations />
          </Fieldset>
        </Card>
      )}
      <YesNo path="hasSeparatePseudonyms" />
      <Line path="serialPrefix" isOptional />
    </>
  );
}

function Relations() {
  const { valueOf, change, labelOf, optionOf, faultOf } = useForm();
  const path = 'relatives.relations';
  const chosen = (valueOf(path) ?? []) as string[];
  const fault = faultOf(path);
  return (
    <Fieldset>
      <Fieldset.Legend>{labelOf(path)}</Fieldset.Legend>
      {relations.map((relation, index) => (
        <Checkbox
          key={relation}
          id={index === 0 ? fieldId(path) : undefined}
          label={optionOf(path, relation)}
          value={relation}
          checked={chosen.includes(relation)}
          onChange={({ target }) => {
            const others = chosen.filter((other) => other !== relation);
            change(path, target.checked ? [...others, relation] : others);
          }}
        />
      ))}
      {fault && <ValidationMessage>{fault}</ValidationMessage>}
    </Fieldset>
  );
}
