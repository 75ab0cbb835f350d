import { Button, Heading, Paragraph, Textfield } from '@digdir/designsystemet-react';
import {
  type CSSProperties,
  useCallback,
  useDeferredValue,
  useEffect,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { fieldId, useForm } from '../../../components/form';
import { type Chosen, chosenIn, putBack, type Undo, withoutVariable } from './chosen';
import { ChosenRow } from './ChosenRow';
import { useRowWords } from './row-words';
import { SameReason } from './SameReason';

/** Drawn with the page itself. */
const firstBlocks = 2;

/** So many rows are laid out and drawn together, when the first of them comes into sight. */
const blockOf = 10;

/** So many are seen at a glance; beyond it one searches. */
const searchedFrom = 12;

/**
 * The variables that are chosen, each with its reason. Every row is in the page, so that a reader's
 * own search, the tab key and a screen reader find them all; the browser lays out and draws the rows
 * that are in sight alone, and a key draws the one row that it changes.
 */
export function ChosenVariables({ path, chosen }: { path: string; chosen: Chosen }) {
  const { t } = useTranslation();
  const rowWords = useRowWords();
  const { change, valueNow } = useForm();
  const [picked, setPicked] = useState<ReadonlySet<number>>(new Set());
  const [undo, setUndo] = useState<Undo | null>(null);
  const [search, setSearch] = useState('');
  const undoButton = useRef<HTMLButtonElement>(null);

  // What was removed took the focus with it.
  useEffect(() => undoButton.current?.focus(), [undo]);

  const pick = useCallback((index: number, isPicked: boolean) => {
    setPicked((before) => {
      const after = new Set(before);
      if (isPicked) after.add(index);
      else after.delete(index);
      return after;
    });
  }, []);

  const remove = useCallback(
    (index: number) => {
      const before = chosenIn(valueNow(path));
      const removed = before[index] ?? {};
      change(path, withoutVariable(before, index));
      setPicked(new Set());
      setUndo({
        text: t('picker.removed', { name: removed.name ?? '' }),
        apply: (then) => putBack(then, index, removed),
      });
    },
    [change, valueNow, path, t],
  );

  function takeBack() {
    if (undo) change(path, undo.apply(chosenIn(valueNow(path))));
    setUndo(null);
    document.getElementById(fieldId(`${path}.chosen`))?.focus();
  }

  const words = search.trim().toLowerCase();
  const found = chosen.flatMap(({ name }, index) =>
    words === '' || name?.toLowerCase().includes(words) ? [index] : [],
  );
  const blocks = inBlocks(found);
  // What is in sight first, and all of it right after, in turns that let a key through.
  const drawnBlocks = useDeferredValue(blocks.length, firstBlocks);
  return (
    <div className="chosen">
      <Heading level={5} data-size="2xs" tabIndex={-1} id={fieldId(`${path}.chosen`)}>
        {t('picker.chosen', { count: chosen.length })}
      </Heading>
      {chosen.length === 0 && <Paragraph data-size="sm">{t('picker.none-chosen')}</Paragraph>}
      <div role="status">
        {undo && (
          <Paragraph data-size="sm">
            {undo.text}{' '}
            <Button variant="tertiary" data-size="sm" ref={undoButton} onClick={takeBack}>
              {t('picker.undo')}
            </Button>
          </Paragraph>
        )}
      </div>
      {chosen.length > 1 && (
        <SameReason
          path={path}
          picked={picked}
          onChange={(after, back) => {
            change(path, after);
            setPicked(new Set());
            setUndo(back);
          }}
        />
      )}
      {chosen.length >= searchedFrom && (
        <Textfield
          type="search"
          data-size="sm"
          label={t('picker.find-chosen')}
          value={search}
          onChange={({ target }) => setSearch(target.value)}
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        />
      )}
      {chosen.length > 0 && (
        <div role="list" className="chosen-rows">
          {blocks.slice(0, drawnBlocks).map((indexes, block) => (
            <ul key={block} role="presentation" className="chosen-block" style={roomFor(indexes)}>
              {indexes.map((index) => (
                <ChosenRow
                  key={index}
                  path={path}
                  index={index}
                  words={rowWords}
                  isPicked={picked.has(index)}
                  mayPick={chosen.length > 1}
                  onPick={pick}
                  onRemove={remove}
                />
              ))}
            </ul>
          ))}
          {drawnBlocks < blocks.length && (
            <div className="chosen-rest" style={roomFor(blocks.slice(drawnBlocks).flat())} />
          )}
        </div>
      )}
    </div>
  );
}

const roomFor = (rows: readonly number[]) => ({ '--rows': rows.length }) as CSSProperties;

function inBlocks(indexes: readonly number[]): number[][] {
  const count = Math.ceil(indexes.length / blockOf);
  return Array.from({ length: count }, (_, block) =>
    indexes.slice(block * blockOf, (block + 1) * blockOf),
  );
}
