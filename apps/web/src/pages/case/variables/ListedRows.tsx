import { Button, Checkbox, Field, Label, Paragraph, Select } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Choices, leftOut, type ListedRow, ownWords, wantedOf } from './listed';

interface ListedRowsProps {
  rows: readonly ListedRow[];
  onTake: (wanted: ReturnType<typeof wantedOf>) => void;
}

/** What the catalogue found of a list: what it knows, what it may be, and what it does not know. */
export function ListedRows({ rows, onTake }: ListedRowsProps) {
  const { t } = useTranslation();
  const [choices, setChoices] = useState<Choices>({});
  const [takesOwn, setTakesOwn] = useState(true);
  const near = rows.filter(({ status }) => status === 'near');
  const unknown = rows.filter(({ reason }) => reason === 'variable-unknown');
  const unusable = rows.filter(
    ({ status, reason }) => status === 'unmatched' && reason !== 'variable-unknown',
  );
  const wanted = wantedOf(rows, choices, takesOwn);
  return (
    <>
      <Paragraph role="status">
        {t('own-list.found', {
          matched: rows.filter(({ status }) => status === 'matched').length,
          near: near.length,
          unknown: unknown.length + unusable.length,
        })}
      </Paragraph>
      {near.map(({ lineNumber, variable, suggestions = [] }) => (
        <Field key={lineNumber}>
          <Label>{t('own-list.near', { number: lineNumber, name: variable })}</Label>
          <Select
            data-size="sm"
            value={choices[lineNumber] ?? suggestions[0]?.variableId ?? ownWords}
            onChange={({ target }) => setChoices({ ...choices, [lineNumber]: target.value })}
          >
            {suggestions.map(({ variableId, name }) => (
              <Select.Option key={variableId} value={variableId}>
                {name}
              </Select.Option>
            ))}
            <Select.Option value={ownWords}>{t('own-list.own-words')}</Select.Option>
            <Select.Option value={leftOut}>{t('own-list.left-out')}</Select.Option>
          </Select>
        </Field>
      ))}
      {unknown.length > 0 && (
        <Checkbox
          label={t('own-list.take-own', { count: unknown.length })}
          description={unknown.map(({ variable }) => variable).join(', ')}
          value="own"
          checked={takesOwn}
          onChange={({ target }) => setTakesOwn(target.checked)}
        />
      )}
      {unusable.length > 0 && (
        <ul>
          {unusable.map(({ lineNumber, reason }) => (
            <li key={lineNumber}>
              {t('own-list.line', { number: lineNumber })}: {t(`own-list.reason.${reason}`)}
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button
          variant="secondary"
          data-size="sm"
          disabled={wanted.length === 0}
          onClick={() => onTake(wanted)}
        >
          {t('own-list.take', { count: wanted.length })}
        </Button>
      </div>
    </>
  );
}
