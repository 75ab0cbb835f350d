import { CaseService } from '#cases';
import { seedDemoPeople, seedDemoSystems } from '#parties';
import { ConfigError, createLog, Database, loadConfig } from '#platform';
import { demoCases } from './seed.cases.js';
import { ScriptedClock, seedCase } from './seed.script.js';

/**
 * Fills an empty Tilgang with people and cases to look at, then ends. Every case is made by the
 * commands its people give; nothing is inserted. Refuses production.
 */
async function main(): Promise<void> {
  const config = loadConfig('api');
  const log = createLog('seed', config.LOG_LEVEL);
  if (config.TILGANG_MODE === 'production') {
    throw new Error('Demo people and cases are refused: TILGANG_MODE is production.');
  }
  const db = await Database.connect({ url: config.DATABASE_URL.reveal(), schema: 'tilgang' });
  try {
    const now = new Date();
    await seedDemoPeople(db, { mode: config.TILGANG_MODE, issuer: config.OIDC_ISSUER }, now);
    if (config.MACHINE_ISSUER) {
      await seedDemoSystems(db, { mode: config.TILGANG_MODE, issuer: config.MACHINE_ISSUER }, now);
    }
    const { rows } = await db.pool.query<{ filled: boolean }>(
      'SELECT EXISTS (SELECT FROM access_case) AS filled',
    );
    if (rows[0]?.filled) return;
    const clock = new ScriptedClock(now);
    const cases = new CaseService(db, clock);
    for (const demoCase of demoCases) {
      await seedCase(db, cases, clock, config.OIDC_ISSUER, demoCase);
    }
    log.info({ cases: demoCases.length }, 'seeded');
  } finally {
    await db.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exitCode = 1;
});
