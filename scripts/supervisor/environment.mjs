import { ownerRole } from './postgres.mjs';

const ownerOnly = ['OWNER_DATABASE_URL'];
const vaultOnly = [
  'VAULT_DATABASE_URL',
  'VAULT_KEY_FILE',
  'VAULT_CUSTODY_FOLDER',
  'VAULT_SETUP_TOKEN',
  'VAULT_TLS_CERTIFICATE_FILE',
  'VAULT_TLS_KEY_FILE',
  'VAULT_TLS_CLIENT_CA_FILE',
];
const apiOnly = ['OIDC_CLIENT_SECRET', 'OIDC_STAFF_CLIENT_SECRET'];
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
  'VAULT_CLIENT_CERTIFICATE_FILE',
  'VAULT_CLIENT_KEY_FILE',
];
const notForApi = ['VAULT_TOKEN', 'WORKER_DATABASE_URL'];
const notForWorker = ['VAULT_TICKET_KEY'];
const caseSystemOnly = [
  ...['DATABASE_URL', 'WORKER_DATABASE_URL', 'REDIS_URL'],
  ...['DATA_KEY_FILE', 'DATA_KEY_TRANSIT_URL', 'DATA_KEY_TRANSIT_TOKEN_FILE'],
];

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
    ...(isDemo && !env.MACHINE_ISSUER ? demoMachines(settings.publicUrl) : {}),
    VAULT_PORT: String(vaultPort),
    VAULT_URL: vaultHere(env, vaultPort),
    VAULT_PUBLIC_URL: vaultHere(env, vaultPort),
    VAULT_TOKEN: secrets.vaultToken,
    VAULT_TICKET_KEY: secrets.vaultTicketKey,
    VAULT_KEY_FILE: secrets.vaultKeyFile,
    DATA_KEY_FILE: secrets.dataKeyFile,
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
    worker: asWorker(without(all, [...ownerOnly, ...vaultOnly, ...apiOnly, ...notForWorker])),
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

/** The address of the vault that is started here, as its certificate names it where it has one. */
export function vaultHere(env, port) {
  return env.VAULT_TLS_CERTIFICATE_FILE ? `https://localhost:${port}` : `http://127.0.0.1:${port}`;
}

/** The demo identity provider gives tokens to the systems of registries too. */
function demoMachines(publicUrl) {
  return {
    MACHINE_ISSUER: `${publicUrl}/idp/machine`,
    MACHINE_JWKS_URL: `${publicUrl}/idp/machine/jwks`,
    MACHINE_AUDIENCE: publicUrl,
  };
}

/** The addresses of the embedded database, one for each role. */
export function embeddedDatabaseUrls(port, secrets) {
  const url = (role, password) => `postgres://${role}:${password}@127.0.0.1:${port}/tilgang`;
  return {
    OWNER_DATABASE_URL: url(ownerRole, secrets.ownerPassword),
    DATABASE_URL: url('tilgang_app', secrets.appPassword),
    WORKER_DATABASE_URL: url('tilgang_worker', secrets.workerPassword),
    VAULT_DATABASE_URL: url('tilgang_vault', secrets.vaultPassword),
  };
}

/** The worker has a role of its own, which sees every row; under its name each has one address. */
function asWorker({ WORKER_DATABASE_URL, ...env }) {
  return WORKER_DATABASE_URL ? { ...env, DATABASE_URL: WORKER_DATABASE_URL } : env;
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
