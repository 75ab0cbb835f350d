import { Button, Paragraph, ValidationMessage } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { Line } from '../../../components/fields';
import { fieldId, useForm } from '../../../components/form';
import { useRows } from '../../../components/Rows';
import { VariableName } from './VariableName';

/** The variables asked for from one source, each with the need for it. */
export function DraftVariables({ path }: { path: string }) {
  const { t } = useTranslation();
  const { valueOf, faultOf } = useForm();
  const { rows, add, remove } = useRows(path, { isRequired: true });
  const fault = faultOf(path);
  const chosen = valueOf(path.replace(/variables$/, 'registryId'));
  const registryId = typeof chosen === 'string' ? chosen : '';

  // Asked only where the answer is needed, or was given.
  const hasReason = (index: number) => {
    const reason = `${path}.${index}.directIdentifierReason`;
    return valueOf(reason) !== undefined || faultOf(reason) !== undefined;
  };

  return (
    <div
      id={fieldId(path)}
      tabIndex={-1}
      className="variables"
      role="group"
      aria-label={t('draft.variables')}
    >
      {registryId !== '' && <Paragraph data-size="sm">{t('draft.search-variable')}</Paragraph>}
      {rows.map((_, index) => (
        <div key={index} className="variable">
          <VariableName path={`${path}.${index}`} registryId={registryId} />
          <Line path={`${path}.${index}.justification`} />
          {hasReason(index) && <Line path={`${path}.${index}.directIdentifierReason`} />}
          <Button
            variant="tertiary"
            data-size="sm"
            data-color="danger"
            onClick={() => remove(index)}
            aria-label={t('draft.remove-variable', { number: index + 1 })}
          >
            {t('draft.remove')}
          </Button>
        </div>
      ))}
      {fault && <ValidationMessage>{fault}</ValidationMessage>}
      <div>
        <Button
          id={fieldId(`${path}.add`)}
          variant="secondary"
          data-size="sm"
          disabled={rows.length >= 500}
          onClick={add}
        >
          {t('draft.add-variable')}
        </Button>
      </div>
    </div>
  );
}
