import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { databasePrograms, databaseUser } from '../../scripts/supervisor/database-user.mjs';
import { isAnswering, stablePort } from '../../scripts/supervisor/ports.mjs';
import { createCluster, ownerRole, startCluster } from '../../scripts/supervisor/postgres.mjs';
import { root, startKept } from '../../scripts/supervisor/programs.mjs';
import { findTools, libraryPath } from './tools.mjs';

/**
 * A PostgreSQL and a Redis that take encrypted connections only, and what a vault and a worker need to
 * do the same, with certificates of an authority made by the script that the containers use.
 *
 * @returns {Promise<{ settings: Record<string, string>, ownerUrl: string, plainUrl: string,
 *   caFile: string, stop(): Promise<void> }>}
 */
export async function encryptedServers() {
  const folder = mkdtempSync(join(tmpdir(), 'tilgang-tls-'));
  chmodSync(folder, 0o755);
  const certificates = join(folder, 'tls');
  mkdirSync(certificates, { mode: 0o755 });
  execFileSync('sh', [join(root, 'scripts/container/make-certificates.sh'), certificates]);
  const caFile = join(certificates, 'public', 'ca.pem');
  const keepers = [];
  try {
    const postgres = await startPostgres(folder, join(certificates, 'postgres'));
    keepers.push(postgres.keeper);
    const redis = await startRedis(folder, join(certificates, 'redis'), caFile);
    keepers.push(redis.keeper);
    const url = (role, password, more = '?sslmode=verify-full') =>
      `postgres://${role}:${password}@localhost:${postgres.port}/tilgang${more}`;
    const { passwords } = postgres;
    return {
      settings: {
        OWNER_DATABASE_URL: url(ownerRole, passwords.owner),
        DATABASE_URL: url('tilgang_app', passwords.app),
        WORKER_DATABASE_URL: url('tilgang_worker', passwords.worker),
        VAULT_DATABASE_URL: url('tilgang_vault', passwords.vault),
        REDIS_URL: `rediss://localhost:${redis.port}`,
        NODE_EXTRA_CA_CERTS: caFile,
        VAULT_CA_FILE: caFile,
        VAULT_TLS_CERTIFICATE_FILE: join(certificates, 'vault', 'certificate.pem'),
        VAULT_TLS_KEY_FILE: join(certificates, 'vault', 'key.pem'),
        VAULT_TLS_CLIENT_CA_FILE: caFile,
        VAULT_CLIENT_CERTIFICATE_FILE: join(certificates, 'worker', 'certificate.pem'),
        VAULT_CLIENT_KEY_FILE: join(certificates, 'worker', 'key.pem'),
      },
      ownerUrl: url(ownerRole, passwords.owner, `?sslmode=verify-full&sslrootcert=${caFile}`),
      plainUrl: url(ownerRole, passwords.owner, '?sslmode=disable'),
      caFile,
      stop: () => stop(keepers, folder),
    };
  } catch (error) {
    await stop(keepers, folder);
    throw error;
  }
}

async function startPostgres(folder, certificate) {
  const user = databaseUser();
  const programs = await databasePrograms(user);
  const passwords = Object.fromEntries(
    ['owner', 'app', 'worker', 'vault'].map((name) => [name, randomBytes(12).toString('hex')]),
  );
  if (user.uid !== undefined) {
    execFileSync('chown', ['-R', `${user.uid}:${user.gid}`, certificate]);
  }
  const cluster = join(folder, 'postgres');
  await createCluster({
    folder: cluster,
    programs,
    user,
    password: passwords.owner,
    durable: false,
  });
  writeFileSync(
    join(cluster, 'pg_hba.conf'),
    'hostssl all all all scram-sha-256\nhostnossl all all all reject\n',
  );
  const port = await stablePort();
  const { keeper } = await startCluster({
    ...{ folder: cluster, programs, user, port, durable: false },
    logFile: join(folder, 'postgres.log'),
    more: {
      listen_addresses: 'localhost',
      ssl: 'on',
      ssl_min_protocol_version: 'TLSv1.2',
      ssl_cert_file: join(certificate, 'certificate.pem'),
      ssl_key_file: join(certificate, 'key.pem'),
    },
  });
  const admin = new Client({
    connectionString: `postgres://${ownerRole}:${passwords.owner}@localhost:${port}/postgres?sslmode=no-verify`,
  });
  await admin.connect();
  await admin.query(`CREATE ROLE tilgang_app LOGIN PASSWORD '${passwords.app}'`);
  await admin.query(`CREATE ROLE tilgang_worker LOGIN PASSWORD '${passwords.worker}'`);
  await admin.query(`CREATE ROLE tilgang_vault LOGIN PASSWORD '${passwords.vault}'`);
  await admin.query('CREATE DATABASE tilgang');
  await admin.end();
  return { keeper, port, passwords };
}

async function startRedis(folder, certificate, caFile) {
  const cacheFolder = join(root, '.cache');
  const command = findTools(cacheFolder)['redis-server'];
  const port = await stablePort();
  const { keeper } = await startKept(
    {
      command,
      args: [
        ...['--port', '0', '--tls-port', String(port), '--bind', '127.0.0.1', '::1'],
        ...['--tls-cert-file', join(certificate, 'certificate.pem')],
        ...['--tls-key-file', join(certificate, 'key.pem'), '--tls-ca-cert-file', caFile],
        ...['--tls-auth-clients', 'no', '--tls-protocols', 'TLSv1.2 TLSv1.3'],
        ...['--save', '', '--appendonly', 'no', '--maxmemory-policy', 'noeviction'],
      ],
      stopSignal: 'SIGTERM',
      graceMs: 5_000,
    },
    {
      env: { ...process.env, ...libraryPath(command, cacheFolder) },
      logFile: join(folder, 'redis.log'),
    },
  );
  while (!(await isAnswering(port))) {
    if (keeper.exitCode !== null) throw new Error('redis-server did not start with TLS');
    await pause(10);
  }
  return { keeper, port };
}

async function stop(keepers, folder) {
  await Promise.all(
    keepers.map((keeper) => {
      const ended = new Promise((resolve) => keeper.once('exit', resolve));
      keeper.kill('SIGTERM');
      return ended;
    }),
  );
  rmSync(folder, { recursive: true, force: true });
}
