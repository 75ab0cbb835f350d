import { z } from 'zod';
import { source } from '../application/application.rules.js';
import { date, line, registryIdField, text } from '../field.rules.js';
import { type Fault, faultsOf } from './form.fault.rules.js';
import {
  type Answers,
  type FormDefinition,
  type Option,
  type Part,
  type PartType,
  type Question,
  questionsOf,
} from './form.model.js';

/**
 * What an answer looks like, made from the form itself: a question that is added as data alone is
 * validated like all others. A draft may lack anything; what is there must be well-formed.
 */

const options = (of: readonly Option[] = []) => z.enum(of.map(({ value }) => value));

const partSchemas: Record<Exclude<PartType, 'choice'>, () => z.ZodType> = {
  line: () => line(300),
  text: () => text(10_000),
  'yes-no': () => z.boolean(),
  date: () => date,
  count: () => z.int().min(0).max(1_000_000_000),
  email: () => line(200).regex(/^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/u, 'email'),
  phone: () => line(40).regex(/^\+?[\d ()-]{5,}$/, 'phone'),
  country: () => z.string().regex(/^[A-Z]{2}$/, 'country'),
  orcid: () => z.string().regex(/^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/, 'orcid'),
  'organisation-number': () => z.string().regex(/^\d{9}$/, 'organisation-number'),
  source: () => registryIdField,
};

const partSchema = ({ type, options: of }: Part) =>
  type === 'choice' ? options(of) : partSchemas[type]();

const record = (parts: readonly Part[] = []) =>
  z.strictObject(Object.fromEntries(parts.map((part) => [part.id, partSchema(part).optional()])));

function answerSchema(question: Question): z.ZodType | null {
  switch (question.type) {
    // Answered by the case itself, or within the sources.
    case 'case':
    case 'variables':
      return null;
    case 'sources':
      return z.array(source).max(80);
    case 'choice':
      return options(question.options);
    case 'multi-choice':
      return z
        .array(options(question.options))
        .max(question.options?.length ?? 0)
        .refine((chosen) => new Set(chosen).size === chosen.length, 'repeated');
    case 'record':
      return record(question.parts);
    case 'table':
      return z.array(record(question.parts)).max(500);
    case 'files':
      return z.array(z.strictObject({ name: line(200), reference: line(300).optional() })).max(50);
    case 'period':
      return z.strictObject({ fromOn: date.optional(), toOn: date.optional() });
    case 'lines':
      return z.array(line(100)).max(4);
    default:
      return partSchemas[question.type]();
  }
}

const made = new WeakMap<FormDefinition, z.ZodObject>();

/** The schema of a draft: every field of the form, each optional, and no other. */
export function answersSchema(form: FormDefinition): z.ZodObject {
  const earlier = made.get(form);
  if (earlier) return earlier;
  const fields = questionsOf(form).flatMap((question): [string, z.ZodType][] => {
    const schema = answerSchema(question);
    return schema ? [[question.id, schema.optional()]] : [];
  });
  const schema = z.strictObject(Object.fromEntries(fields));
  made.set(form, schema);
  return schema;
}

/** The answers as they are stored, or every fault in them. */
export function wellFormed(
  form: FormDefinition,
  answers: Answers,
): { answers: Answers } | { faults: Fault[] } {
  const parsed = answersSchema(form).safeParse(answers);
  return parsed.success ? { answers: parsed.data } : { faults: faultsOf(parsed.error.issues) };
}
