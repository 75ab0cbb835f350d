import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import Handlebars from 'handlebars';

import { lettersRoot } from '../letter.files.js';
import { asValues, noteCall } from './letter.form.js';
import { assertComplete } from './letter.rules.js';
import { actTitle, actTitles } from '../rules/act-title.rules.js';
import { citationFor, cite, ruleBook } from '../rules/rule-book.rules.js';
import { letterKinds } from './letter.names.js';
import { senderLines } from './letter.sender.js';
import {
  type Language,
  type LetterData,
  type LetterKind,
  type Recipient,
} from './letter.templates.js';
import { dateInWords, instantInWords, numberInWords } from './letter.words.js';

/** What a letter is made from: the frozen part of its row. */
export interface LetterContent<Kind extends LetterKind = LetterKind> {
  kind: Kind;
  language: Language;
  recipient: Recipient;
  data: LetterData[Kind];
}

interface CompiledLetter {
  write: HandlebarsTemplateDelegate;
  version: string;
}

/**
 * Writes a letter in the text form of letter.form.ts. Throws {@link IncompleteLetter}, and where the
 * template names a field that the data lack.
 */
export function writeLetter(content: LetterContent): string {
  assertComplete(content.kind, content.data);
  return wordLetter(content);
}

/** The same for a letter that is not finished: what is missing stands empty. */
export function wordLetter({ kind, language, recipient, data }: LetterContent): string {
  const cited = new Set<string>();
  const text = compiled(language, kind).write(
    {
      ...(asValues(data) as object),
      senderLines: senderLines[language],
      recipientLines: asValues(recipient.lines),
    },
    { data: { cited } },
  );
  // Each act has its full title in a footnote, where it is cited first.
  const notes = Array.from(cited, (act) => `note ${act}\t${actTitle(act, language)}`);
  return [text, ...notes].join('\n');
}

/** A short hash of all that the wording of a letter comes from, apart from its data. */
export function templateVersion(kind: LetterKind, language: Language): string {
  return compiled(language, kind).version;
}

const library = new Map<Language, ReadonlyMap<LetterKind, CompiledLetter>>();

function compiled(language: Language, kind: LetterKind): CompiledLetter {
  let letters = library.get(language);
  if (!letters) library.set(language, (letters = compileAll(language)));
  return letters.get(kind)!;
}

function compileAll(language: Language): Map<LetterKind, CompiledLetter> {
  const handlebars = withHelpers(language);
  const folder = join(lettersRoot, 'partials', language);
  const partials = readdirSync(folder)
    .sort()
    .map((file) => ({ name: basename(file, '.hbs'), text: read(join(folder, file)) }));
  for (const { name, text } of partials) {
    handlebars.registerPartial(name, handlebars.compile(text, compileOptions));
  }
  const wording = [senderLines[language], ruleBook.citations, ruleBook.acts, actTitles];
  return new Map(
    letterKinds.map((kind) => {
      const text = read(join(lettersRoot, kind, `${language}.hbs`));
      const version = createHash('sha256').update(JSON.stringify([text, partials, ...wording]));
      return [
        kind,
        {
          write: handlebars.compile(text, compileOptions),
          version: version.digest('hex').slice(0, 12),
        },
      ];
    }),
  );
}

/** `if` and `each` as Handlebars has them, but a name that the data lack throws: strict mode stops at mustaches. */
export function withHelpers(language: Language): typeof Handlebars {
  const handlebars = Handlebars.create();
  for (const name of ['if', 'each'] as const) {
    const original = handlebars.helpers[name]!;
    handlebars.registerHelper(name, function (this: unknown, value: unknown, block: unknown) {
      if (value === undefined) throw new Error(`A template asks for a field that is not there`);
      return original.call(this, value, block as Handlebars.HelperOptions) as unknown;
    });
  }
  handlebars.registerHelper(
    'is',
    function (this: unknown, value: unknown, expected: string, block: Handlebars.HelperOptions) {
      if (typeof value !== 'string') throw new Error('A template compares what is not a word');
      return value === expected ? block.fn(this) : block.inverse(this);
    },
  );
  handlebars.registerHelper('date', (value: string) => dateInWords(value, language));
  handlebars.registerHelper('instant', (value: string) => instantInWords(value, language));
  handlebars.registerHelper('number', (value: number) => numberInWords(value, language));
  // A rule is cited as it stood when it was applied: on the day named, else when the letter's
  // decision was made, else on the day of the letter.
  handlebars.registerHelper('cite', (name: string, ...rest: unknown[]) => {
    const block = rest.at(-1) as Handlebars.HelperOptions;
    const { root, cited } = block.data as { root: Record<string, string>; cited: Set<string> };
    const on = rest.length === 2 ? String(rest[0]) : (root.decidedOn ?? root.letterOn ?? '');
    const { act } = citationFor(name, on);
    cited.add(act);
    return cite(name, language, on) + noteCall(act);
  });
  return handlebars;
}

/** Strict, without escaping for HTML, and with no helper but our own. */
export const compileOptions: CompileOptions = {
  strict: true,
  noEscape: true,
  knownHelpersOnly: true,
  knownHelpers: Object.fromEntries(
    ['if', 'each', 'is', 'date', 'instant', 'number', 'cite'].map((name) => [name, true]),
  ) as CompileOptions['knownHelpers'],
};

function read(path: string): string {
  return readFileSync(path, 'utf8');
}
