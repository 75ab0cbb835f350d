import { Fieldset, ValidationMessage } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldId, useFault, useForm } from '../../../components/form';
import { Rows } from '../../../components/Rows';

interface FieldGroupProps {
  path: string;
  /** One of the fields within has the id of the group. */
  hasOwnId?: boolean;
  children: ReactNode;
}

/** Several fields that answer one question. */
export function FieldGroup({ path, hasOwnId = false, children }: FieldGroupProps) {
  const { t } = useTranslation();
  const { labelOf, helpOf, isRequired } = useForm();
  const help = helpOf(path);
  const fault = useFault(path);
  const label = labelOf(path);
  return (
    <Fieldset className="field-group" id={hasOwnId ? undefined : fieldId(path)} tabIndex={-1}>
      <Fieldset.Legend>{isRequired?.(path) ? t('required', { label }) : label}</Fieldset.Legend>
      {help && <Fieldset.Description>{help}</Fieldset.Description>}
      {children}
      {fault && <ValidationMessage>{fault}</ValidationMessage>}
    </Fieldset>
  );
}

interface QuestionRowsProps {
  path: string;
  /** What stands above the rows. */
  before?: ReactNode;
  children: (row: string) => ReactNode;
}

/** A question that is answered by rows: people, periods, documents. */
export function QuestionRows({ path, before, children }: QuestionRowsProps) {
  const { t } = useTranslation();
  const words = {
    add: t('application-form.add-row'),
    row: (number: number) => t('application-form.row', { number }),
    remove: (number: number) => t('application-form.remove-row', { number }),
  };
  return (
    <FieldGroup path={path}>
      {before}
      <Rows path={path} words={words} isInGroup>
        {children}
      </Rows>
    </FieldGroup>
  );
}
