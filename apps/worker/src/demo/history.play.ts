import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { addDays, addMonths, osloDate } from '#cases';
import type { Seal } from '#letters';
import {
  actorOf,
  addDemoPeople,
  demoUsers,
  type DemoSetting,
  type Person,
  registerRecipientKey,
} from '#parties';
import { type Database, type DataKeys, recipientKeyOf } from '#platform';
import { newcomersOf } from './history.arrivals.js';
import { delivererOf, historyUnits, historyUsers } from './history.people.js';
import { HistoryPlayer, type Played } from './history.player.js';
import { historyRegistryIds } from './history.projects.js';
import { PastOffice } from './past.office.js';
import { PlayedVault } from './played.vault.js';

export interface WantedHistory {
  seed: string;
  months: number;
  /** Applications, on average. */
  monthly: number;
  /** Where the history ends: today's moment, by the clock of the demonstration. */
  until: Date;
}

export interface HistorySetting extends DemoSetting {
  seal: Seal | null;
  /** Files rest under these; left out: as they are. */
  dataKeys?: DataKeys | null;
  /** Several cases at a time. */
  lanes?: number;
  tell?: (on: string, played: Played) => Promise<void>;
}

/**
 * Plays a history in an installation for demonstrations: people, and what they and the worker did,
 * all of it by commands, jobs and schedules with a clock that stands in the past. Call while work
 * rests. Gives what was played and the vault that stood in.
 */
export async function playHistory(
  db: Database,
  { seed, months, monthly, until }: WantedHistory,
  { lanes = 6, seal, dataKeys = null, tell, ...setting }: HistorySetting,
): Promise<{ played: Played; vault: PlayedVault }> {
  const toOn = osloDate(until);
  const fromOn = addMonths(toOn, -months);
  const startsAt = new Date(`${fromOn}T00:00:00Z`);
  const actors = await peopleOf(db, setting, startsAt);
  await registerKeys(db, actors, startsAt);
  const poster = actors.get('saksbehandler');
  if (!poster) throw new Error('The people of the demonstration are not there');
  const vault = new PlayedVault();
  const readers = [...actors.values()];
  const office = new PastOffice({ db, dataKeys, seal, vault, poster, readers, startsAt, lanes });
  const player = new HistoryPlayer({ db, office, actors, lanes, ...(tell && { tell }) });
  await player.play(
    newcomersOf({ seed, fromOn, toOn, months, monthly }),
    addDays(fromOn, 1),
    until,
  );
  return { played: player.played, vault };
}

async function peopleOf(
  db: Database,
  setting: DemoSetting,
  at: Date,
): Promise<Map<string, Person>> {
  const users = historyUsers(historyRegistryIds);
  await addDemoPeople(db, setting, { units: historyUnits, users }, at);
  const actors = new Map<string, Person>();
  for (const { login } of [...demoUsers, ...users]) {
    const actor = await actorOf(db.pool, setting.issuer, login);
    if (actor) actors.set(login, actor);
  }
  return actors;
}

/** Key files are encrypted to them; nobody keeps the secrets, for there are no key files. */
async function registerKeys(
  db: Database,
  actors: ReadonlyMap<string, Person>,
  at: Date,
): Promise<void> {
  const { rows } = await db.pool.query<{ id: string }>(
    'SELECT id FROM registry WHERE id = ANY ($1) AND age_recipient IS NULL ORDER BY id',
    [historyRegistryIds],
  );
  for (const { id } of rows) {
    const key = await recipientKeyOf(await identityToRecipient(await generateX25519Identity()));
    if ('fault' in key) throw new Error(`No key for ${id}: ${key.fault}`);
    const by = actors.get(delivererOf(id))?.personId ?? null;
    await registerRecipientKey(db, id, key, by, at);
  }
}
