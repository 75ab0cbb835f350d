import { Paragraph, ValidationMessage } from '@digdir/designsystemet-react';
import { useCallback, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldId, useForm } from '../../../components/form';
import { CatalogueSearch } from './CatalogueSearch';
import { type Chosen, withoutVariable, withVariables } from './chosen';
import { ChosenVariables } from './ChosenVariables';

/** The most variables that one source can be asked for. */
const most = 500;

/** The variables asked for from one source: found in its catalogue, each with the need for it. */
export function VariablePicker({ path }: { path: string }) {
  const { t } = useTranslation();
  const { valueOf, change, faultOf } = useForm();
  const value = valueOf(path);
  const chosen = (Array.isArray(value) ? value : []) as Chosen;
  const registry = valueOf(path.replace(/variables$/, 'registryId'));
  const registryId = typeof registry === 'string' ? registry : '';
  const fault = faultOf(path);
  const now = useRef(chosen);
  now.current = chosen;

  const add = useCallback(
    (wanted: readonly { id?: string; name: string }[]) =>
      change(path, withVariables(now.current, wanted).slice(0, most)),
    [change, path],
  );
  const remove = useCallback(
    (index: number) => change(path, withoutVariable(now.current, index)),
    [change, path],
  );

  return (
    <div
      id={fieldId(path)}
      tabIndex={-1}
      className="variables"
      role="group"
      aria-label={t('draft.variables')}
    >
      {registryId === '' ? (
        <Paragraph data-size="sm">{t('picker.registry-first')}</Paragraph>
      ) : (
        <CatalogueSearch
          path={path}
          registryId={registryId}
          chosen={chosen}
          isFull={chosen.length >= most}
          onAdd={add}
          onRemove={remove}
        />
      )}
      <ChosenVariables path={path} chosen={chosen} />
      {fault && <ValidationMessage>{fault}</ValidationMessage>}
    </div>
  );
}
