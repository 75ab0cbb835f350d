import { z } from 'zod';
import type { FieldProblem } from '#platform';
import type { IdentificationRisk } from '../../../parties/src/variable.rules.js';
import { line, registryIdField, text } from '../field.rules.js';
import { controllerExceptions } from './source.routing.rules.js';

/**
 * What an applicant writes. The questions and the shape of every answer are the form's
 * (`data/forms`); what letters and machines read by name is typed here.
 */

export const variable = z.strictObject({
  /** As the catalogue names it, or in the applicant's words where it is not found there. */
  name: line(200),
  /** The variable in the catalogue; left out: one that the catalogue does not know. */
  variableId: z.uuid('the id of a variable in the catalogue').optional(),
  /** Why it is needed: data minimisation, helseregisterloven section 19 a second paragraph. */
  justification: text(2_000).optional(),
  /** Why the person must be known by name or number: asked only of direct identifiers. */
  directIdentifierReason: text(2_000).optional(),
});

/** A source in a draft; when it is sent in, each variable has its justification. */
export const source = z.strictObject({
  registryId: registryIdField,
  /** Why this source at all, where the variables do not say it. */
  justification: text(5_000).optional(),
  /** The use for which the controller itself decides; left out: another use. */
  exception: z.enum(controllerExceptions).optional(),
  variables: z.array(variable).max(500).optional(),
});

/** A variable of the catalogue that the application names, by id or by its very name. */
export interface CatalogueVariable {
  id: string;
  registryId: string;
  nameKey: string;
  identificationRisk: IdentificationRisk;
}

/** Answers on their way in: what each field holds, the form says. */
export const answers = z.record(z.string().max(100), z.unknown());

/** The answers as they are stored: everything may be lacking, and what is there is well-formed. */
export interface Draft {
  title?: string;
  purpose?: string;
  isMedicalResearch?: boolean;
  /** Where the research protocol is found; REK is sent this. */
  protocolReference?: string;
  /** What REK decided before the application was sent in, if it did. */
  rekApproval?: { reference?: string; decidedOn?: string };
  /** Its signatory then confirms the application before it is sent in. */
  isInstitutionResponsible?: boolean;
  institutionName?: string;
  institutionNumber?: string;
  postalAddress?: string[];
  dataPeriod?: { fromOn?: string; toOn?: string };
  sources?: z.infer<typeof source>[];
  identificationLevel?: 'anonymous' | 'pseudonymised' | 'directly-identifiable';
  identificationReason?: string;
  /** The letters of the first paragraph, or `eu` for the institutions of the Union. */
  legalBasisArticle6?: string[];
  /** The letters of the second paragraph. */
  legalBasisArticle9?: string[];
  securityMeasures?: string;
  recipientEnvironment?: string;
  projectEndsOn?: string;
  /** For how long the data are to be at hand: the form asks it anew of an extension. */
  accessPeriod?: { fromOn?: string; toOn?: string };
  /** Whether results about individuals will reach somebody the law keeps them from: a yes stops it. */
  prohibitedRecipients?: boolean;
  [field: string]: unknown;
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

/** The registries asked for, each once. */
export function registryIdsOf({ sources = [] }: Draft): string[] {
  return [...new Set(sources.map(({ registryId }) => registryId))];
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
