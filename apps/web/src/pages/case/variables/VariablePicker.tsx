import { Paragraph, ValidationMessage } from '@digdir/designsystemet-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldId, useFault, useForm, useMadeOf, useValueAt } from '../../../components/form';
import { CatalogueSearch } from './CatalogueSearch';
import { chosenIn, namesIn, withoutVariable, withVariables } from './chosen';
import { ChosenVariables } from './ChosenVariables';

/** The most variables that one source can be asked for. */
const most = 500;

/** The variables asked for from one source: found in its catalogue, each with the need for it. */
export function VariablePicker({ path }: { path: string }) {
  const { t } = useTranslation();
  const { valueNow, change } = useForm();
  const chosen = useMadeOf(path, namesIn);
  const registry = useValueAt(path.replace(/variables$/, 'registryId'));
  const registryId = typeof registry === 'string' ? registry : '';
  const fault = useFault(path);

  const add = useCallback(
    (wanted: readonly { id?: string; name: string }[]) =>
      change(path, withVariables(chosenIn(valueNow(path)), wanted).slice(0, most)),
    [change, valueNow, path],
  );
  const remove = useCallback(
    (index: number) => change(path, withoutVariable(chosenIn(valueNow(path)), index)),
    [change, valueNow, path],
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
