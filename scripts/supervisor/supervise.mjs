import { join } from 'node:path';
import { startApps } from './apps.mjs';
import { build } from './build.mjs';
import { openRoles, renameDemoIssuer } from './database-roles.mjs';
import { demoPeople, seedDemo } from './demo.mjs';
import { openEmbeddedDatabase } from './embedded-database.mjs';
import { embeddedDatabaseUrls, environments, vaultHere } from './environment.mjs';
import { install } from './install.mjs';
import { inCheckout, takeLock } from './lock.mjs';
import { isFree, stablePort } from './ports.mjs';
import { openLog, runNode } from './programs.mjs';
import { openRunFile } from './run-file.mjs';
import { openSecrets } from './secrets.mjs';
import { readSettings } from './settings.mjs';
import { openState } from './state.mjs';
import { openLogKey } from './log-key.mjs';
import { openTestSeal } from './test-seal.mjs';
import { CannotGoOn, createSteps } from './steps.mjs';

/**
 * Starts everything and keeps it running until a signal asks it to stop.
 *
 * Settings: TILGANG_MODE (demo), TILGANG_DATA (.data), HOST, PORT (3000), PUBLIC_URL. With
 * DATABASE_URL, OWNER_DATABASE_URL and VAULT_DATABASE_URL set, no database is started here.
 */
export async function supervise(env) {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stopping.abort());
  // A closed terminal must not keep us from stopping in order.
  process.stdout.on('error', () => undefined);

  const settings = readSettings(env);
  const lock = await takeLock(join(settings.dataFolder, 'lock.json'), {
    address: settings.publicUrl,
  });
  if (lock.holder) {
    const { pid, address } = lock.holder;
    throw new CannotGoOn(
      `Tilgang already runs on ${settings.dataFolder}: process ${pid}, ${address}\nStop it, or name another folder by TILGANG_DATA.`,
    );
  }
  const running = [];
  try {
    await start({ env, settings, running, signal: stopping.signal, say });
    await new Promise((resolve) => {
      if (stopping.signal.aborted) resolve();
      stopping.signal.addEventListener('abort', resolve);
    });
  } catch (error) {
    if (!stopping.signal.aborted) throw error;
  } finally {
    await stopAll(running);
    lock.release();
  }
  say('Stopped.');
}

async function start({ env, settings, running, signal, say }) {
  const { dataFolder, logFolder, mode, usesOwnDatabase } = settings;
  const log = (name) => openLog(join(logFolder, `${name}.log`));
  const runFile = openRunFile(join(dataFolder, 'run.json'));
  await runFile.endLeftOvers(say);
  await requireFreePort(settings);
  const state = openState(join(dataFolder, 'state.json'));
  const secrets = openSecrets(dataFolder);
  const step = createSteps(4 + (usesOwnDatabase ? 1 : 0) + (mode === 'demo' ? 1 : 0));
  const shared = { settings, secrets, state, runFile, running, log, signal, say };

  await step('packages', () => inCheckout(() => install({ env, logFile: log('install'), signal })));
  await step('build', () => inCheckout(() => build({ env, logFile: log('build'), signal })));
  if (usesOwnDatabase) await step('database', () => openEmbeddedDatabase(shared));
  signal.throwIfAborted();

  const vaultPort = Number(env.VAULT_PORT) || (await stablePort(state.vaultPort));
  state.set({ vaultPort });
  const databaseUrls = usesOwnDatabase ? embeddedDatabaseUrls(state.postgresPort, secrets) : {};
  const seal = mode === 'production' ? null : await openTestSeal(dataFolder);
  const environment = environments(env, {
    settings,
    secrets,
    databaseUrls,
    vaultPort,
    seal,
    logKeyFile: mode === 'production' ? null : openLogKey(dataFolder),
  });
  await step('schema and catalogue', async () => {
    await runNode('Migrating the database', ['dist/apps/api/src/migrate.js'], {
      env: environment.migrate,
      logFile: log('migrate'),
      signal,
    });
    if (usesOwnDatabase) await openRoles(state.postgresPort, secrets);
    const issuer = environment.api.OIDC_ISSUER;
    if (usesOwnDatabase && mode === 'demo' && state.issuer && state.issuer !== issuer) {
      await renameDemoIssuer(state.postgresPort, secrets, state.issuer, issuer);
    }
    state.set({ issuer });
  });
  // Before the worker looks: what it would do about dates long past would come between the steps.
  if (mode === 'demo')
    await step('demo cases', () => seedDemo({ ...shared, env: asSystem(environment) }));
  await step('vault, worker and API', () =>
    startApps({ ...shared, environment, vaultPort, vaultUrl: vaultHere(env, vaultPort) }),
  );

  say(`\nTilgang runs at ${settings.publicUrl}`);
  if (mode === 'demo') say(await demoPeople(settings));
  say(`Logs: ${logFolder}. Stop with Ctrl-C.`);
}

async function requireFreePort({ host, port }) {
  if (await isFree(port, host)) return;
  throw new CannotGoOn(
    `Port ${port} on ${host} is in use. Stop what uses it, or choose another: PORT=${port + 1} npm start`,
  );
}

/** The programs at once, then the database they use. */
async function stopAll(running) {
  const apps = running.filter(({ isDatabase }) => !isDatabase);
  await Promise.all(apps.map(({ stop }) => stop(8_000)));
  for (const database of running.filter(({ isDatabase }) => isDatabase))
    await database.stop(20_000);
}

function say(line) {
  process.stdout.write(`${line}\n`);
}

/** The demo cases are made by everybody at once: no person's request reaches them all. */
function asSystem({ api, worker }) {
  return { ...api, DATABASE_URL: worker.DATABASE_URL };
}
