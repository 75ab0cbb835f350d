import { parseArgs } from 'node:util';
import { openSealFile } from '#letters';
import { HttpVaultClient, vaultLink } from '#linkage';
import {
  ConfigError,
  Database,
  DataKeyRowSealing,
  dataKeysFor,
  DemoClock,
  loadConfig,
  RestRefused,
  whileWorkRests,
} from '#platform';
import { type HistorySetting, playHistory, type WantedHistory } from './history.play.js';
import type { Played } from './history.player.js';

/** Why no history is played, in words for who asked for one. */
class NotPlayed extends Error {}

const usage = 'npm run demo:history -- [--seed word] [--months 24] [--monthly 40]';

/** Fills a running Tilgang of a demonstration with a history, while its worker rests. */
async function main(): Promise<void> {
  const config = loadConfig('worker');
  if (config.TILGANG_MODE === 'production') {
    throw new NotPlayed('This is no demonstration: a history is made up, and production is not.');
  }
  const db = await Database.connect({
    url: config.DATABASE_URL.reveal(),
    schema: 'tilgang',
    poolSize: 16,
  });
  // The worker may have left letters for the post that rest under a key.
  const dataKeys = dataKeysFor(db, config);
  db.sealing = dataKeys && new DataKeyRowSealing(dataKeys);
  // What a crash of the machine would lose can be played again.
  db.pool.on('connect', (client) => void client.query('SET synchronous_commit = off'));
  try {
    const issuer = await demoIssuer(db);
    const wanted = { ...wantedOf(process.argv.slice(2)), until: await new DemoClock(db).now() };
    say('Waiting for the worker to rest ...');
    await whileWorkRests(db, async () => {
      await refuseAnother(db);
      const setting = { mode: config.TILGANG_MODE, issuer, dataKeys };
      await play(db, wanted, setting, config);
    });
    say(whereToLook(config.PUBLIC_URL));
  } finally {
    await db.close();
  }
}

async function play(
  db: Database,
  wanted: WantedHistory,
  setting: Omit<HistorySetting, 'seal' | 'tell'>,
  config: ReturnType<typeof loadConfig<'worker'>>,
): Promise<void> {
  const { SEAL_KEY_FILE, SEAL_KEY_PASSPHRASE, SEAL_CERTIFICATE_FILE } = config;
  const seal =
    SEAL_KEY_FILE && SEAL_CERTIFICATE_FILE
      ? openSealFile({
          keyFile: SEAL_KEY_FILE,
          keyPassphrase: SEAL_KEY_PASSPHRASE?.reveal(),
          certificateFile: SEAL_CERTIFICATE_FILE,
        })
      : null;
  const startedAt = performance.now();
  const tell = await teller(db);
  const { played, vault } = await playHistory(db, wanted, { ...setting, seal, tell });
  const domains = await vault.handTo(
    new HttpVaultClient(config.VAULT_URL, config.VAULT_TOKEN.reveal(), vaultLink(config)),
  );
  const seconds = (performance.now() - startedAt) / 1_000;
  await sum(db, played, domains, seconds);
}

/** A line for each month that is over. */
async function teller(db: Database) {
  let before = { events: await countOf(db, 'case_event'), at: performance.now() };
  return async (on: string, { opened }: Played): Promise<void> => {
    if (!on.endsWith('-01')) return;
    const events = await countOf(db, 'case_event');
    const at = performance.now();
    const perSecond = Math.round((events - before.events) / ((at - before.at) / 1_000));
    before = { events, at };
    say(
      `${on.slice(0, 7)}  ${pad(opened)} cases  ${pad(events)} events  ${pad(perSecond)} a second`,
    );
  };
}

async function sum(
  db: Database,
  { opened, commands, refused }: Played,
  domains: number,
  seconds: number,
) {
  const counts = await Promise.all(
    ['case_event', 'letter', 'disclosure', 'register_entry'].map((table) => countOf(db, table)),
  );
  const [events = 0, letters = 0, disclosures = 0, entries = 0] = counts;
  say(
    `\n${opened} cases by ${commands} commands in ${Math.round(seconds)} s; in all there are now ${events} events, ` +
      `${letters} letters, ${disclosures} disclosures and ${entries} entries in the public register. ` +
      `${domains} linkages go on in the vault.`,
  );
  for (const [what, times] of refused)
    say(`  refused ${times} times, so that the case rests there: ${what}`);
}

async function countOf(db: Database, table: string): Promise<number> {
  const { rows } = await db.pool.query<{ count: string }>(`SELECT count(*) FROM ${table}`);
  return Number(rows[0]?.count);
}

async function demoIssuer(db: Database): Promise<string> {
  const { rows } = await db.pool.query<{ issuer: string }>(
    "SELECT issuer FROM person WHERE subject = 'soker' AND email = 'soker@demo.example'",
  );
  if (!rows[0]) {
    throw new NotPlayed(
      'This is no demonstration: its people are not there. Start one with npm start.',
    );
  }
  return rows[0].issuer;
}

async function refuseAnother(db: Database): Promise<void> {
  const { rows } = await db.pool.query<{ begun: boolean }>(
    "SELECT EXISTS (SELECT FROM person WHERE subject = 'historie-soker-1') AS begun",
  );
  if (rows[0]?.begun) {
    throw new NotPlayed(
      'A history is there already, or was begun. Stop Tilgang and start one on an empty folder:\n' +
        '  TILGANG_DATA=/some/empty/folder npm start\n  TILGANG_DATA=/some/empty/folder npm run demo:history',
    );
  }
}

function wantedOf(args: string[]): Omit<WantedHistory, 'until'> {
  const text = { type: 'string' } as const;
  let values: { seed?: string; months?: string; monthly?: string };
  try {
    ({ values } = parseArgs({ args, options: { seed: text, months: text, monthly: text } }));
  } catch {
    throw new NotPlayed(usage);
  }
  const { seed = 'tilgang', months = '24', monthly = '40' } = values;
  const whole = (word: string, most: number) => {
    const number = Number(word);
    if (!Number.isInteger(number) || number < 1 || number > most) throw new NotPlayed(usage);
    return number;
  };
  return { seed, months: whole(months, 30), monthly: whole(monthly, 200) };
}

function whereToLook(url: string): string {
  return [
    '\nWhere to look:',
    `  ${url}/statistics        figures, as beslutter, leder or revisor`,
    `  ${url}/                  what waits, as saksbehandler or leder`,
    `  ${url}/deliveries        orders, as levering-npr`,
    `  ${url}/disclosures       what was handed out, as levering-npr or revisor`,
    `  ${url}/register          the public register, and ${url}/public-statistics`,
    `  ${url}/activity-report   the activity report, as revisor`,
  ].join('\n');
}

function pad(number: number): string {
  return String(number).padStart(6);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().catch((error: unknown) => {
  if (error instanceof RestRefused) {
    console.error(
      error.because === 'others-play'
        ? 'A history is being played already; wait until it is done.'
        : 'The worker is busy with something long. Try again in a minute.',
    );
  } else {
    console.error(
      error instanceof NotPlayed || error instanceof ConfigError ? error.message : error,
    );
  }
  process.exitCode = 1;
});
