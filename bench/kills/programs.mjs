import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { migrate, migrateQueueStore } from '../../dist/libs/platform/src/index.js';
import { migrations } from '../../dist/migrations/index.js';
import { databasePrograms, databaseUser } from '../../scripts/supervisor/database-user.mjs';
import { isAnswering, stablePort } from '../../scripts/supervisor/ports.mjs';
import { createCluster, ownerRole, startCluster } from '../../scripts/supervisor/postgres.mjs';

const mainOf = (app) =>
  fileURLToPath(new URL(`../../dist/apps/${app}/src/main.js`, import.meta.url));

/**
 * PostgreSQL, API and worker as processes of their own, each of which can be killed and comes back:
 * what an operator's supervisor does, without its waiting.
 */
export class Programs {
  #folder = mkdtempSync(join(tmpdir(), 'tilgang-kills-'));
  #password = randomBytes(12).toString('hex');
  #running = new Map();
  #isStopping = false;
  #coming = Promise.resolve();
  restarts = { api: 0, worker: 0, postgres: 0 };

  async startDatabase() {
    chmodSync(this.#folder, 0o755);
    const user = databaseUser();
    const programs = await databasePrograms(user);
    const folder = join(this.#folder, 'postgres');
    await createCluster({ folder, programs, user, password: this.#password, durable: true });
    const port = await stablePort();
    const logFile = join(this.#folder, 'postgres.log');
    this.cluster = { folder, programs, user, port, durable: true, logFile };
    const { keeper, pid } = await startCluster(this.cluster);
    this.#running.set('postgres', { pid, child: keeper });
    const url = (role) => `postgres://${role}:${this.#password}@127.0.0.1:${port}/postgres`;
    this.ownerUrl = url(ownerRole);
    this.appUrl = url('tilgang_app');
    this.workerUrl = url('tilgang_worker');
    await migrate(this.ownerUrl, migrations);
    await migrateQueueStore(this.ownerUrl);
    const owner = new pg.Client({ connectionString: this.ownerUrl });
    await owner.connect();
    await owner.query(`ALTER ROLE tilgang_app LOGIN PASSWORD '${this.#password}';
      ALTER ROLE tilgang_worker LOGIN PASSWORD '${this.#password}'`);
    await owner.end();
  }

  async startApps({ eFormidlingUrl, smtpUrl }) {
    const port = await stablePort();
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
    this.issuer = `${this.url}/idp`;
    const secret = () => randomBytes(16).toString('hex');
    const both = {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      NODE_NO_WARNINGS: '1',
      TILGANG_MODE: 'test',
      LOG_LEVEL: 'fatal',
      DATABASE_URL: this.appUrl,
      PUBLIC_URL: this.url,
      VAULT_URL: 'http://127.0.0.1:9',
    };
    this.environments = {
      api: {
        ...both,
        PORT: String(port),
        OIDC_ISSUER: this.issuer,
        OIDC_CLIENT_ID: 'tilgang-web',
        OIDC_CLIENT_SECRET: secret(),
        VAULT_PUBLIC_URL: 'http://127.0.0.1:9',
        VAULT_TICKET_KEY: secret(),
      },
      worker: {
        ...both,
        DATABASE_URL: this.workerUrl,
        VAULT_TOKEN: secret(),
        SMTP_URL: smtpUrl,
        EFORMIDLING_URL: eFormidlingUrl,
        EFORMIDLING_SENDER: '999999999',
      },
    };
    this.#startApp('api');
    while (!(await isAnswering(port))) await pause(50);
  }

  startWorker() {
    this.#startApp('worker');
  }

  /** Ends a program as a machine that loses power does, and has it started again. */
  async kill(name) {
    const { pid } = this.#running.get(name);
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It fell with the database and is on its way up again.
      return;
    }
    this.restarts[name] += 1;
    if (name === 'postgres') {
      this.#coming = this.#startAgain();
      await this.#coming;
    }
    // A machine that is short of time kills nothing by killing what has not come up yet.
    if (name === 'worker') await pause(1_500);
    else while (!(await isAnswering(this.port)) && !this.#isStopping) await pause(50);
  }

  async stop() {
    this.#isStopping = true;
    await this.#coming;
    for (const name of ['api', 'worker', 'postgres']) {
      const child = this.#running.get(name)?.child;
      if (!child || child.exitCode !== null || child.signalCode !== null) continue;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #startApp(name) {
    const child = spawn(process.execPath, [mainOf(name)], {
      stdio: ['ignore', 'ignore', process.env.KILLS_LOG ? 'inherit' : 'ignore'],
      env: this.environments[name],
    });
    this.#running.set(name, { pid: child.pid, child });
    child.once('exit', () => {
      if (this.#isStopping) return;
      setTimeout(() => this.#isStopping || this.#startApp(name), 200);
    });
  }

  /** The children of a killed PostgreSQL hold its memory until they have noticed. */
  async #startAgain() {
    for (;;) {
      await pause(100);
      try {
        const { keeper, pid } = await startCluster(this.cluster);
        this.#running.set('postgres', { pid, child: keeper });
        return;
      } catch (error) {
        if (this.#isStopping) throw error;
      }
    }
  }
}
