import { ownerRole } from './postgres.mjs';

const ownerOnly = ['OWNER_DATABASE_URL'];
const vaultOnly = [
  'VAULT_DATABASE_URL',
  'VAULT_KEY_FILE',
  'VAULT_CUSTODY_FOLDER',
  'VAULT_SETUP_TOKEN',
];
const apiOnly = ['OIDC_CLIENT_SECRET'];
const workerOnly = [
  'SMTP_URL',
  'EFORMIDLING_URL',
  'CLAMAV_URL',
  'SEAL_KEY_FILE',
  'SEAL_KEY_PASSPHRASE',
  'SEAL_CERTIFICATE_FILE',
  'LOG_KEY_FILE',
  'LOG_TSA_URL',
  'LOG_TSA_CERTIFICATE_FILE',
];
const notForApi = ['VAULT_TOKEN'];
const notForWorker = ['VAULT_TICKET_KEY'];
const caseSystemOnly = ['DATABASE_URL', 'REDIS_URL'];

/**
 * The settings of each program (libs/platform/src/config/config.ts). What the operator set stands;
 * no program is given a secret that belongs to another.
 *
 * @returns {Record<'api' | 'worker' | 'vault' | 'migrate', NodeJS.ProcessEnv>}
 */
export function environments(
  env,
  { settings, secrets, databaseUrls, vaultPort, seal, logKeyFile },
) {
  const isDemo = settings.mode === 'demo';
  const all = {
    TILGANG_MODE: settings.mode,
    HOST: settings.host,
    PORT: String(settings.port),
    PUBLIC_URL: settings.publicUrl,
    WEB_ROOT: 'dist/web',
    OIDC_ISSUER: `${settings.publicUrl}/idp`,
    OIDC_CLIENT_ID: 'tilgang-web',
    OIDC_CLIENT_SECRET: secrets.oidcClientSecret,
    VAULT_PORT: String(vaultPort),
    VAULT_URL: `http://127.0.0.1:${vaultPort}`,
    VAULT_PUBLIC_URL: `http://127.0.0.1:${vaultPort}`,
    VAULT_TOKEN: secrets.vaultToken,
    VAULT_TICKET_KEY: secrets.vaultTicketKey,
    VAULT_KEY_FILE: secrets.vaultKeyFile,
    ...(isDemo ? { VAULT_SETUP_TOKEN: secrets.vaultSetupToken } : {}),
    VAULT_RESOLVE: isDemo ? 'on' : 'off',
    // A test seal never seals what is real, and a real one is named as a whole.
    ...(seal && !env.SEAL_KEY_FILE && !env.SEAL_CERTIFICATE_FILE ? seal : {}),
    ...(logKeyFile ? { LOG_KEY_FILE: logKeyFile } : {}),
    NODE_ENV: settings.mode === 'production' ? 'production' : 'development',
    ...databaseUrls,
    ...withoutNpm(env),
  };
  return {
    api: without(all, [...ownerOnly, ...vaultOnly, ...workerOnly, ...notForApi]),
    worker: without(all, [...ownerOnly, ...vaultOnly, ...apiOnly, ...notForWorker]),
    vault: without(all, [...ownerOnly, ...caseSystemOnly, ...apiOnly, ...workerOnly]),
    migrate: without(all, [
      ...vaultOnly,
      ...caseSystemOnly,
      ...apiOnly,
      ...workerOnly,
      ...notForApi,
      ...notForWorker,
    ]),
  };
}

/** The addresses of the embedded database, one for each role. */
export function embeddedDatabaseUrls(port, secrets) {
  const url = (role, password) => `postgres://${role}:${password}@127.0.0.1:${port}/tilgang`;
  return {
    OWNER_DATABASE_URL: url(ownerRole, secrets.ownerPassword),
    DATABASE_URL: url('tilgang_app', secrets.appPassword),
    VAULT_DATABASE_URL: url('tilgang_vault', secrets.vaultPassword),
  };
}

/** Without what npm adds for its scripts, and without settings left empty. */
function withoutNpm(env) {
  return Object.fromEntries(
    Object.entries(env).filter(
      ([name, value]) => !/^npm_/i.test(name) && !(value === '' && /^[A-Z_]+$/.test(name)),
    ),
  );
}

function without(env, names) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !names.includes(name)));
}
