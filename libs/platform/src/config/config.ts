import { z } from 'zod';
import {
  asSecret,
  contacts,
  logLevel,
  mode,
  perMinute,
  port,
  postgresUrl,
  secret,
  urls,
  withLimits,
  words,
} from './config.parts.js';
import { refuseHalf, refuseOpenLinks, refuseUnencryptedFiles } from './production.rules.js';
import { withSecretFiles } from './secret.files.js';
import { signInSettings } from './sign-in.settings.js';
import { vaultSettings } from './vault.settings.js';

const caseSystem = {
  TILGANG_MODE: mode,
  LOG_LEVEL: logLevel,
  DATABASE_URL: postgresUrl,
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(100).default(10),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//)
    .transform(asSecret)
    .optional(),
  /** What data keys are wrapped by: a file, or a key service by the API of the transit engine. */
  DATA_KEY_FILE: z.string().min(1).optional(),
  DATA_KEY_TRANSIT_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATA_KEY_TRANSIT_TOKEN_FILE: z.string().min(1).optional(),
  DATA_KEY_TRANSIT_MOUNT: z
    .string()
    .regex(/^[a-zA-Z0-9._/-]+$/)
    .default('transit'),
  DATA_KEY_TRANSIT_NAME: z
    .string()
    .regex(/^[a-zA-Z0-9.-]+$/)
    .default('tilgang-data'),
  /** The vaults, in order of their shares; as a rule there is one. */
  VAULT_URL: urls,
  /** Who issues the vaults' certificates: PEM; left out: whom Node trusts. */
  VAULT_CA_FILE: z.string().min(1).optional(),
};

/** Every setting of every program; for what is held against them all. */
export const schemas = {
  api: z
    .object({
      ...caseSystem,
      HOST: z.string().default('127.0.0.1'),
      PORT: port.default(3000),
      PUBLIC_URL: z.url(),
      VAULT_PUBLIC_URL: urls,
      /** Signs passes to the vault. The API holds no more: it can neither make nor destroy a domain. */
      VAULT_TICKET_KEY: secret,
      WEB_ROOT: z.string().optional(),
      ATTACHMENT_LIMIT_BYTES: z.coerce
        .number()
        .int()
        .min(1_024)
        .max(1_073_741_824)
        .default(25 * 1024 * 1024),
      /** All the files of one case together. */
      CASE_FILES_LIMIT_BYTES: z.coerce
        .number()
        .int()
        .min(1_024)
        .max(1_099_511_627_776)
        .default(1024 * 1024 * 1024),
      ...signInSettings,
      /** Addresses or networks of proxies that tell us truly where a request comes from. */
      TRUSTED_PROXIES: words,
      /** Served at /.well-known/security.txt; the second tells how reports are dealt with. */
      SECURITY_CONTACT: contacts.optional(),
      SECURITY_POLICY_URL: z.url({ protocol: /^https$/ }).optional(),
      /** Other names than PUBLIC_URL that requests may be sent to, as `api:3000` behind a proxy. */
      ALLOWED_HOSTS: words,
      LIMIT_READS_PER_MINUTE: perMinute.optional(),
      LIMIT_WRITES_PER_MINUTE: perMinute.optional(),
      LIMIT_EXPORTS_PER_MINUTE: perMinute.optional(),
      /** By one address, of what is open to everybody. */
      LIMIT_STRANGERS_PER_MINUTE: perMinute.optional(),
    })
    .refine(
      (settings) =>
        !settings.OIDC_STAFF_ISSUER ||
        (settings.OIDC_STAFF_CLIENT_ID && settings.OIDC_STAFF_CLIENT_SECRET),
      { path: ['OIDC_STAFF_CLIENT_ID'] },
    )
    // Whose tokens cannot be checked, or are meant for anybody, are of no use.
    .refine(
      (settings) =>
        !settings.MACHINE_ISSUER || (settings.MACHINE_JWKS_URL && settings.MACHINE_AUDIENCE),
      { path: ['MACHINE_ISSUER'] },
    )
    // Who finds a hole must know whom to tell.
    .refine(
      ({ TILGANG_MODE, SECURITY_CONTACT }) => TILGANG_MODE !== 'production' || SECURITY_CONTACT,
      { path: ['SECURITY_CONTACT'] },
    )
    .superRefine(refuseUnencryptedFiles)
    .superRefine(refuseOpenLinks)
    .transform(withLimits),
  worker: z
    .object({
      ...caseSystem,
      PUBLIC_URL: z.url(),
      VAULT_TOKEN: secret,
      /** What the worker shows a vault that asks for a certificate: PEM. */
      VAULT_CLIENT_CERTIFICATE_FILE: z.string().min(1).optional(),
      VAULT_CLIENT_KEY_FILE: z.string().min(1).optional(),
      WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(4),
      /** Alerts without content go out by it. */
      SMTP_URL: z
        .string()
        .regex(/^smtps?:\/\//)
        .transform(asSecret)
        .optional(),
      MAIL_FROM: z.email().default('tilgang@localhost.example'),
      /** Letters are sealed with it: RSA, PEM; and the certificate with its issuers behind it. */
      SEAL_KEY_FILE: z.string().min(1).optional(),
      SEAL_KEY_PASSPHRASE: z.string().transform(asSecret).optional(),
      SEAL_CERTIFICATE_FILE: z.string().min(1).optional(),
      /** Signs what is taken out of the log: Ed25519, PEM. Without it no extract is made. */
      LOG_KEY_FILE: z.string().min(1).optional(),
      /** Who puts times on the seals of the log (RFC 3161); left out: nobody does. */
      LOG_TSA_URL: z.url({ protocol: /^https?$/ }).optional(),
      /** Its certificate, or the one that issues its certificates: PEM. */
      LOG_TSA_CERTIFICATE_FILE: z.string().min(1).optional(),
      /** The integration point that organisations are reached by; left out: they are not. */
      EFORMIDLING_URL: z
        .url({ protocol: /^https?$/ })
        .transform(asSecret)
        .optional(),
      /** Whom its messages are from. */
      EFORMIDLING_SENDER: z
        .string()
        .regex(/^\d{9}$/)
        .optional(),
      /** ClamAV's daemon, or `off: ` and why files are not scanned here. */
      CLAMAV_URL: z
        .string()
        .regex(/^(tcp:\/\/[^/\s]+|unix:\/\S+|off: .{10,})$/)
        .optional(),
    })
    .refine(({ EFORMIDLING_URL, EFORMIDLING_SENDER }) => !EFORMIDLING_URL || EFORMIDLING_SENDER, {
      path: ['EFORMIDLING_SENDER'],
    })
    .superRefine((settings, context) =>
      refuseHalf(settings, ['VAULT_CLIENT_CERTIFICATE_FILE', 'VAULT_CLIENT_KEY_FILE'], context),
    )
    // A stamp that cannot be checked is none.
    .refine(
      ({ LOG_TSA_URL, LOG_TSA_CERTIFICATE_FILE }) => !LOG_TSA_URL || LOG_TSA_CERTIFICATE_FILE,
      {
        path: ['LOG_TSA_CERTIFICATE_FILE'],
      },
    )
    .superRefine(refuseUnencryptedFiles)
    .superRefine(refuseOpenLinks)
    // Who is not alerted may miss a deadline.
    .refine(({ TILGANG_MODE, SMTP_URL }) => TILGANG_MODE !== 'production' || SMTP_URL, {
      path: ['SMTP_URL'],
    })
    // Files that strangers send are opened on the office's machines.
    .refine(({ TILGANG_MODE, CLAMAV_URL }) => TILGANG_MODE !== 'production' || CLAMAV_URL, {
      path: ['CLAMAV_URL'],
    })
    // A decision is a document that can be verified; half a seal is a mistake anywhere.
    .superRefine(({ TILGANG_MODE, SEAL_KEY_FILE, SEAL_CERTIFICATE_FILE }, context) => {
      const files = { SEAL_KEY_FILE, SEAL_CERTIFICATE_FILE };
      const isWanted = TILGANG_MODE === 'production' || SEAL_KEY_FILE || SEAL_CERTIFICATE_FILE;
      for (const [name, file] of Object.entries(files)) {
        if (isWanted && !file) {
          context.addIssue({ code: 'custom', path: [name], message: 'needed for the seal' });
        }
      }
    }),
  vault: vaultSettings,
  migrate: z
    .object({ TILGANG_MODE: mode, LOG_LEVEL: logLevel, OWNER_DATABASE_URL: postgresUrl })
    .superRefine(refuseOpenLinks),
  backup: z
    .object({
      ...{ TILGANG_MODE: mode, LOG_LEVEL: logLevel, OWNER_DATABASE_URL: postgresUrl },
      BACKUP_FILE: z.string().min(1),
      /** Whom backups are encrypted to: an age recipient. Its identity is kept elsewhere. */
      BACKUP_RECIPIENT: z.string().regex(/^age1[a-z0-9]{58}$/),
    })
    .superRefine(refuseOpenLinks),
  restore: z
    .object({
      ...{ TILGANG_MODE: mode, LOG_LEVEL: logLevel, OWNER_DATABASE_URL: postgresUrl },
      BACKUP_FILE: z.string().min(1),
      BACKUP_IDENTITY_FILE: z.string().min(1),
    })
    .superRefine(refuseOpenLinks),
};

export type App = keyof typeof schemas;
export type Config<A extends App> = Readonly<z.infer<(typeof schemas)[A]>>;

export class ConfigError extends Error {
  constructor(readonly settings: readonly string[]) {
    super(`Missing or malformed settings: ${settings.join(', ')}`);
  }
}

/**
 * The one validated, frozen configuration object of a process.
 *
 * Throws {@link ConfigError} with the names of the settings at fault. Values never appear in the
 * message: a malformed secret must not end up in a log.
 */
export function loadConfig<A extends App>(app: A, env: NodeJS.ProcessEnv = process.env): Config<A> {
  const given = withSecretFiles(env);
  const parsed = schemas[app].safeParse(given.env);
  if (!parsed.success || given.faults.length > 0) {
    const issues = parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join('.'));
    // A secret whose file is at fault is not at fault itself.
    const causes = issues.filter((name) => !given.faults.includes(`${name}_FILE`));
    throw new ConfigError([...new Set([...given.faults, ...causes])]);
  }
  return Object.freeze(parsed.data) as Config<A>;
}
