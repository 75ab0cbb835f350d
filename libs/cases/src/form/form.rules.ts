import { z } from 'zod';
import { attachmentKinds } from '../attachments/attachment.rules.js';
import { shownWhen } from './form.condition.rules.js';
import { type Condition, type FormDefinition, type Question, questionsOf } from './form.model.js';

/** What makes a form usable. A form that is not stops the program before anybody is asked anything. */

const words = z.strictObject({
  nb: z.string().min(1),
  nn: z.string().min(1),
  en: z.string().min(1),
});

const kinds = z.array(z.enum(['individual-level', 'statistics', 'change'])).min(1);

const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.boolean(),
    z.strictObject({ kind: kinds }),
    z.strictObject({ field: z.string(), is: z.union([z.string(), z.boolean()]) }),
    z.strictObject({ field: z.string(), isNot: z.union([z.string(), z.boolean()]) }),
    z.strictObject({ field: z.string(), includes: z.string() }),
    z.strictObject({ field: z.string(), isEmpty: z.literal(true) }),
    z.strictObject({ any: z.array(condition).min(1) }),
    z.strictObject({ all: z.array(condition).min(1) }),
  ]),
);

const partTypes = [
  'line',
  'text',
  'yes-no',
  'date',
  'count',
  'choice',
  'email',
  'phone',
  'country',
  'orcid',
  'organisation-number',
  'source',
] as const;

const option = z.strictObject({
  value: z.string().min(1),
  text: words,
  fills: z.record(z.string(), z.string()).optional(),
});

const part = z.strictObject({
  id: z.string().regex(/^[a-z]\w*$/),
  type: z.enum(partTypes),
  isRequired: z.boolean(),
  text: words,
  options: z.array(option).min(1).optional(),
});

const question = z.strictObject({
  id: z.string().regex(/^[a-z]\w{1,60}$/),
  common: z.string().optional(),
  type: z.enum([
    'case',
    'sources',
    'variables',
    'multi-choice',
    'table',
    'record',
    'files',
    'period',
    'lines',
    ...partTypes,
  ]),
  text: words,
  help: words,
  kinds,
  required: condition,
  asked: condition.optional(),
  sensitivity: z.enum(['public', 'internal', 'confidential']),
  options: z.array(option).min(1).optional(),
  parts: z.array(part).min(1).optional(),
  maxWords: z.int().min(1).optional(),
  attachmentKinds: z.array(z.enum(attachmentKinds)).min(1).optional(),
  sources: z.array(z.string()),
  eu: z.array(z.string()).optional(),
});

const form = z.strictObject({
  version: z.string().regex(/^\d{4}-\d+$/),
  validFromOn: z.iso.date(),
  sections: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z-]+$/),
        name: words,
        help: words,
        questions: z.array(question).min(1),
      }),
    )
    .min(1),
});

/** The versions of the form, oldest first. Throws where one of them cannot be used. */
export function readForms(read: readonly unknown[]): FormDefinition[] {
  const versions = read.map((each) => form.parse(each) as FormDefinition);
  for (const each of versions) {
    const faults = faultsInForm(each);
    if (faults.length > 0) throw new Error(`Form ${each.version}: ${faults.join('; ')}`);
  }
  return versions.sort((a, b) => (a.validFromOn < b.validFromOn ? -1 : 1));
}

export function formAmong(versions: readonly FormDefinition[], version: string): FormDefinition {
  const found = versions.find((each) => each.version === version);
  if (!found) throw new Error(`There is no form of version ${version}`);
  return found;
}

/** The newest version that is valid on a day; before the first one, the first. */
export function formInForce(versions: readonly FormDefinition[], today: string): FormDefinition {
  const [first] = versions;
  if (!first) throw new Error('There is no form at all');
  return versions.findLast(({ validFromOn }) => validFromOn <= today) ?? first;
}

/** What the shape alone does not tell: repeated names, unknown fields, questions in a circle. */
export function faultsInForm(definition: FormDefinition): string[] {
  const questions = questionsOf(definition);
  const byId = new Map(questions.map((each) => [each.id, each]));
  const repeated = questions.filter((each) => byId.get(each.id) !== each).map(({ id }) => id);
  return [
    ...repeated.map((id) => `${id} is asked twice`),
    ...questions.flatMap((each) => faultsInQuestion(each, byId)),
  ];
}

function faultsInQuestion(each: Question, byId: ReadonlyMap<string, Question>): string[] {
  const conditions = [...atoms(each.required), ...atoms(shownWhen(each))];
  const needsOptions = each.type === 'choice' || each.type === 'multi-choice';
  const mayHaveOptions = needsOptions || each.type === 'case';
  const needsParts = each.type === 'table' || each.type === 'record';
  const partsLacking = (each.parts ?? []).filter(
    ({ type, options }) => (type === 'choice') !== (options !== undefined),
  );
  return [
    ...conditions.flatMap((atom) => faultsInAtom(atom, byId)),
    ...(needsOptions && !each.options ? ['options are missing'] : []),
    ...(each.options && !mayHaveOptions ? ['options do not fit the type'] : []),
    ...((each.type === 'files') === (each.attachmentKinds !== undefined)
      ? []
      : ['kinds of attachment do not fit the type']),
    ...(needsParts === (each.parts !== undefined) ? [] : ['parts do not fit the type']),
    ...partsLacking.map(({ id }) => `options do not fit the type of ${id}`),
    ...(leadsTo(each.id, each, byId, new Set()) ? ['whether it is asked depends on itself'] : []),
  ].map((fault) => `${each.id}: ${fault}`);
}

type Atom = Exclude<Condition, boolean | { any: unknown } | { all: unknown } | { kind: unknown }>;

function atoms(of: Condition): Atom[] {
  if (typeof of === 'boolean' || 'kind' in of) return [];
  if ('any' in of) return of.any.flatMap(atoms);
  if ('all' in of) return of.all.flatMap(atoms);
  return [of];
}

function faultsInAtom(atom: Atom, byId: ReadonlyMap<string, Question>): string[] {
  const about = byId.get(atom.field);
  if (!about) return [`a condition names ${atom.field}, which is not asked`];
  if ('isEmpty' in atom) return [];
  const value = 'is' in atom ? atom.is : 'isNot' in atom ? atom.isNot : atom.includes;
  const isKnown =
    typeof value === 'boolean'
      ? about.type === 'yes-no'
      : about.options?.some((each) => each.value === value);
  return isKnown ? [] : [`a condition names ${String(value)}, which ${atom.field} cannot be`];
}

function leadsTo(
  id: string,
  from: Question,
  byId: ReadonlyMap<string, Question>,
  seen: Set<string>,
): boolean {
  return atoms(shownWhen(from)).some(({ field }) => {
    if (field === id) return true;
    const next = byId.get(field);
    if (!next || seen.has(field)) return false;
    seen.add(field);
    return leadsTo(id, next, byId, seen);
  });
}
