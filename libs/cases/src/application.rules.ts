import { z } from 'zod';
import type { FieldProblem } from '#platform';
import { type IdentificationRisk, nameKey } from '../../parties/src/variable.rules.js';
import { isStatistics } from './case.kind.rules.js';
import type { CaseKind } from './case.model.js';
import { date, line, registryIdField, text } from './field.rules.js';
import { controllerExceptions } from './source.routing.rules.js';

/**
 * What an applicant writes. A draft may lack anything; what is there must be well-formed. The
 * questions follow helseregisterloven sections 6, 19 a and 19 e and the common application form.
 */

export const variable = z.strictObject({
  /** As the catalogue names it, or in the applicant's words where it is not found there. */
  name: line(200),
  /** The variable in the catalogue; left out: one that the catalogue does not know. */
  variableId: z.uuid('the id of a variable in the catalogue').optional(),
  /** Why it is needed: data minimisation, helseregisterloven section 19 a second paragraph. */
  justification: text(2_000),
  /** Why the person must be known by name or number: asked only of direct identifiers. */
  directIdentifierReason: text(2_000).optional(),
});

export const source = z.strictObject({
  registryId: registryIdField,
  /** Why this source at all, where the variables do not say it. */
  justification: text(5_000).optional(),
  /** The use for which the controller itself decides; left out: another use. */
  exception: z.enum(controllerExceptions).optional(),
  variables: z.array(variable).min(1, 'at least one variable').max(500),
});

export const application = z.strictObject({
  title: line(300),
  purpose: text(10_000),
  isMedicalResearch: z.boolean(),
  /** Where the research protocol is found; REK is sent this. */
  protocolReference: line(200).optional(),
  /** What REK decided before the application was sent in, if it did. */
  rekApproval: z.strictObject({ reference: line(50), decidedOn: date }).optional(),
  /** Its signatory then confirms the application before it is sent in. */
  isInstitutionResponsible: z.boolean().optional(),
  institutionName: line(200),
  institutionNumber: z.string().regex(/^\d{9}$/, 'an organisation number of nine digits'),
  postalAddress: z.array(line(100)).min(1).max(4),
  dataPeriod: z.strictObject({ fromOn: date, toOn: date }),
  sources: z.array(source).min(1, 'at least one registry').max(80),
  identificationLevel: z.enum(['pseudonymised', 'directly-identifiable']),
  identificationReason: text(5_000),
  legalBasisArticle6: line(200),
  legalBasisArticle9: line(200),
  securityMeasures: text(5_000),
  recipientEnvironment: line(200),
  projectEndsOn: date,
  /**
   * Whether anything about individuals will reach prosecutors, employers or insurers, or be used
   * for marketing or against people. A yes stops the application.
   */
  prohibitedRecipients: z.boolean().optional(),
});

export type Application = z.infer<typeof application>;

/** What is asked of one who wants figures: nothing of individuals, so nothing of what allows those. */
export const statisticsApplication = application.partial({
  isMedicalResearch: true,
  identificationLevel: true,
  identificationReason: true,
  legalBasisArticle6: true,
  legalBasisArticle9: true,
  securityMeasures: true,
  recipientEnvironment: true,
  projectEndsOn: true,
});

export type StatisticsApplication = z.infer<typeof statisticsApplication>;

export const draft = application.partial().extend({
  rekApproval: z
    .strictObject({ reference: line(50), decidedOn: date })
    .partial()
    .optional(),
  sources: z
    .array(
      source.extend({
        variables: z
          .array(variable.partial({ justification: true }))
          .max(500)
          .optional(),
      }),
    )
    .max(80)
    .optional(),
});

export type Draft = z.infer<typeof draft>;

/** A variable of the catalogue that the application names, by id or by its very name. */
export interface CatalogueVariable {
  id: string;
  registryId: string;
  nameKey: string;
  identificationRisk: IdentificationRisk;
}

/** The registries asked for, each once. */
export function registryIdsOf({ sources = [] }: Draft): string[] {
  return [...new Set(sources.map(({ registryId }) => registryId))];
}

/**
 * The whole application, or what it lacks, field by field.
 *
 * @param today calendar date; the project must end after it.
 * @param catalogue the variables in it that the catalogue lists today.
 */
export function completeApplication(
  content: Draft,
  knownRegistryIds: ReadonlySet<string>,
  today: string,
  catalogue: readonly CatalogueVariable[] = [],
  kind: CaseKind = 'individual-level',
): { application: Application | StatisticsApplication } | { problems: FieldProblem[] } {
  const parsed = (isStatistics(kind) ? statisticsApplication : application).safeParse(content);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => problemOf(issue, content));
  const { dataPeriod, projectEndsOn, sources = [], isMedicalResearch, protocolReference } = content;
  if (dataPeriod && dataPeriod.toOn < dataPeriod.fromOn) {
    problems.push({
      field: 'dataPeriod.toOn',
      rule: 'the period ends on or after the day it begins',
      todo: 'correct one of the two dates',
    });
  }
  if (projectEndsOn && projectEndsOn <= today) {
    problems.push({
      field: 'projectEndsOn',
      rule: 'the project ends after today',
      todo: 'give the date when the data will be deleted',
    });
  }
  if (content.prohibitedRecipients === true) problems.push(prohibitedUse('prohibitedRecipients'));
  if (isMedicalResearch && !protocolReference) {
    problems.push({
      field: 'protocolReference',
      rule: 'medical research has a protocol (helseforskningsloven section 6)',
      todo: 'say where the research protocol is found',
    });
  }
  for (const [index, { registryId, variables = [] }] of sources.entries()) {
    if (!knownRegistryIds.has(registryId)) {
      problems.push({
        field: `sources.${index}.registryId`,
        rule: 'the registry stands in the catalogue',
        todo: 'choose a registry from the catalogue',
      });
    }
    if (sources.findIndex((other) => other.registryId === registryId) !== index) {
      problems.push({
        field: `sources.${index}.registryId`,
        rule: 'a registry is named once',
        todo: 'join the two entries for this registry',
      });
    }
    const path = `sources.${index}.variables`;
    problems.push(...namedTwice(variables, path));
    const listed = catalogue.filter((one) => one.registryId === registryId);
    problems.push(...againstCatalogue(variables, listed, path));
  }
  return parsed.success && problems.length === 0 ? { application: parsed.data } : { problems };
}

function namedTwice(variables: readonly { name: string }[], path: string): FieldProblem[] {
  const seen = new Set<string>();
  return variables.flatMap(({ name }, index) => {
    const key = name.toLocaleLowerCase('nb');
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [
      {
        field: `${path}.${index}.name`,
        rule: 'a variable is named once in a source',
        todo: 'join the two entries for this variable',
      },
    ];
  });
}

/** Direct identifiers are given only for a special reason: helseregisterloven section 19 a. */
function againstCatalogue(
  variables: NonNullable<NonNullable<Draft['sources']>[number]['variables']>,
  listed: readonly CatalogueVariable[],
  path: string,
): FieldProblem[] {
  return variables.flatMap(({ name, variableId, directIdentifierReason }, index) => {
    const known = listed.find(({ id }) => id === variableId);
    if (variableId !== undefined && !known) {
      return [
        {
          field: `${path}.${index}.variableId`,
          rule: 'the registry lists the variable today',
          todo: 'choose a variable from the catalogue again',
        },
      ];
    }
    const meant = known ?? listed.find((one) => one.nameKey === nameKey(name));
    if (meant?.identificationRisk !== 'direct' || directIdentifierReason) return [];
    return [
      {
        field: `${path}.${index}.directIdentifierReason`,
        rule: 'a direct identifier is given only for a special reason (helseregisterloven section 19 a)',
        todo: 'say why a serial number will not do, or remove the variable',
      },
    ];
  });
}

/**
 * Why nothing is released for some uses, whatever else is in order: not to prosecutors, employers
 * or insurers even with consent, nor to the harm of people.
 */
export function prohibitedUse(field: string): FieldProblem {
  return {
    field,
    rule: 'health data are never released to prosecutors, employers or insurers, nor for marketing or decisions against people (helseregisterloven section 19 d, helseforskningsloven section 32, EHDS article 54)',
    todo: 'no application can be made for such a use',
  };
}

function problemOf(issue: z.core.$ZodIssue, content: Draft): FieldProblem {
  const value = issue.path.reduce<unknown>(
    (part, key) => (part as Record<PropertyKey, unknown> | undefined)?.[key],
    content,
  );
  return {
    field: issue.path.join('.'),
    rule: value === undefined ? 'is required' : issue.message,
    todo: 'fill in this field',
  };
}

/** What a case is found by in lists: what its staff would remember of it. */
export function searchableText(
  { title, purpose, institutionName, protocolReference, sources = [] }: Draft,
  {
    applicantName,
    registries,
  }: { applicantName: string; registries: Readonly<Record<string, { name: string }>> },
): string {
  const registryNames = sources.map(({ registryId }) => registries[registryId]?.name);
  return [title, applicantName, institutionName, protocolReference, ...registryNames, purpose]
    .filter((part) => part !== undefined)
    .join('\n');
}
