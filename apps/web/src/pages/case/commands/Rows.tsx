import { Button, Card, Fieldset, ValidationMessage } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { fieldId, useForm } from '../../../components/form';

interface RowsProps {
  path: string;
  most: number;
  words: { add: string; row: (number: number) => string; remove: (number: number) => string };
  /** A list that must not be empty shows a first row to write in. */
  isRequired?: boolean;
  children: (rowPath: string) => ReactNode;
}

/** A list that is written row by row. */
export function Rows({ path, most, words, isRequired = false, children }: RowsProps) {
  const { valueOf, change, faultOf } = useForm();
  const written = (valueOf(path) ?? []) as unknown[];
  const rows = isRequired && written.length === 0 ? [{}] : written;
  const fault = faultOf(path);

  function remove(index: number) {
    change(
      path,
      rows.filter((_, other) => other !== index),
    );
    document.getElementById(fieldId(`${path}.add`))?.focus();
  }

  return (
    <div id={fieldId(path)} className="sources">
      {rows.map((_, index) => (
        <Card key={index}>
          <Fieldset>
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
          onClick={() => change(path, [...rows, {}])}
        >
          {words.add}
        </Button>
      </div>
    </div>
  );
}
