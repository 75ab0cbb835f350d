import { z } from 'zod';

/**
 * What a person says they are called: one line of letters as names have them. No digit, so that no
 * identity number comes in by it.
 */
export const ownName = z.strictObject({
  name: z
    .string()
    .transform((text) => text.normalize('NFC').trim().replace(/\s+/g, ' '))
    .pipe(
      z
        .string()
        .min(1)
        .max(100)
        .regex(/^[\p{L}\p{M} .'’-]*$/u, 'letters, blanks, hyphens, apostrophes and full stops')
        .regex(/\p{L}/u, 'letters, blanks, hyphens, apostrophes and full stops'),
    ),
});
