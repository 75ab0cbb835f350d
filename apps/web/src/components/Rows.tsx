import { Button, Card, Fieldset, ValidationMessage } from '@digdir/designsystemet-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { fieldId, useFault, useForm, useMadeOf } from './form';

/** The rows of a list that is written row by row. */
export function useRows(path: string, { isRequired = false } = {}) {
  const { valueNow, change } = useForm();
  const written = useMadeOf(path, (value) => listIn(value).length);
  // A list that must not be empty has a first row ready to be written in.
  const count = isRequired ? Math.max(written, 1) : written;
  const rowsNow = () => {
    const rows = listIn(valueNow(path));
    return isRequired && rows.length === 0 ? [{}] : rows;
  };
  const isAdded = useRef(false);
  const last = fieldId(`${path}.${count - 1}.row`);

  // The button to add stands below the new row: who asked for it is taken to its first field.
  useEffect(() => {
    if (!isAdded.current) return;
    isAdded.current = false;
    document.getElementById(last)?.querySelector<HTMLElement>('input, select, textarea')?.focus();
  }, [last]);

  return {
    rows: Array.from({ length: count }, (_, index) => index),
    add: () => {
      isAdded.current = true;
      change(path, [...rowsNow(), {}]);
    },
    remove: (index: number) => {
      change(
        path,
        rowsNow().filter((_, other) => other !== index),
      );
      document.getElementById(fieldId(`${path}.add`))?.focus();
    },
  };
}

const listIn = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

interface RowsProps {
  path: string;
  most?: number;
  words: { add: string; row: (number: number) => string; remove: (number: number) => string };
  isRequired?: boolean;
  /** The group around has the id and the fault of the list. */
  isInGroup?: boolean;
  children: (rowPath: string) => ReactNode;
}

/** A list that is written row by row, each on a card. */
export function Rows({ path, most = Infinity, isInGroup = false, ...props }: RowsProps) {
  const { words, isRequired, children } = props;
  const { rows, add, remove } = useRows(path, { isRequired });
  const ofList = useFault(path);
  const fault = isInGroup ? undefined : ofList;
  const list = (
    <>
      {rows.map((index) => (
        <Card key={index} id={fieldId(`${path}.${index}.row`)}>
          <Fieldset className={isInGroup ? 'field-group' : undefined}>
            <Fieldset.Legend>{words.row(index + 1)}</Fieldset.Legend>
            {children(`${path}.${index}`)}
            <div>
              <Button
                variant="tertiary"
                data-size="sm"
                data-color="danger"
                onClick={() => remove(index)}
              >
                {words.remove(index + 1)}
              </Button>
            </div>
          </Fieldset>
        </Card>
      ))}
      {fault && <ValidationMessage>{fault}</ValidationMessage>}
      <div>
        <Button
          id={fieldId(`${path}.add`)}
          variant="secondary"
          data-size="sm"
          disabled={rows.length >= most}
          onClick={add}
        >
          {words.add}
        </Button>
      </div>
    </>
  );
  if (isInGroup) return list;
  return (
    <div id={fieldId(path)} className="sources" tabIndex={-1}>
      {list}
    </div>
  );
}
