import { memo } from 'react';
import { fieldId } from '../../../components/form';
import type { ChosenVariable } from './chosen';
import type { RowWords } from './row-words';

interface ChosenRowProps {
  path: string;
  index: number;
  variable: ChosenVariable;
  words: RowWords;
  isPicked: boolean;
  mayPick: boolean;
  nameFault: string | undefined;
  reasonFault: string | undefined;
  directFault: string | undefined;
  onWrite: (index: number, part: string, text: string) => void;
  onPick: (index: number, isPicked: boolean) => void;
  onRemove: (index: number) => void;
}

/** One chosen variable. Plain elements, and words that are found once: there may be a thousand. */
export const ChosenRow = memo(function ChosenRow(props: ChosenRowProps) {
  const { path, index, variable, words, isPicked, mayPick, nameFault, onPick, onRemove } = props;
  const { variableId, directIdentifierReason } = variable;
  const name = variable.name ?? words.nameless(index + 1);
  const isAskedWhyDirect = directIdentifierReason !== undefined || props.directFault !== undefined;
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
      <Reason {...props} name={name} part="justification" fault={props.reasonFault} />
      {isAskedWhyDirect && (
        <Reason {...props} name={name} part="directIdentifierReason" fault={props.directFault} />
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

interface ReasonProps extends ChosenRowProps {
  name: string;
  part: 'justification' | 'directIdentifierReason';
  fault: string | undefined;
}

function Reason({ path, index, variable, words, name, part, fault, onWrite }: ReasonProps) {
  const id = fieldId(`${path}.${index}.${part}`);
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
        onChange={({ target }) => onWrite(index, part, target.value)}
      />
      {fault && (
        <span className="fault" id={`${id}-fault`}>
          {fault}
        </span>
      )}
    </div>
  );
}
