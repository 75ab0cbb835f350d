// Prints an access token of a demo registry's system: node scripts/demo-machine.mjs [address] [registry] [scopes]. Needs a build.
import { randomUUID } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';
import { demoClientKey, jwtBearer } from '../dist/apps/api/src/demo/machine-issuer.js';

const [
  address = 'http://127.0.0.1:3000',
  clientId = 'norsk-pasientregister',
  scope = 'tilgang:deliveries.read tilgang:deliveries.write tilgang:consultations.read tilgang:consultations.write',
] = process.argv.slice(2);

const issuer = `${address}/idp/machine`;
const assertion = await new SignJWT({ scope, jti: randomUUID() })
  .setProtectedHeader({ alg: 'ES256' })
  .setIssuer(clientId)
  .setAudience(issuer)
  .setIssuedAt()
  .setExpirationTime('60s')
  .sign(await importJWK(demoClientKey(clientId), 'ES256'));

const answer = await fetch(`${issuer}/token`, {
  method: 'POST',
  body: new URLSearchParams({ grant_type: jwtBearer, assertion }),
});
const { access_token: token, error } = await answer.json();
if (!token) {
  console.error(`No token for ${clientId}: ${error}`);
  process.exitCode = 1;
} else console.log(token);
