import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { vaultFlags } from '../../scripts/supervisor/vault.flags.mjs';
import { type TestVault, vaultSecrets } from '../integration/linkage/vault.js';
import { freePort } from './ports.js';
import { until } from './until.js';

/** The vault as it is shipped, in a process of its own that can be killed; what is asked goes there. */
export class VaultProcess {
  private running: ChildProcess | null = null;

  constructor(
    private readonly vault: TestVault,
    private readonly custody: Record<string, string> = { VAULT_KEY_FILE: `${vault.folder}/key` },
  ) {}

  async start(): Promise<void> {
    const port = await freePort();
    const started = spawn(
      process.execPath,
      [...vaultFlags, resolve('dist/apps/vault/src/main.js')],
      {
        env: {
          PATH: process.env['PATH'],
          TILGANG_MODE: 'test',
          VAULT_PORT: String(port),
          VAULT_DATABASE_URL: this.vault.database.vaultUrl,
          VAULT_TOKEN: vaultSecrets.token,
          VAULT_TICKET_KEY: vaultSecrets.ticketKey,
          ...this.custody,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    this.running = started;
    let said = '';
    for (const stream of [started.stdout, started.stderr]) {
      stream.on('data', (chunk: Buffer) => (said = `${said}${String(chunk)}`.slice(-4_000)));
    }
    this.vault.url = `http://127.0.0.1:${port}`;
    // It ends what was cut off before it answers, beside whatever else the machine is at.
    await until(
      'the vault answers',
      () => {
        if (started.exitCode !== null || started.signalCode !== null)
          throw new Error(`The vault ended at its start: ${said}`);
        return fetch(`${this.vault.url}/vault/v1/notices`).then(
          () => true,
          () => false,
        );
      },
      60_000,
    );
  }

  /** As when power is lost: nothing is finished, nothing is said. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const { running } = this;
    this.running = null;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const gone = new Promise((done) => running.once('exit', done));
    running.kill(signal);
    await gone;
  }
}
