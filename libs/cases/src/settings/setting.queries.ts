import type { Database } from '#platform';
import { type Settings, settingsOn, type SettingVersion } from './setting.rules.js';

export interface StoredSetting extends SettingVersion {
  setByName: string;
  setAt: Date;
}

/** Every version of every setting, in the order they were set: an administrator sets a few a year. */
export async function settingVersions(db: Database): Promise<StoredSetting[]> {
  const { rows } = await db.pool.query<StoredSetting>(
    `SELECT s.name, s.value, s.valid_from_on::text AS "validFromOn", p.name AS "setByName",
            s.set_at AS "setAt"
       FROM setting_version s
       JOIN person p ON p.id = s.set_by
      ORDER BY s.number`,
  );
  return rows;
}

export async function addSettingVersion(
  db: Database,
  { name, value, validFromOn }: SettingVersion,
  setBy: string,
  setAt: Date,
): Promise<void> {
  await db.pool.query(
    `INSERT INTO setting_version (name, value, valid_from_on, set_by, set_at)
     VALUES ($1, $2, $3, $4, $5)`,
    [name, JSON.stringify(value), validFromOn, setBy, setAt],
  );
}

/** The settings in force on a day. */
export async function settingsOf(db: Database, on: string): Promise<Settings> {
  return settingsOn(on, await settingVersions(db));
}
