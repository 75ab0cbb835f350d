import { z } from 'zod';

/** The shape of the rules as data, and the checks that they hold together. */

/** From and with the first day, to and without the last; null is no end on that side. */
export interface Validity {
  validFrom: string | null;
  validTo: string | null;
}

export interface RuleSources {
  criteria: unknown;
  citations: unknown;
  /** The days that acts begin to hold which were passed without one; null is not decided yet. */
  startDates: Readonly<Record<string, string | null>>;
}

const threeLanguages = <T extends z.ZodType>(each: T) =>
  z.strictObject({ nb: each, nn: each, en: each });
const filled = z.string().trim().min(1);
const day = z.union([z.iso.date(), z.string().regex(/^awaits:[a-z0-9-]+$/), z.null()]);
const validity = { validFrom: day, validTo: day, source: filled.optional() };

const reference = z.strictObject({
  act: filled,
  section: filled,
  paragraph: z.int().min(1).max(8).optional(),
  letter: z
    .string()
    .regex(/^[a-z]$/)
    .optional(),
});
const criterion = z.strictObject({
  id: filled,
  wording: filled,
  reference,
  isBar: z.boolean().optional(),
});
const basisVersion = z.strictObject({
  id: filled,
  ...validity,
  criteria: z.array(criterion).min(1),
});
const criteriaShape = z.strictObject({
  wordings: z.record(filled, threeLanguages(z.strictObject({ name: filled, text: filled }))),
  bases: z.record(
    filled,
    z.strictObject({ citation: filled, versions: z.array(basisVersion).min(1) }),
  ),
});
const citationVersion = z.strictObject({ ...validity, act: filled, sections: filled });
const citationsShape = z.strictObject({
  acts: z.record(filled, threeLanguages(filled)),
  citations: z.record(filled, z.array(citationVersion).min(1)),
});

type CriteriaShape = z.infer<typeof criteriaShape>;
type BasisVersion = z.infer<typeof basisVersion>;
type CitationVersion = z.infer<typeof citationVersion>;

export interface RuleBook {
  wordings: CriteriaShape['wordings'];
  bases: Record<string, { citation: string; versions: (BasisVersion & Validity)[] }>;
  acts: z.infer<typeof citationsShape>['acts'];
  citations: Record<string, (CitationVersion & Validity)[]>;
  /** The versions that wait for a start date, and for which. */
  awaiting: { rule: string; version: string; startDate: string }[];
}

/**
 * The rules from their files, with the decided start dates filled in. Throws, naming every fault:
 * versions of one rule with a gap or an overlap between them, a criterion without its wording in
 * three languages, a citation of an act that is not there.
 */
export function readRuleBook({ criteria, citations, startDates }: RuleSources): RuleBook {
  const { wordings, bases } = criteriaShape.parse(criteria);
  const { acts, citations: cited } = citationsShape.parse(citations);
  const awaiting: RuleBook['awaiting'] = [];
  const started = <V extends { validFrom: string | null; validTo: string | null }>(
    rule: string,
    versions: readonly V[],
  ): V[] =>
    versions.flatMap((version) => {
      const validFrom = dayOf(version.validFrom, startDates);
      if (validFrom === undefined) {
        const name = 'id' in version ? String(version.id) : rule;
        awaiting.push({ rule, version: name, startDate: nameOf(version.validFrom) });
        return [];
      }
      // What follows has no date yet: the version before it goes on.
      return [{ ...version, validFrom, validTo: dayOf(version.validTo, startDates) ?? null }];
    });
  const book: RuleBook = {
    wordings,
    acts,
    bases: Object.fromEntries(
      Object.entries(bases).map(([basis, { citation, versions }]) => [
        basis,
        { citation, versions: started(basis, versions) },
      ]),
    ),
    citations: Object.fromEntries(
      Object.entries(cited).map(([name, versions]) => [name, started(name, versions)]),
    ),
    awaiting,
  };
  const faults = [...faultsOfValidity(book), ...faultsOfWording(book)];
  if (faults.length > 0) throw new Error(`The rules do not hold together: ${faults.join('; ')}`);
  return book;
}

/** A date as it is, the date that a name stands for, or undefined where none is decided. */
function dayOf(
  value: string | null,
  startDates: RuleSources['startDates'],
): string | null | undefined {
  if (value === null || !value.startsWith('awaits:')) return value;
  const name = nameOf(value);
  if (!Object.hasOwn(startDates, name)) throw new Error(`No start date is called ${name}`);
  return startDates[name] ?? undefined;
}

function nameOf(value: string | null): string {
  return (value ?? '').replace(/^awaits:/, '');
}

function faultsOfValidity(book: RuleBook): string[] {
  const rules: [string, readonly Validity[]][] = [
    ...Object.entries(book.bases).map(([name, { versions }]): [string, readonly Validity[]] => [
      name,
      versions,
    ]),
    ...Object.entries(book.citations),
  ];
  return rules.flatMap(([name, versions]) =>
    versions.flatMap(({ validFrom, validTo }, index) => {
      const next = versions[index + 1];
      const faults: string[] = [];
      if (validFrom !== null && validTo !== null && validTo <= validFrom) {
        faults.push(`${name} ends on ${validTo} before it begins`);
      }
      if (next && next.validFrom !== validTo) {
        const isOverlap = validTo === null || (next.validFrom ?? '') < validTo;
        faults.push(`${name} has ${isOverlap ? 'an overlap' : 'a gap'} at ${validTo ?? 'its end'}`);
      }
      if (!next && validTo !== null) faults.push(`${name} has a gap from ${validTo}`);
      return faults;
    }),
  );
}

function faultsOfWording({ wordings, bases, acts, citations }: RuleBook): string[] {
  const ids = Object.values(bases).flatMap(({ versions }) => versions.map(({ id }) => id));
  return [
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id} stands twice`),
    ...Object.entries(bases)
      .filter(([, { citation }]) => !Object.hasOwn(citations, citation))
      .map(([basis]) => `${basis} cites a rule that is not there`),
    ...Object.values(bases).flatMap(({ versions }) =>
      versions.flatMap(({ id, criteria }) => [
        ...criteria
          .filter(({ wording }) => !Object.hasOwn(wordings, wording))
          .map(({ wording }) => `${id} lacks the wording ${wording}`),
        ...criteria
          .filter(({ reference }) => !Object.hasOwn(acts, reference.act))
          .map(({ reference }) => `${id} names an act that is not there: ${reference.act}`),
      ]),
    ),
    ...Object.entries(citations).flatMap(([name, versions]) =>
      versions
        .filter(({ act }) => !Object.hasOwn(acts, act))
        .map(({ act }) => `${name} names an act that is not there: ${act}`),
    ),
  ];
}
