import { z } from 'zod';
import { type FieldProblem, Refused } from '#platform';
import { type CsvColumns, readCsv } from './csv.reader.js';
import { dataTypes, identificationRisks, nameKey, type VariableLine } from './variable.rules.js';

const columns = {
  name: { isRequired: true, headers: ['name', 'variable', 'navn', 'variabel'] },
  description: { isRequired: true, headers: ['description', 'beskrivelse', 'skildring'] },
  dataType: { isRequired: true, headers: ['data_type', 'datatype'] },
  valueNote: { isRequired: false, headers: ['values', 'verdier', 'verdiar'] },
  validFromOn: { isRequired: false, headers: ['valid_from', 'gyldig_fra', 'gyldig_frå'] },
  validToOn: { isRequired: false, headers: ['valid_to', 'gyldig_til'] },
  identificationRisk: { isRequired: true, headers: ['identification_risk', 'identifiserbarhet'] },
  coarserAlternatives: { isRequired: false, headers: ['coarser', 'grovere', 'grovare'] },
} as const satisfies CsvColumns<keyof VariableLine>;

// Control characters, and marks that turn the direction of writing, stand in no catalogue.
const cell = (maxLength: number) =>
  z
    .string()
    .max(maxLength, `at most ${maxLength} characters`)
    .regex(/^[^\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]*$/u, 'printable characters on one line')
    .default('');
const dateOrNull = cell(10)
  // The year 0000 is one of the format that the database has not.
  .refine(
    (value) => value === '' || (z.iso.date().safeParse(value).success && value >= '0001'),
    'a date, YYYY-MM-DD',
  )
  .transform((value) => (value === '' ? null : value));

const line = z
  .object({
    name: cell(200).refine((value) => value !== '', 'a variable has a name'),
    description: cell(2_000).refine((value) => value !== '', 'a variable has a description'),
    dataType: z.enum(dataTypes, `one of ${dataTypes.join(', ')}`),
    valueNote: cell(1_000).transform((value) => (value === '' ? null : value)),
    validFromOn: dateOrNull,
    validToOn: dateOrNull,
    identificationRisk: z.enum(identificationRisks, `one of ${identificationRisks.join(', ')}`),
    coarserAlternatives: cell(1_000).transform((value) =>
      value
        .split('|')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    ),
  })
  .refine(({ validFromOn, validToOn }) => !validFromOn || !validToOn || validFromOn <= validToOn, {
    path: ['validToOn'],
    message: 'the period ends on or after the day it begins',
  });

const mostLines = 20_000;
const mostProblems = 100;

/** More than the largest registries have. */
const mostRows = 50_000;

/**
 * A registry's list of variables from a file of its own. One faulty line refuses the whole file,
 * named by line, column and rule. Throws {@link Refused} `variables-invalid`.
 */
export function readVariables(csv: string): VariableLine[] {
  const problems: FieldProblem[] = [];
  const lines: VariableLine[] = [];
  const seenAt = new Map<string, number>();
  for (const { lineNumber, cells } of readCsv(csv, columns, 'variables-invalid', mostRows)) {
    const parsed = line.safeParse(cells);
    if (!parsed.success) {
      problems.push(...parsed.error.issues.map((issue) => problemOf(issue, lineNumber)));
      continue;
    }
    const key = nameKey(parsed.data.name);
    const earlier = seenAt.get(key);
    if (earlier === undefined) seenAt.set(key, lineNumber);
    else problems.push(repeated(lineNumber, earlier));
    lines.push(parsed.data);
  }
  if (lines.length === 0 && problems.length === 0) problems.push(empty);
  if (lines.length > mostLines) problems.push(tooMany);
  if (problems.length > 0) {
    throw new Refused({
      code: 'variables-invalid',
      kind: 'facts',
      problems: problems.slice(0, mostProblems),
    });
  }
  return lines;
}

function problemOf(issue: z.core.$ZodIssue, lineNumber: number): FieldProblem {
  return {
    field: `line ${lineNumber}, ${issue.path.join('.')}`,
    rule: issue.message,
    todo: 'correct the cell and import the file again',
  };
}

function repeated(lineNumber: number, earlier: number): FieldProblem {
  return {
    field: `line ${lineNumber}, name`,
    rule: `a variable stands in the file once; it stands on line ${earlier} too`,
    todo: 'remove one of the two lines',
  };
}

const empty: FieldProblem = {
  field: 'file',
  rule: 'the list holds at least one variable',
  todo: 'send the file with its header line and rows',
};
const tooMany: FieldProblem = {
  field: 'file',
  rule: `a list holds at most ${mostLines} variables`,
  todo: 'leave out what nobody may apply for',
};
