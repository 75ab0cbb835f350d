import { Textfield } from '@digdir/designsystemet-react';
import { useDeferredValue, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useVariableSearch } from '../../../api/queries';
import { useTextProps } from '../../../components/fields';
import { fieldId, useForm } from '../../../components/form';

/** The name of a variable, with what the catalogue of its registry has of that name to choose from. */
export function VariableName({ path, registryId }: { path: string; registryId: string }) {
  const { t } = useTranslation();
  const { valueOf, change } = useForm();
  const { value, ...rest } = useTextProps({ path: `${path}.name` });
  const found = useVariableSearch(registryId, useDeferredValue(value.trim().slice(0, 200)));
  const items = found.data?.items ?? [];
  const listId = `${fieldId(path)}-listed`;
  const isListed = valueOf(`${path}.variableId`) !== undefined && value !== '';

  const listedAs = (name: string) =>
    items.find((item) => item.name.toLowerCase() === name.trim().toLowerCase());
  const listed = listedAs(value);
  const isWritten = useRef(false);

  // The catalogue may answer after the whole name is written or pasted.
  useEffect(() => {
    if (isWritten.current && listed) change(`${path}.variableId`, listed.id);
  }, [listed?.id]);

  function write(name: string) {
    isWritten.current = true;
    change(`${path}.name`, name);
    change(`${path}.variableId`, listedAs(name)?.id);
  }

  return (
    <div>
      <Textfield
        {...rest}
        value={value}
        list={listId}
        onChange={({ target }: { target: { value: string } }) => write(target.value)}
      />
      <datalist id={listId}>
        {items.map(({ id, name }) => (
          <option key={id} value={name} />
        ))}
      </datalist>
      {isListed && <span className="quiet">{t('draft.listed-variable')}</span>}
    </div>
  );
}
