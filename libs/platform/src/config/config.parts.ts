import { z } from 'zod';
import { Secret } from './secret.js';

/** Kinds of settings that several programs have. */

export const port = z.coerce.number().int().min(1).max(65_535);
export const asSecret = (text: string) => new Secret(text);
/** With a password in it. */
export const postgresUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\//)
  .transform(asSecret);
export const secretText = z.string().min(16);
export const secret = secretText.transform(asSecret);

export const mode = z.enum(['production', 'demo', 'test']);
export const logLevel = z
  .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])
  .default('info');

export const urls = z
  .string()
  .transform((text) => text.trim().split(/\s+/))
  .pipe(z.array(z.url()).min(1));

/** Where holes in the security are reported (RFC 9116 section 2.5.3), several with blanks between. */
export const contacts = z
  .string()
  .transform((text) => text.trim().split(/\s+/))
  .refine((all) => all.every((each) => isContact.test(each)));

const isContact = /^(?:mailto:[^@\s]+@[^@\s]+|https:\/\/\S+|tel:\+[\d-]+)$/;

export const words = z
  .string()
  .default('')
  .transform((text) =>
    text
      .toLowerCase()
      .split(/[\s,]+/)
      .filter(Boolean),
  );

/** Requests a minute; 0 is no limit. */
export const perMinute = z.coerce.number().int().min(0).max(1_000_000);

/** What one person may ask for in production: far more than anybody does, far less than a flood. */
const limitsInProduction = {
  LIMIT_READS_PER_MINUTE: 1_200,
  LIMIT_WRITES_PER_MINUTE: 300,
  LIMIT_EXPORTS_PER_MINUTE: 60,
  LIMIT_STRANGERS_PER_MINUTE: 600,
};

type LimitSetting = keyof typeof limitsInProduction;

/**
 * The limits that were not set, as they are in production; elsewhere none, because a demonstration
 * is worked through by programs that take no breath.
 */
export function withLimits<
  S extends { TILGANG_MODE: string } & Partial<Record<LimitSetting, number>>,
>(settings: S): Omit<S, LimitSetting> & Record<LimitSetting, number> {
  const isProduction = settings.TILGANG_MODE === 'production';
  const limits = Object.entries(limitsInProduction).map(([name, most]) => [
    name,
    settings[name as LimitSetting] ?? (isProduction ? most : 0),
  ]);
  return { ...settings, ...(Object.fromEntries(limits) as Record<LimitSetting, number>) };
}
