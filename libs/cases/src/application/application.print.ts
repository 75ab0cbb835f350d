import { asValue, dateInWords, drawLetter, type LetterBlock, type LetterForm } from '#letters';
import type { CaseKind } from '../case.kinds.model.js';
import type { CaseDetail } from '../case.queries.js';
import { readForm, type Reading } from '../form/form.condition.rules.js';
import { formOf } from '../form/form.files.js';
import type { FormDefinition, Option, Part, Question } from '../form/form.model.js';
import { type PrintWords, printWords } from './application.print.model.js';
import type { Draft } from './application.rules.js';

/** An application as printed pages: every question that is answered, in the order of the form. */

export interface PrintedCase {
  reference: string;
  kind: CaseKind;
  language: 'nb' | 'nn' | 'en';
  /** A draft says on every page that it is one, and which answers it lacks. */
  isDraft: boolean;
  /** null: not sent in, or not for this reader to know. */
  submittedOn: string | null;
  applicantName: string;
  registryNames: Readonly<Record<string, string>>;
}

/**
 * How much is drawn at the most: some hundred pages. The pages are drawn while everybody
 * else waits, so one application must not be able to make that long.
 */
export const printedCharacters = 300_000;

/** The application as the reader of `detail` may see it, drawn: a draft says so on every page. */
export function drawApplication(detail: CaseDetail, application: Draft): Buffer {
  const { formVersion, kind, language, reference, tracks } = detail;
  const printed: PrintedCase = {
    reference,
    kind,
    language,
    // What was never sent in has no common status.
    isDraft: detail.euStatus === null,
    submittedOn: tracks.application?.submittedOn ?? null,
    applicantName: detail.applicant?.name ?? '',
    registryNames: detail.registryNames,
  };
  return drawLetter(printedApplication(formOf(formVersion), application, printed), {
    id: detail.id,
    createdAt: detail.changedAt,
    language,
    caseReference: footOf(printed),
  }).pdf;
}

/** What stands at the foot of each page. */
function footOf({ reference, language, isDraft }: PrintedCase): string {
  return isDraft ? `${printWords[language].draft} – ${reference}` : reference;
}

/** The pages of an application, for the same pen that draws the letters. */
export function printedApplication(
  form: FormDefinition,
  application: Draft,
  printed: PrintedCase,
  room: number = printedCharacters,
): LetterForm {
  const { applicantName, isDraft, kind, language, reference, submittedOn } = printed;
  const words = printWords[language];
  const reading = readForm(form, kind, application);
  const title = isDraft ? `${words.title} (${words.draft})` : words.title;
  return {
    senderLines: ['Helsedataservice'],
    recipientLines: [asValue(applicantName)],
    references: [
      { first: words.reference, second: reference },
      ...(isDraft ? [{ first: words.state, second: words.draft }] : []),
      ...(submittedOn === null
        ? []
        : [{ first: words.submitted, second: dateInWords(submittedOn, language) }]),
    ],
    blocks: upTo(room, words.cut, [
      { kind: 'title', text: title },
      ...form.sections.flatMap(({ name, questions }) => {
        const blocks = questions.flatMap((each) => blocksOf(each, reading, printed));
        return blocks.length === 0
          ? []
          : [{ kind: 'heading' as const, text: name[language] }, ...joined(blocks)];
      }),
    ]),
  };
}

type Table = LetterBlock & { kind: 'table' };

function blocksOf(question: Question, reading: Reading, printed: PrintedCase): LetterBlock[] {
  const { id, type, text, options, parts } = question;
  const { language, isDraft } = printed;
  const words = printWords[language];
  // The case itself answers these, and the sources answer for the variables.
  if (type === 'case' || type === 'variables') return [];
  const value = reading.answerTo(id);
  if (type === 'sources' && value !== undefined) {
    return (value as Source[]).flatMap((source) => sourceBlocks(source, printed));
  }
  const answer =
    value === undefined && isDraft && reading.isRequired(id)
      ? words.unanswered
      : inWords(value, { type, options, parts }, printed);
  if (answer === '') return [];
  return [tableOf([words.question, words.answer], [[asValue(text[language]), asValue(answer)]])];
}

type Source = NonNullable<Draft['sources']>[number];

function sourceBlocks(
  { registryId, justification, exception, variables = [] }: Source,
  { language, registryNames }: PrintedCase,
): LetterBlock[] {
  const words = printWords[language];
  const said = [exception && words.exceptions[exception], justification].filter(Boolean);
  return [
    { kind: 'heading', text: asValue(registryNames[registryId] ?? registryId) },
    ...said.map((text) => ({ kind: 'paragraph' as const, text: asValue(text ?? '') })),
    ...variables.map((variable) =>
      tableOf(
        [words.variable, words.reason],
        [
          [
            asValue(variable.name),
            asValue(
              [variable.justification, variable.directIdentifierReason].filter(Boolean).join('\n'),
            ),
          ],
        ],
      ),
    ),
  ];
}

interface Shape {
  type?: Question['type'];
  options?: readonly Option[] | undefined;
  parts?: readonly Part[] | undefined;
}

function inWords(value: unknown, shape: Shape, printed: PrintedCase): string {
  const { language, registryNames } = printed;
  const words: PrintWords = printWords[language];
  if (value === undefined || value === null) return '';
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return textInWords(value, shape, language, registryNames);
  if (shape.type === 'period') {
    const { fromOn, toOn } = value as { fromOn?: string; toOn?: string };
    return [fromOn, toOn].map((on) => (on ? dateInWords(on, language) : '')).join(' – ');
  }
  const inner = Array.isArray(value)
    ? value.map((each) => inWords(each, { ...shape, type: undefined }, printed))
    : Object.entries(value).map(([key, each]) => named(key, each, shape, printed));
  // A blank line between the rows of a table, so that it shows where each begins.
  return inner.filter((text) => text !== '').join(shape.type === 'table' ? '\n\n' : '\n');
}

function textInWords(
  value: string,
  { type, options }: Shape,
  language: PrintedCase['language'],
  registryNames: PrintedCase['registryNames'],
): string {
  const option = options?.find((each) => each.value === value);
  if (option) return option.text[language];
  if (type === 'date') return dateInWords(value, language);
  if (type === 'source') return registryNames[value] ?? value;
  if (type === 'country') {
    return new Intl.DisplayNames([language, 'nb'], { type: 'region' }).of(value) ?? value;
  }
  return value;
}

/** One part of a row or a record, with its name where the form gives it one. */
function named(key: string, value: unknown, { parts }: Shape, printed: PrintedCase): string {
  const part = parts?.find(({ id }) => id === key);
  const text = inWords(value, { type: part?.type, options: part?.options }, printed);
  return part && text !== '' ? `${part.text[printed.language]}: ${text}` : text;
}

function tableOf(header: string[], rows: string[][]): Table {
  return { kind: 'table', weights: [2, 3], header, rows };
}

/** Tables that follow each other under the same header become one. */
function joined(blocks: readonly LetterBlock[]): LetterBlock[] {
  return blocks.reduce<LetterBlock[]>((done, block) => {
    const last = done.at(-1);
    const isMore =
      last?.kind === 'table' && block.kind === 'table' && last.header[0] === block.header[0];
    if (isMore) last.rows.push(...block.rows);
    else done.push(block);
    return done;
  }, []);
}

/** The blocks as far as there is room for them, and then a sentence that says that there is more. */
function upTo(room: number, cut: string, blocks: readonly LetterBlock[]): LetterBlock[] {
  let left = room;
  const fits = (text: string) => (left -= text.length) >= 0;
  const kept: LetterBlock[] = [];
  for (const block of blocks) {
    if (block.kind === 'table') {
      const rows = block.rows.filter((row) => fits(row.join('')));
      if (rows.length > 0) kept.push({ ...block, rows });
    } else if ('text' in block && fits(block.text)) kept.push(block);
    if (left < 0) return [...kept, { kind: 'paragraph', text: cut }];
  }
  return kept;
}
