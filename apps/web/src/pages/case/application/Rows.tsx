import { Button, Card, Fieldset, ValidationMessage } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldId, useForm } from '../../../components/form';

interface FieldGroupProps {
  path: string;
  /** One of the fields within has the id of the group. */
  hasOwnId?: boolean;
  children: ReactNode;
}

/** Several fields that answer one question. */
export function FieldGroup({ path, hasOwnId = false, children }: FieldGroupProps) {
  const { t } = useTranslation();
  const { labelOf, helpOf, faultOf, isRequired } = useForm();
  const help = helpOf(path);
  const fault = faultOf(path);
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

interface RowsProps {
  path: string;
  /** What stands above the rows. */
  before?: ReactNode;
  children: (row: string) => ReactNode;
}

/** A question that is answered by rows: people, periods, documents. */
export function Rows({ path, before, children }: RowsProps) {
  const { t } = useTranslation();
  const { valueOf, change } = useForm();
  const value = valueOf(path);
  const rows = Array.isArray(value) ? (value as unknown[]) : [];

  function remove(index: number) {
    change(
      path,
      rows.filter((_, other) => other !== index),
    );
    document.getElementById(fieldId(`${path}.add`))?.focus();
  }

  return (
    <FieldGroup path={path}>
      {before}
      {rows.map((_, index) => (
        <Card key={index}>
          <Fieldset className="field-group">
            <Fieldset.Legend>{t('application-form.row', { number: index + 1 })}</Fieldset.Legend>
            {children(`${path}.${index}`)}
            <div>
              <Button
                variant="tertiary"
                data-size="sm"
                data-color="danger"
                onClick={() => remove(index)}
              >
                {t('application-form.remove-row', { number: index + 1 })}
              </Button>
            </div>
          </Fieldset>
        </Card>
      ))}
      <div>
        <Button
          id={fieldId(`${path}.add`)}
          variant="secondary"
          data-size="sm"
          onClick={() => change(`${path}.${rows.length}`, {})}
        >
          {t('application-form.add-row')}
        </Button>
      </div>
    </FieldGroup>
  );
}
