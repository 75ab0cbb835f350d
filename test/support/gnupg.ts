import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** GnuPG with a key ring of its own, as a registry has it. */
export class GnuPg {
  private readonly folder = mkdtempSync(join(tmpdir(), 'gpg-test-'));

  /** Makes a pair of keys, of which it gives the public one in armour. */
  newKey(name: string, expires = '1y'): string {
    const made = ['--passphrase', '', '--quick-gen-key', name, 'rsa2048', 'default', expires];
    // An algorithm that is named gives a key that only signs: its part for encryption comes after.
    this.run([...made]);
    const fingerprint = this.fingerprintOf(name);
    this.run(['--passphrase', '', '--quick-add-key', fingerprint, 'rsa2048', 'encr', expires]);
    return this.run(['--armor', '--export', name]).toString();
  }

  fingerprintOf(name: string): string {
    const listed = this.run(['--with-colons', '--list-keys', name]).toString();
    return /^fpr:+([0-9A-F]{40}):/m.exec(listed)![1]!;
  }

  decrypt(file: Uint8Array): Buffer {
    return this.run(['--decrypt'], file);
  }

  run(options: readonly string[], input?: Uint8Array): Buffer {
    const quiet = ['--homedir', this.folder, '--batch', '--quiet', '--pinentry-mode', 'loopback'];
    return execFileSync('gpg', [...quiet, ...options], {
      ...(input && { input }),
      stdio: ['pipe', 'pipe', 'ignore'],
      maxBuffer: 1e8,
    });
  }

  end(): void {
    try {
      execFileSync('gpgconf', ['--homedir', this.folder, '--kill', 'gpg-agent'], {
        stdio: 'ignore',
      });
    } finally {
      rmSync(this.folder, { recursive: true, force: true });
    }
  }
}
