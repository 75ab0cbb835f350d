import { z } from 'zod';
import { recipientKeyCharacters } from '#platform';
import { alphabetNames } from './numbers/alphabet.rules.js';

// Text that is kept or logged must not carry an identity number in with it.
export const text = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .refine((value) => !/\d{6}\s?\d{5}/.test(value), 'must not hold an identity number');

export const registryId = z
  .string()
  .max(120)
  .regex(/^(?!\d{11}$)[A-Za-z0-9][A-Za-z0-9._-]*$/, 'is the id of a registry');

export const domainPath = z.object({ domainId: z.guid().toLowerCase() });
export const listPath = z.object({ ...domainPath.shape, registryId });
export const uploadPath = z.object({ ...listPath.shape, listId: z.guid().toLowerCase() });
export const runPath = z.object({ runId: z.guid().toLowerCase() });
export const filePath = z.object({ fileId: z.guid().toLowerCase() });
export const noticePath = z.object({ noticeId: z.guid().toLowerCase() });
export const noticeQuery = z.object({
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
});

const mostRegistries = 100;

/**
 * What serial numbers look like. Without a length, the shortest that fits four times the people
 * expected; without either, eight characters.
 */
const serialFormat = z
  .strictObject({
    alphabet: z.enum(alphabetNames).default('decimal'),
    length: z.number().int().min(1).max(20).optional(),
    expectedPeople: z.number().int().min(1).max(100_000_000).optional(),
    prefix: z
      .union([
        z.literal(['allocated', 'none']),
        z.string().regex(/^[A-Z][A-Z0-9]{1,9}$/, 'begins with a capital, then capitals and digits'),
      ])
      .default('allocated'),
  })
  .refine(({ length, expectedPeople }) => length === undefined || expectedPeople === undefined, {
    path: ['length'],
    error: 'is given, or the people expected are, not both',
  });

/** Each registry has pseudonyms of its own; the linker alone gets what leads from one to another. */
const childDomains = z.strictObject({
  linkerId: registryId,
  ageRecipient: z.string().min(1).max(recipientKeyCharacters),
});

const acceptedKind = z.union([
  z.strictObject({ kind: z.literal(['fodselsnummer', 'd-number']) }),
  z.strictObject({ kind: z.literal(['h-number', 'fh-number', 'duf-number']), registryId }),
]);

export type AcceptedKind = z.infer<typeof acceptedKind>;

export const newDomain = z.object({
  caseReference: text(100),
  serialFormat: serialFormat.prefault({}),
  childDomains: childDomains.nullable().default(null),
  acceptedKinds: z
    .array(acceptedKind)
    .min(1)
    .max(5)
    .refine(
      (accepted) => new Set(accepted.map(({ kind }) => kind)).size === accepted.length,
      'must name each kind once',
    )
    .default([{ kind: 'fodselsnummer' }, { kind: 'd-number' }]),
  registries: z
    .array(
      z.object({ id: registryId, ageRecipient: z.string().min(1).max(recipientKeyCharacters) }),
    )
    .min(1)
    .max(mostRegistries)
    .refine(
      (registries) => new Set(registries.map(({ id }) => id)).size === registries.length,
      'must name each registry once',
    ),
});

const ticket = z.string().max(4_000);

/** What the person who ordered it approved in the case, and what the one who confirmed it did. */
export const approvedDestruction = z.object({
  caseReference: text(100),
  approvals: z.array(ticket).max(2),
});

/** What a ticket says of an approval, beside whose it is and for what. */
export const approvalClaims = z.object({
  approves: z.enum(['order', 'confirm']),
  order: z.guid().toLowerCase(),
});

export const orderPath = z.object({ ...domainPath.shape, orderId: z.guid().toLowerCase() });

/** Why a person may be named (docs/decisions/0006-vault.md). */
export const resolvingGrounds = ['significant-finding', 'withdrawn-consent'] as const;

export const resolveRequest = z.object({
  serialNumber: z.string().max(40),
  legalGround: z.enum(resolvingGrounds),
  reason: text(500),
});

export const newCustodian = z.object({
  personId: z
    .string()
    .max(200)
    .regex(
      /^(?!\d{11}$)[A-Za-z0-9][A-Za-z0-9._:@-]*$/,
      'is the id of a person, never an identity number',
    ),
  name: text(200),
  publicKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'is an Ed25519 public key in base64url'),
});

export const custodianPath = z.object({ custodianId: z.guid().toLowerCase() });
export const custodianOrderPath = z.object({ orderId: z.guid().toLowerCase() });

export const rotationOrder = z.object({ kind: z.enum(['master', 'domains', 'retire']) });
