import { Card, Fieldset } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { CaseDetail } from '../../../api/types';
import { Line, LongText, OneOf } from '../../../components/fields';
import { useForm } from '../../../components/form';
import type { Values } from '../../../components/typed-text';

interface OnVariable {
  name?: string;
  advice?: string;
}

/** One answer for each variable applied for; those left open are left out. */
export function AdviseOnVariables() {
  const { t } = useTranslation();
  const { valueOf } = useForm();
  const variables = (valueOf('variables') ?? []) as OnVariable[];
  if (variables.length === 0) return null;
  return (
    <Fieldset>
      <Fieldset.Legend>{t('field.give-advice-variables')}</Fieldset.Legend>
      {variables.map(({ name, advice }, index) => (
        <Card key={name}>
          <Fieldset>
            <Fieldset.Legend>{name}</Fieldset.Legend>
            <OneOf path={`variables.${index}.advice`} values={['for', 'coarser', 'against']} />
            {advice === 'coarser' && <Line path={`variables.${index}.alternative`} />}
            {advice && <LongText path={`variables.${index}.reason`} rows={2} isOptional />}
          </Fieldset>
        </Card>
      ))}
    </Fieldset>
  );
}

/** An adviser sees the variables asked of their own registry. */
export function variablesToAdvise({ application }: CaseDetail): Values {
  const sources = (application?.sources ?? []) as { variables?: { name: string }[] }[];
  const variables = sources.length === 1 ? (sources[0]?.variables ?? []) : [];
  return variables.length === 0 ? {} : { variables: variables.map(({ name }) => ({ name })) };
}

export function adviceBody({ variables, ...rest }: Values): Values {
  const answered = ((variables ?? []) as OnVariable[]).filter(({ advice }) => advice);
  return { ...rest, ...(answered.length > 0 && { variables: answered }) };
}
