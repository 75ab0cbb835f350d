import type { Database } from '#platform';
import { systemScopes } from './registry-system.rules.js';
import { insertSystem } from './registry-system.queries.js';

/** Made-up organisations, one for each registry of the demonstration that has a system of its own. */
export const demoSystems = [
  { registryId: 'norsk-pasientregister', organisationNumber: '310000000' },
  { registryId: 'dodsarsaksregisteret', organisationNumber: '310000019' },
  { registryId: 'norsk-hjerneslagregister', organisationNumber: '310000027' },
];

/**
 * Lets the systems of the demonstration in, under the name of their registry; again changes nothing.
 * Throws in production.
 */
export async function seedDemoSystems(
  db: Database,
  { mode, issuer }: { mode: 'production' | 'demo' | 'test'; issuer: string },
  now: Date,
): Promise<void> {
  if (mode === 'production') {
    throw new Error('Demo systems are refused: TILGANG_MODE is production.');
  }
  await db.transaction(async (tx) => {
    for (const { registryId, organisationNumber } of demoSystems) {
      const system = { registryId, organisationNumber, clientId: registryId, scopes: systemScopes };
      await insertSystem(tx, issuer, system, null, now);
    }
  });
}
