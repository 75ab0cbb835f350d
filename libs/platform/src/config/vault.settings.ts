import { z } from 'zod';
import { logLevel, mode, port, postgresUrl, secret, secretText } from './config.parts.js';
import { isHere, refuseHalf, refuseOpenLinks } from './production.rules.js';
import { Secret } from './secret.js';

const slotMs = { production: 1_000, demo: 100, test: 100 } as const;

/** The settings of the vault. */
export const vaultSettings = z
  .object({
    TILGANG_MODE: mode,
    LOG_LEVEL: logLevel,
    VAULT_HOST: z.string().default('127.0.0.1'),
    VAULT_PORT: port,
    /** What the vault shows of itself: certificate and key, PEM. Left out: it speaks plain HTTP. */
    VAULT_TLS_CERTIFICATE_FILE: z.string().min(1).optional(),
    VAULT_TLS_KEY_FILE: z.string().min(1).optional(),
    /** Who issues the certificate that the case system must show beside its token: PEM. */
    VAULT_TLS_CLIENT_CA_FILE: z.string().min(1).optional(),
    VAULT_DATABASE_URL: postgresUrl,
    /** Who keeps the keys of domains; the settings of others make them former custodies. */
    VAULT_CUSTODY: z.enum(['file', 'transit', 'pkcs11']).default('file'),
    VAULT_KEY_FILE: z.string().min(1).optional(),
    /** Where the keys of domains are kept, sealed under the key file; beside it when left out. */
    VAULT_CUSTODY_FOLDER: z.string().min(1).optional(),
    /** A key service that speaks the API of the transit engine: OpenBao, HashiCorp Vault. */
    VAULT_TRANSIT_URL: z.url({ protocol: /^https?$/ }).optional(),
    VAULT_TRANSIT_TOKEN_FILE: z.string().min(1).optional(),
    VAULT_TRANSIT_MOUNT: z
      .string()
      .regex(/^[a-zA-Z0-9._/-]+$/)
      .default('transit'),
    VAULT_TRANSIT_PREFIX: z
      .string()
      .regex(/^[a-z0-9-]*$/)
      .default('tilgang-'),
    /** Where a KV engine (version 2) is mounted there, for the facts of what was destroyed. */
    VAULT_TRANSIT_RECORDS: z
      .string()
      .regex(/^[a-zA-Z0-9._/-]+$/)
      .optional(),
    /** A hardware module: its PKCS #11 library, the label of the token and a file with the PIN. */
    VAULT_PKCS11_MODULE: z.string().min(1).optional(),
    VAULT_PKCS11_TOKEN: z.string().min(1).optional(),
    VAULT_PKCS11_PIN_FILE: z.string().min(1).optional(),
    /** `2/4`: the second of four vaults that share the domains. */
    VAULT_SHARE: z
      .string()
      .regex(/^([1-9]\d{0,3})\/([1-9]\d{0,3})$/)
      .default('1/1')
      .transform((text) => text.split('/').map(Number) as [number, number])
      .refine(([place, of]) => place <= of, 'is at most the number of vaults')
      .transform(([place, of]) => ({ place: place - 1, of })),
    /** Lets the worker in. */
    VAULT_TOKEN: secret,
    VAULT_TICKET_KEY: secret,
    /** Lets the first two custodians be added; left out afterwards. */
    VAULT_SETUP_TOKEN: secretText
      .or(z.literal(''))
      .transform((text) => (text ? new Secret(text) : undefined))
      .optional(),
    /** Whether a serial number may be resolved back to a person at all. */
    VAULT_RESOLVE: z.enum(['on', 'off']).default('off'),
    /** Where lists too large for memory wait, sealed; left out: the system's own folder for it. */
    VAULT_TEMP_DIR: z.string().min(1).optional(),
    /** Where registries lay lists by SFTP: <registry>/<domain>/in; left out: nowhere. */
    VAULT_DROP_DIR: z.string().min(1).optional(),
    VAULT_DROP_SETTLE_SECONDS: z.coerce.number().min(0).max(86_400).default(30),
    /**
     * How long the answer to a list takes at least, so that its time tells nothing of who is in it.
     * Left out: a second in production; elsewhere a tenth, as there is nobody in those lists.
     */
    VAULT_ANSWER_SLOT_MS: z.coerce.number().int().min(0).max(60_000).optional(),
    VAULT_LIST_LIMIT_BYTES: z.coerce
      .number()
      .int()
      .min(1_024)
      .default(32 * 2 ** 30),
  })
  .superRefine((settings, context) => {
    // Half a custody is a mistake that would be noticed when a key is needed.
    const wanted = {
      file: ['VAULT_KEY_FILE'],
      transit: ['VAULT_TRANSIT_URL', 'VAULT_TRANSIT_TOKEN_FILE'],
      pkcs11: ['VAULT_PKCS11_MODULE', 'VAULT_PKCS11_TOKEN', 'VAULT_PKCS11_PIN_FILE'],
    } as const;
    for (const name of wanted[settings.VAULT_CUSTODY]) {
      if (!settings[name]) context.addIssue({ code: 'custom', path: [name], message: 'needed' });
    }
    const { TILGANG_MODE, VAULT_TRANSIT_URL, VAULT_ANSWER_SLOT_MS } = settings;
    if (TILGANG_MODE === 'production' && (VAULT_ANSWER_SLOT_MS ?? slotMs.production) < 1_000) {
      const path = ['VAULT_ANSWER_SLOT_MS'];
      context.addIssue({ code: 'custom', path, message: 'must be a second or more' });
    }
    if (TILGANG_MODE === 'production' && VAULT_TRANSIT_URL?.startsWith('http:')) {
      const path = ['VAULT_TRANSIT_URL'];
      context.addIssue({ code: 'custom', path, message: 'must be https' });
    }
  })
  .superRefine((settings, context) => {
    refuseHalf(settings, ['VAULT_TLS_CERTIFICATE_FILE', 'VAULT_TLS_KEY_FILE'], context);
    const { TILGANG_MODE, VAULT_HOST, VAULT_TLS_CERTIFICATE_FILE, VAULT_TLS_CLIENT_CA_FILE } =
      settings;
    // Lists of people come in here: never in the clear from another machine.
    const isOpen = TILGANG_MODE === 'production' && !isHere(VAULT_HOST);
    if (!VAULT_TLS_CERTIFICATE_FILE && (isOpen || VAULT_TLS_CLIENT_CA_FILE)) {
      const path = ['VAULT_TLS_CERTIFICATE_FILE'];
      context.addIssue({ code: 'custom', path, message: 'must be encrypted' });
    }
  })
  .superRefine(refuseOpenLinks)
  .transform(({ VAULT_ANSWER_SLOT_MS, ...settings }) => ({
    ...settings,
    VAULT_ANSWER_SLOT_MS: VAULT_ANSWER_SLOT_MS ?? slotMs[settings.TILGANG_MODE],
  }));
