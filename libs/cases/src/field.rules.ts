import { z } from 'zod';
import { calendarDay } from '../../platform/src/http/day.rules.js';

/** The fields that bodies are made of. */

// NUL and other control characters, and halves of surrogate pairs, fit in no letter and no database;
// marks that turn the direction of writing make a text read otherwise than it was written.
const unprintable = /(?![\t\n\r])[\p{Cs}\p{Cc}\u202a-\u202e\u2066-\u2069]/u;
const visible = /[^\s\p{Default_Ignorable_Code_Point}]/u;

/** Whether a text can be stored, searched for and put in a letter. */
export const isPrintable = (value: string) => !unprintable.test(value);

export const text = (maxLength: number) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(maxLength, `at most ${maxLength} characters`)
    .refine((value) => visible.test(value), 'must not be empty')
    .refine(isPrintable, 'holds a character that cannot be printed');

export const line = (maxLength: number) =>
  text(maxLength).refine((value) => !/[\n\r\t]/.test(value), 'must be one line');

export const date = calendarDay;

export const registryIdField = z
  .string()
  .regex(/^[a-z0-9-]{1,120}$/, 'a registry id of the catalogue');

/** A command that carries nothing but the version its sender saw. */
export const none = z.strictObject({});

export const reason = z.strictObject({ reason: text(5_000) });

export const atRegistry = z.strictObject({ registryId: registryIdField });

export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 of 64 hexadecimal digits');

export const count = z.int().min(0);
