import { createLog, loadConfig } from '#platform';
import { createApi } from '../../apps/api/src/api.app.js';
import { freePort } from './ports.js';

/** The API alone, in this process, on a database and without a vault. */
export async function startApi(
  databaseUrl: string,
  settings: NodeJS.ProcessEnv = {},
): Promise<{ url: string; close: () => Promise<void> }> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const config = loadConfig('api', {
    TILGANG_MODE: 'test',
    LOG_LEVEL: 'silent',
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    PUBLIC_URL: url,
    OIDC_ISSUER: `${url}/idp`,
    OIDC_CLIENT_ID: 'tilgang-web',
    OIDC_CLIENT_SECRET: 'only-in-tests-0123456789',
    VAULT_URL: 'http://127.0.0.1:9',
    VAULT_PUBLIC_URL: 'http://127.0.0.1:9',
    VAULT_TICKET_KEY: 'only-in-tests-0123456789',
    ...settings,
  });
  const api = await createApi(config, createLog('api', 'silent'));
  await api.app.listen(config.PORT, '127.0.0.1');
  return { url: `http://127.0.0.1:${config.PORT}`, close: () => api.close() };
}
