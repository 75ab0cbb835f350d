/**
 * npm run keys -- status | rewrap | renew: the keys that attached files and letters are encrypted with, of the
 * Tilgang that runs on the data folder, or of DATABASE_URL and DATA_KEY_FILE (docs/operations.md).
 * Needs a build.
 */
import { join } from 'node:path';
import { dataFolderHere, runningDatabaseUrl } from './supervisor/running.mjs';

const commands = {
  /** Puts every data key under the newest key-encryption key. */
  rewrap: async ({ keys }) => {
    let rewrapped = 0;
    for (let more = 1; more > 0; rewrapped += more) more = await keys.rewrap();
    return `${rewrapped} data keys wrapped anew`;
  },
  /** A new data key; the worker moves the files. */
  renew: async ({ keys }) => {
    await keys.renew();
    return 'a new data key encrypts from now on; the worker moves files and letters under it';
  },
  status: async ({ db }) => {
    const { rows } = await db.pool.query(
      `SELECT k.id, k.wrapped_by AS by, k.created_at AS at,
              (SELECT count(*) FROM file_piece p WHERE p.key_id = k.id) AS pieces,
              (SELECT count(*) FROM letter_file f WHERE f.key_id = k.id)
                + (SELECT count(*) FROM journal_file f WHERE f.key_id = k.id) AS documents
         FROM data_key k ORDER BY k.created_at`,
    );
    const { rows: open } = await db.pool.query(
      `SELECT (SELECT count(*) FROM file_piece WHERE key_id IS NULL) AS pieces,
              (SELECT count(*) FROM letter_file WHERE key_id IS NULL)
                + (SELECT count(*) FROM journal_file WHERE key_id IS NULL) AS documents`,
    );
    return [
      ...rows.map(
        ({ id, by, at, pieces, documents }) =>
          `${id} of ${at.toISOString()}, under ${by}: ${pieces} pieces, ${documents} documents`,
      ),
      `not encrypted: ${open[0].pieces} pieces, ${open[0].documents} documents`,
    ].join('\n');
  },
};

async function main(name) {
  const command = commands[name];
  if (!command) throw new Error('npm run keys -- status | rewrap | renew');
  const { Database, dataKeysFor } = await import('../dist/libs/platform/src/index.js');
  const db = await Database.connect({ url: runningDatabaseUrl(), schema: 'tilgang', poolSize: 2 });
  try {
    const keys = dataKeysFor(db, {
      DATA_KEY_TRANSIT_MOUNT: 'transit',
      DATA_KEY_TRANSIT_NAME: 'tilgang-data',
      DATA_KEY_FILE: process.env.DATABASE_URL ? undefined : join(dataFolderHere(), 'data-key'),
      ...process.env,
    });
    if (!keys) throw new Error('No key is set up: set DATA_KEY_FILE or DATA_KEY_TRANSIT_URL.');
    console.log(await command({ db, keys }));
  } finally {
    await db.close();
  }
}

main(process.argv[2]).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
