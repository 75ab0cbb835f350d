import { z } from 'zod';
import { date, draft, line, registryIdField, text } from './application.rules.js';

/**
 * Every command on a case and the body it takes: one schema serves validation, types and the
 * OpenAPI document. A command is imperative, as a caseworker would say it.
 */

const none = z.strictObject({});
const reason = z.strictObject({ reason: text(5_000) });
const atRegistry = z.strictObject({ registryId: registryIdField });
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 of 64 hexadecimal digits');
const count = z.int().min(0);

/** helseregisterloven section 19 e: each criterion answered with a reason; none may be blank. */
const exemptionCriteria = z.strictObject({
  explicitPurpose: text(5_000),
  securityMeasures: text(5_000),
  essentialPublicInterest: text(5_000),
});

/** helseregisterloven section 19 a, first paragraph a to d and fifth paragraph. */
const accessCriteria = z.strictObject({
  explicitPurpose: text(5_000),
  legalBasis: text(5_000),
  consentsAndReservations: text(5_000),
  securityMeasures: text(5_000),
  unobjectionable: text(5_000),
});

export const commandBodies = {
  'edit-draft': z.strictObject({ application: draft }),
  submit: none,
  withdraw: z.strictObject({ reason: text(5_000).optional() }),
  'take-case': none,
  'find-complete': none,
  'close-case': none,

  'require-rek': reason,
  'find-rek-not-required': reason,
  'forward-to-rek': none,
  'acknowledge-at-rek': none,
  'record-rek-approval': z.strictObject({
    rekReference: line(50),
    decidedOn: date,
    validUntilOn: date,
    conditions: text(5_000).optional(),
  }),
  'record-rek-rejection': z.strictObject({
    rekReference: line(50),
    decidedOn: date,
    reason: text(5_000),
  }),

  'consult-registry': atRegistry.extend({ question: text(5_000), answerDueOn: date }),
  'give-advice': atRegistry.extend({
    advice: z.enum(['for', 'for-with-conditions', 'against']),
    reason: text(5_000),
    costNok: z.int().min(0).max(10_000_000).optional(),
    weeksToDeliver: z.int().min(0).max(200).optional(),
  }),
  'cancel-consultation': atRegistry.extend({ reason: text(5_000) }),

  'find-exemption-not-needed': z.strictObject({ legalBasis: line(200), reason: text(5_000) }),
  'propose-exemption': z.strictObject({
    legalBasis: line(200),
    criteria: exemptionCriteria,
    threatensSociety: z.boolean(),
  }),
  'return-exemption': reason,
  'sign-exemption': none,

  'propose-access-decision': z.strictObject({
    sources: z
      .array(
        z.strictObject({
          registryId: registryIdField,
          isGranted: z.boolean(),
          reason: text(5_000),
        }),
      )
      .min(1)
      .max(80),
    criteria: accessCriteria,
    threatensSociety: z.boolean(),
    facts: text(10_000),
    considerations: text(10_000),
    conditions: z.array(text(2_000)).max(60),
    permitEndsOn: date.optional(),
  }),
  'return-access-decision': reason,
  'sign-access-grant': none,
  'sign-partial-access-grant': none,
  'sign-access-refusal': none,

  'issue-permit': none,
  'end-permit': z.strictObject({ reason: text(5_000).optional() }),

  'order-linkage': z.strictObject({ linker: line(200) }),
  'create-linkage-domain': none,
  'record-domain-created': none,
  'record-key-file': atRegistry.extend({
    runId: z.uuid(),
    rows: count,
    accepted: count,
    repeated: count,
    invalid: count,
    inputSha256: sha256,
    keyFileSha256: sha256,
  }),
  'complete-linkage': none,
  'order-key-destruction': none,
  'record-keys-destroyed': z.strictObject({
    destroyedAt: z.iso.datetime(),
    serialNumberCount: count,
    certificateSha256: sha256,
  }),

  'order-delivery': atRegistry,
  'promise-delivery': atRegistry.extend({ promisedOn: date }),
  'report-delivered': atRegistry.extend({
    fileCount: z.int().min(1).max(10_000),
    rowCount: count,
    sha256,
    handOverPlace: line(200),
  }),
  'confirm-receipt': atRegistry,

  'confirm-deletion': z.strictObject({ statement: text(5_000) }),
} as const;

export type CommandName = keyof typeof commandBodies;

export const commandNames = Object.keys(commandBodies) as CommandName[];

/** The body of a command, validated. */
export type CommandBody<Name extends CommandName> =
  z.infer<(typeof commandBodies)[Name]> extends Record<string, never>
    ? unknown
    : z.infer<(typeof commandBodies)[Name]>;

export type CaseCommand = {
  [Name in CommandName]: {
    type: Name;
    /** The version the user saw; null where a program acts on what has already happened. */
    version: number | null;
  } & CommandBody<Name>;
}[CommandName];

export type CommandOf<Name extends CommandName> = Extract<CaseCommand, { type: Name }>;
