import { memo } from 'react';
import { fieldId, useFaultsWithin, useForm, useMadeOf } from '../../../components/form';
import type { ChosenVariable } from './chosen';
import type { RowWords } from './row-words';

interface ChosenRowProps {
  path: string;
  index: number;
  words: RowWords;
  isPicked: boolean;
  mayPick: boolean;
  onPick: (index: number, isPicked: boolean) => void;
  onRemove: (index: number) => void;
}

/** One chosen variable. Plain elements, and words that are found once: there may be a thousand. */
export const ChosenRow = memo(function ChosenRow(props: ChosenRowProps) {
  const { path, index, words, isPicked, mayPick, onPick, onRemove } = props;
  const row = `${path}.${index}`;
  // One listener for the whole row: there would else be three thousand.
  const variable = useMadeOf(row, (value) => (value ?? {}) as ChosenVariable);
  const [ofRow, ofName, ofReason, ofDirect] = useFaultsWithin(row, partsOfRow);
  const nameFault = ofName ?? ofRow;
  const { variableId, directIdentifierReason } = variable;
  const name = variable.name ?? words.nameless(index + 1);
  const isAskedWhyDirect = directIdentifierReason !== undefined || ofDirect !== undefined;
  return (
    <li role="listitem" className="chosen-row">
      <div className="chosen-name" id={fieldId(`${path}.${index}.name`)} tabIndex={-1}>
        {mayPick && (
          <input
            type="checkbox"
            className="ds-input"
            aria-label={words.pick(name)}
            checked={isPicked}
            onChange={({ target }) => onPick(index, target.checked)}
          />
        )}
        <span>
          <strong>{name}</strong>
          {variableId === undefined && <span className="quiet"> ({words.ownWords})</span>}
          {nameFault && <span className="fault"> {nameFault}</span>}
        </span>
      </div>
      <Reason
        row={row}
        variable={variable}
        words={words}
        name={name}
        part="justification"
        fault={ofReason}
      />
      {isAskedWhyDirect && (
        <Reason
          row={row}
          variable={variable}
          words={words}
          name={name}
          part="directIdentifierReason"
          fault={ofDirect}
        />
      )}
      <button
        type="button"
        className="ds-button"
        data-variant="tertiary"
        data-size="sm"
        data-color="danger"
        aria-label={words.remove(name)}
        onClick={() => onRemove(index)}
      >
        {words.removeShort}
      </button>
    </li>
  );
});

const partsOfRow = ['name', 'justification', 'directIdentifierReason'];

interface ReasonProps {
  row: string;
  variable: ChosenVariable;
  words: RowWords;
  name: string;
  part: 'justification' | 'directIdentifierReason';
  fault: string | undefined;
}

function Reason({ row, variable, words, name, part, fault }: ReasonProps) {
  const { change } = useForm();
  const id = fieldId(`${row}.${part}`);
  return (
    <div className="chosen-reason">
      <label htmlFor={id}>
        {part === 'justification' ? words.reason(name) : words.directReason(name)}
      </label>
      <input
        id={id}
        className="ds-input"
        data-size="sm"
        autoComplete="off"
        value={variable[part] ?? ''}
        aria-invalid={fault ? true : undefined}
        aria-describedby={fault ? `${id}-fault` : undefined}
        onChange={({ target }) => change(`${row}.${part}`, target.value)}
      />
      {fault && (
        <span className="fault" id={`${id}-fault`}>
          {fault}
        </span>
      )}
    </div>
  );
}
