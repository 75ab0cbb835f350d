import { ownerRole } from './postgres.mjs';

/** Makes the database of the embedded cluster, once; it inherits the Norwegian collation. */
export async function createDatabase(port, secrets) {
  await asOwner(port, secrets, 'postgres', async (client) => {
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = 'tilgang'");
    if (rowCount === 0) await client.query('CREATE DATABASE tilgang');
  });
}

/** The migrations make the roles without a way in; this lets them in with the passwords we keep. */
export async function openRoles(port, secrets) {
  const passwords = {
    tilgang_app: secrets.appPassword,
    tilgang_worker: secrets.workerPassword,
    tilgang_vault: secrets.vaultPassword,
  };
  await asOwner(port, secrets, 'tilgang', async (client) => {
    const { rows } = await client.query('SELECT rolname FROM pg_roles WHERE rolname = ANY ($1)', [
      Object.keys(passwords),
    ]);
    for (const { rolname } of rows) {
      await client.query(
        `ALTER ROLE ${client.escapeIdentifier(rolname)} LOGIN PASSWORD ${client.escapeLiteral(passwords[rolname])}`,
      );
    }
  });
}

/**
 * The demo provider's name holds our address. When that changes, its people must stay the same
 * people, or whoever signs in would be a stranger to their own cases.
 */
export async function renameDemoIssuer(port, secrets, from, to) {
  await asOwner(port, secrets, 'tilgang', (client) =>
    client.query('UPDATE tilgang.person SET issuer = $2 WHERE issuer = $1', [from, to]),
  );
}

async function asOwner(port, secrets, database, work) {
  // Loaded late: on a first start the packages are not there before the install step.
  const { default: pg } = await import('pg');
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    database,
    user: ownerRole,
    password: secrets.ownerPassword,
  });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
