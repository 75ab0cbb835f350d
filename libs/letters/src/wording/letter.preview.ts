import { footnoteOf, type LetterBlock, type LetterForm, parseForm } from './letter.form.js';
import { missingFrom } from './letter.rules.js';
import type { CriterionLine, Language, LetterKind, LetterOrder } from './letter.templates.js';
import { wordLetter } from './letter.writer.js';

/** A piece of a letter's text: fixed by template and law, or somebody's own words. */
export interface PreviewRun {
  text: string;
  /** Left out: fixed. */
  isFree?: true;
  /** The field of the command that it was typed in; left out where it was written earlier. */
  field?: string;
  /** The text is the number of a footnote. */
  isNote?: true;
}

export type PreviewBlock =
  | { kind: 'title' | 'heading' | 'paragraph'; runs: PreviewRun[] }
  | { kind: 'list'; items: PreviewRun[][] }
  | { kind: 'table'; header: string[]; rows: PreviewRun[][][] }
  | { kind: 'signature'; signers: { name: string; role: string }[] };

/** A letter as it would be, before it is. */
export interface LetterPreview {
  kind: LetterKind;
  language: Language;
  senderLines: string[];
  recipientLines: string[];
  references: { label: string; value: string }[];
  blocks: PreviewBlock[];
  /** In the order of their numbers, from 1. */
  footnotes: readonly string[];
  /** What the law asks for in this letter and it lacks: paths in its data. */
  missing: string[];
}

/** Somebody's own words in a letter, and the field they were typed in; null: written earlier. */
export interface FreeText {
  body: string;
  field: string | null;
}

/**
 * Writes a letter that nobody has sent, finished or not, and tells in it what is somebody's own
 * words from what template and law have fixed.
 */
export function previewLetter(
  order: LetterOrder,
  language: Language,
  freeTexts: readonly FreeText[],
): LetterPreview {
  const { kind, recipient } = order;
  const data = unsigned(order, language);
  const marked = withMarks(data, freeTexts) as LetterOrder['data'];
  const form = parseForm(wordLetter({ kind, language, recipient, data: marked }));
  return {
    kind,
    language,
    senderLines: form.senderLines,
    recipientLines: form.recipientLines,
    references: form.references.map(({ first, second }) => ({ label: first, value: second })),
    blocks: previewBlocks(form, freeTexts),
    footnotes: form.footnotes ?? [],
    missing: missingFrom(kind, data),
  };
}

/** A letter's data before it is signed, with words where the signing will put a name and a number. */
export function unsigned(order: LetterOrder, language: Language): LetterOrder['data'] {
  return withStandIns(order.data, standIns[language]) as LetterOrder['data'];
}

const standIns: Record<Language, Record<string, string>> = {
  nb: { decisionMakerName: '[beslutteren]', decisionId: '[nummeret]' },
  nn: { decisionMakerName: '[avgjerdstakaren]', decisionId: '[nummeret]' },
  en: { decisionMakerName: '[the decision-maker]', decisionId: '[the number]' },
};

function withStandIns(data: unknown, words: Record<string, string>): unknown {
  if (Array.isArray(data)) return data.map((item) => withStandIns(item, words));
  if (data === null || typeof data !== 'object') return data;
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [
      name,
      value === '' && name in words ? words[name] : withStandIns(value, words),
    ]),
  );
}

// Characters that stand for nothing in any text, and that no font has.
const OPEN = '\ufdd0';
const NAMED = '\ufdd1';
const CLOSE = '\ufdd2';

function withMarks(data: unknown, freeTexts: readonly FreeText[]): unknown {
  if (typeof data === 'string') {
    const index = freeTexts.findIndex(({ body }) => body !== '' && body === data);
    return index < 0 ? data : `${OPEN}${index}${NAMED}${data}${CLOSE}`;
  }
  if (Array.isArray(data)) return data.map((item) => withMarks(item, freeTexts));
  if (data === null || typeof data !== 'object') return data;
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [
      name,
      name === 'criteria' ? criteriaWithMarks(value, freeTexts) : withMarks(value, freeTexts),
    ]),
  );
}

/** The wording of a criterion is the law's own, also where somebody has written the same. */
function criteriaWithMarks(criteria: unknown, freeTexts: readonly FreeText[]): unknown {
  return (criteria as CriterionLine[]).map(({ reason, ...fixed }) => ({
    ...fixed,
    reason: withMarks(reason, freeTexts),
  }));
}

function previewBlocks({ blocks }: LetterForm, freeTexts: readonly FreeText[]): PreviewBlock[] {
  const runsOf = runReader(freeTexts);
  const plain = (text: string) =>
    runsOf(text)
      .map((run) => run.text)
      .join('');
  return blocks.map((block: LetterBlock): PreviewBlock => {
    switch (block.kind) {
      case 'list':
        return { kind: 'list', items: block.items.map(runsOf) };
      case 'table':
        return {
          kind: 'table',
          header: block.header,
          rows: block.rows.map((cells) => cells.map(runsOf)),
        };
      case 'signature':
        return {
          kind: 'signature',
          signers: block.signers.map(({ first, second }) => ({
            name: plain(first),
            role: plain(second),
          })),
        };
      default:
        return { kind: block.kind, runs: runsOf(block.text) };
    }
  });
}

/** Reads text after text, in order: a person's words may begin in one paragraph and end in another. */
function runReader(freeTexts: readonly FreeText[]): (text: string) => PreviewRun[] {
  let open: FreeText | undefined;
  return (text) =>
    text.split(new RegExp(`(${OPEN}\\d+${NAMED}|${CLOSE})`)).flatMap((piece): PreviewRun[] => {
      if (piece.startsWith(OPEN)) open = freeTexts[Number(piece.slice(1, -1))];
      if (piece === CLOSE) open = undefined;
      if (piece === '' || piece === CLOSE || piece.startsWith(OPEN)) return [];
      if (!open) return fixedRuns(piece);
      return [{ text: piece, isFree: true, ...(open.field !== null && { field: open.field }) }];
    });
}

/** Text of the template, with the marks of its footnotes as runs of their own. */
function fixedRuns(text: string): PreviewRun[] {
  const runs: PreviewRun[] = [];
  for (const sign of text) {
    const number = footnoteOf(sign.codePointAt(0)!);
    const last = runs.at(-1);
    if (number !== null) runs.push({ text: String(number), isNote: true });
    else if (last && !last.isNote) last.text += sign;
    else runs.push({ text: sign });
  }
  return runs;
}
