import { z } from 'zod';

// Text that is kept or logged must not carry an identity number in with it.
const text = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .refine((value) => !/\d{6}\s?\d{5}/.test(value), 'must not hold an identity number');

const registryId = z
  .string()
  .max(120)
  .regex(/^(?!\d{11}$)[A-Za-z0-9][A-Za-z0-9._-]*$/, 'is the id of a registry');

export const domainPath = z.object({ domainId: z.guid().toLowerCase() });
export const listPath = z.object({ ...domainPath.shape, registryId });
export const runPath = z.object({ runId: z.guid().toLowerCase() });
export const noticePath = z.object({ noticeId: z.guid().toLowerCase() });
export const noticeQuery = z.object({
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
});

const mostRegistries = 100;

export const newDomain = z.object({
  caseReference: text(100),
  registries: z
    .array(z.object({ id: registryId, ageRecipient: z.string().min(1).max(4_000) }))
    .min(1)
    .max(mostRegistries)
    .refine(
      (registries) => new Set(registries.map(({ id }) => id)).size === registries.length,
      'must name each registry once',
    ),
});

export const destructionOrder = z.object({
  orderedBy: z.object({ id: z.string().min(1).max(200), name: text(200) }),
  caseReference: text(100),
});

export const resolveRequest = z.object({
  serialNumber: z.string().max(40),
  legalGround: text(500),
});
