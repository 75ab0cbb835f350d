import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import Handlebars from 'handlebars';
import { lettersRoot } from '../letter.files.js';
import { asValues } from './letter.form.js';
import { letterKinds } from './letter.names.js';
import { samplesOf } from './letter.samples.js';
import { senderLines } from './letter.sender.js';
import { type Language, languages } from './letter.templates.js';
import { compileOptions, withHelpers } from './letter.writer.js';

/**
 * Every branch of every template is reached by some sample: a sentence that no sample says has been
 * read by nobody. Each branch is given a mark, and the marks are looked for in what is written.
 */
describe('the samples of the letters', () => {
  it.each(languages)('reach every branch of every template and partial in %s', (language) => {
    expect(unreachedIn(language)).toEqual([]);
  });

  it('would miss a branch that no sample reaches', () => {
    const marks = new Map<number, string>();
    const text = "{{#is outcome 'granted'}}yes{{else}}no{{/is}}";
    const write = withHelpers('nb').compile(marked('a', text, marks), compileOptions);
    const said = write({ outcome: 'granted' }) as string;
    expect([...marks.values()].filter((_, id) => !said.includes(markOf(id)))).toEqual([
      'a:1 else of is outcome granted',
    ]);
  });
});

function unreachedIn(language: Language): string[] {
  const marks = new Map<number, string>();
  const handlebars = withHelpers(language);
  const folder = join(lettersRoot, 'partials', language);
  for (const file of readdirSync(folder)) {
    const name = basename(file, '.hbs');
    const program = marked(name, readFileSync(join(folder, file), 'utf8'), marks);
    handlebars.registerPartial(name, handlebars.compile(program, compileOptions));
  }
  const reached = new Set<number>();
  for (const kind of letterKinds) {
    const path = join(lettersRoot, kind, `${language}.hbs`);
    const program = marked(kind, readFileSync(path, 'utf8'), marks);
    const write = handlebars.compile(program, compileOptions);
    for (const { recipient, data } of samplesOf(kind)) {
      const context = {
        ...(asValues(data) as object),
        senderLines: senderLines[language],
        recipientLines: recipient.lines,
      };
      const said = write(context, { data: { cited: new Set<string>() } }) as string;
      for (const [, id] of said.matchAll(/\ufdd3(\d+)\ufdd4/g)) reached.add(Number(id));
    }
  }
  return [...marks].filter(([id]) => !reached.has(id)).map(([, where]) => where);
}

// Characters that stand for nothing in any text.
const markOf = (id: number) => `\ufdd3${id}\ufdd4`;

/** The template with a mark at the head of each branch; says of each where it stands. */
function marked(name: string, text: string, marks: Map<number, string>): hbs.AST.Program {
  const program = Handlebars.parse(text);
  markBranches(name, program, marks);
  return program;
}

function markBranches(name: string, program: hbs.AST.Program, marks: Map<number, string>): void {
  for (const statement of program.body) {
    if (statement.type !== 'BlockStatement') continue;
    const block = statement as hbs.AST.BlockStatement;
    const words = [block.path, ...block.params].map(
      (each) => (each as hbs.AST.PathExpression).original ?? (each as hbs.AST.StringLiteral).value,
    );
    const where = `${name}:${block.loc.start.line}`;
    // An `else if` has no branch of its own that is not marked within it.
    for (const [branch, word] of [
      [block.program, ''],
      [block.inverse, 'else of '],
    ] as const) {
      if (!branch) continue;
      markBranches(name, branch, marks);
      const id = marks.size;
      marks.set(id, `${where} ${word}${words.join(' ')}`);
      const { loc } = branch;
      const value = markOf(id);
      const mark = { type: 'ContentStatement', value, original: value, loc };
      branch.body.unshift(mark as unknown as hbs.AST.ContentStatement);
    }
  }
}
