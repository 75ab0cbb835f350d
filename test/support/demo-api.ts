import { readFile } from 'node:fs/promises';
import { importJWK, type JWTPayload, SignJWT } from 'jose';
import { importCatalogue, importStarterVariables, seedDemoPeople, seedDemoSystems } from '#parties';
import { Database } from '#platform';
import {
  demoClientKey,
  demoMachineIssuerOf,
  jwtBearer,
} from '../../apps/api/src/demo/machine-issuer.js';
import { signingKey } from '../../apps/api/src/demo/identity-provider.settings.js';
import { startApi } from './api.js';
import { createTestDatabase } from './cluster.js';
import { HttpTilgang } from './http-case.js';
import { freePort } from './ports.js';

const secret = 'only-in-tests-0123456789';

/** The API with the demo identity provider, its people, its systems and the catalogue. */
export interface DemoApi {
  url: string;
  databaseUrl: string;
  db: Database;
  tilgang: HttpTilgang;
  /** An access token of the demo identity provider with other claims. */
  token(claims: JWTPayload): Promise<string>;
  /** An assertion as the system of a registry signs it, with other claims. */
  assertion(clientId: string, claims?: JWTPayload): Promise<string>;
  /** What the demo machine issuer answers to an assertion. */
  redeem(assertion: string): Promise<{ access_token?: string; error?: string }>;
  stop(): Promise<void>;
}

export async function startDemoApi(settings: NodeJS.ProcessEnv = {}): Promise<DemoApi> {
  const database = await createTestDatabase();
  const db = await Database.connect({ url: database.ownerUrl, schema: 'tilgang', poolSize: 2 });
  const now = new Date();
  const csv = await readFile('data/registries.csv', 'utf8');
  await db.transaction(async (tx) => {
    await importCatalogue(tx, csv, now);
    await importStarterVariables(tx, 'data/variables', now);
  });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const machineIssuer = demoMachineIssuerOf(url);
  const api = await startApi(database.appUrl, {
    PORT: String(port),
    PUBLIC_URL: url,
    OIDC_ISSUER: `${url}/idp`,
    MACHINE_ISSUER: machineIssuer,
    MACHINE_JWKS_URL: `${machineIssuer}/jwks`,
    MACHINE_AUDIENCE: url,
    ...settings,
  });
  await seedDemoPeople(db, { mode: 'test', issuer: `${url}/idp` }, now);
  await seedDemoSystems(db, { mode: 'test', issuer: machineIssuer }, now);
  return {
    url,
    databaseUrl: database.appUrl,
    db,
    tilgang: new HttpTilgang(url),
    token: async (claims) => {
      const seconds = Math.floor(Date.now() / 1000);
      const whole = {
        iss: `${url}/idp`,
        aud: 'tilgang',
        iat: seconds,
        exp: seconds + 3600,
        acr: 'idporten-loa-high',
        auth_time: seconds,
        ...claims,
      };
      return signed(signingKey(secret), whole);
    },
    assertion: (clientId, claims = {}) => {
      const seconds = Math.floor(Date.now() / 1000);
      return signed(demoClientKey(clientId), {
        iss: clientId,
        aud: machineIssuer,
        iat: seconds,
        exp: seconds + 60,
        jti: crypto.randomUUID(),
        scope: 'tilgang:deliveries.read tilgang:deliveries.write',
        ...claims,
      });
    },
    redeem: async (assertion) => {
      const body = new URLSearchParams({ grant_type: jwtBearer, assertion });
      const answer = await fetch(`${machineIssuer}/token`, { method: 'POST', body });
      return (await answer.json()) as { access_token?: string; error?: string };
    },
    stop: async () => {
      await db.close();
      await api.close();
      await database.drop();
    },
  };
}

async function signed(key: ReturnType<typeof signingKey>, claims: JWTPayload): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'ES256' })
    .sign(await importJWK(key, 'ES256'));
}
