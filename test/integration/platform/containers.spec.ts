import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { vaultFlags } from '../../../scripts/supervisor/vault.flags.mjs';

/** The shipped containers as their files have them: Docker is not needed to see what they may do. */

const compose = readFileSync('docker-compose.yml', 'utf8');
const dockerfile = readFileSync('Dockerfile', 'utf8');

/** The services by name, each as the text of its part of the file. */
const services = new Map(
  compose
    .slice(compose.indexOf('\nservices:\n') + 11, compose.indexOf('\nnetworks:\n'))
    .split(/\n(?= {2}[a-z-]+:\n)/)
    .map((text) => [/^ *([a-z-]+):/.exec(text)?.[1] ?? '', text] as const),
);
const ours = [...services].filter(([, text]) => text.includes('*tilgang')).map(([name]) => name);

describe('our containers', () => {
  it('are the programs, the migration, the backup and the makers of keys', () => {
    expect(ours.sort()).toEqual(['api', 'backup', 'migrate', 'vault', 'vault-key', 'worker']);
  });

  it('write nowhere but in memory, hold no capability and gain none [R16.0.5]', () => {
    const shared = /x-tilgang: &tilgang\n((?: {2}.*\n)+)/.exec(compose)?.[1] ?? '';
    for (const line of [
      'read_only: true',
      'cap_drop: [ALL]',
      "security_opt: ['no-new-privileges:true']",
      'tmpfs: [/tmp]',
    ])
      expect(shared).toContain(`  ${line}\n`);
    for (const name of ours) {
      expect([name, services.get(name)]).toEqual([name, expect.stringContaining('<<: *tilgang')]);
      expect(services.get(name)).not.toMatch(
        /privileged|cap_add|read_only: false|user: *['"]?root|network_mode: host|docker\.sock/,
      );
    }
  });

  it('run as nobody who may do anything: the image ends as a user of its own [R16.0.5]', () => {
    const stages = dockerfile.split(/^FROM /m).slice(1);
    expect(/^USER (.+)$/m.exec(stages.at(-1)!)?.[1]).toBe('node');
    expect(stages.at(-1)).not.toMatch(/USER root|sudo|chmod .*777|npm (?:ci|install)/);
    // Sources, tools and what builds stay behind.
    expect(stages).toHaveLength(2);
    expect(stages.at(-1)).not.toMatch(/COPY \. /);
  });

  it('start the vault with the flags that npm start gives it', () => {
    const command = `node ${vaultFlags.join(' ')} dist/apps/vault/src/main.js\n`;
    expect(services.get('vault')).toContain(`command: ${command}`);
  });

  it('have one secret of their own each: none is given to a program that has no use for it', () => {
    const given = (name: string) => services.get(name) ?? '';
    expect(given('api')).not.toMatch(/VAULT_TOKEN|VAULT_KEY_FILE|OWNER_PASSWORD|SEAL_KEY|LOG_KEY/);
    expect(given('worker')).not.toMatch(
      /VAULT_TICKET_KEY|OIDC_CLIENT_SECRET|OWNER_PASSWORD|VAULT_DATABASE/,
    );
    expect(given('vault')).not.toMatch(/APP_PASSWORD|OIDC|DATA_KEY|SEAL_KEY|OWNER_PASSWORD/);
    expect(given('backup')).not.toMatch(/DATA_KEY|VAULT_KEY|IDENTITY/);
  });
});

describe('the links between containers', () => {
  it('are encrypted and verified, to PostgreSQL and Redis [R16.0.2]', () => {
    const addresses = [...compose.matchAll(/postgres:\/\/\S+/g)].map(([url]) => url);
    expect(addresses.length).toBeGreaterThanOrEqual(4);
    expect(addresses.filter((url) => !url.endsWith('?sslmode=verify-full'))).toEqual([]);
    expect(compose).not.toMatch(/redis:\/\/redis/);
    expect(compose).toContain('REDIS_URL: rediss://redis:6379');
    expect(compose).not.toMatch(/http:\/\/vault/);
    expect(compose).toContain('VAULT_URL: https://vault:4000');
    for (const name of [
      'VAULT_TLS_CERTIFICATE_FILE',
      'VAULT_TLS_KEY_FILE',
      'VAULT_TLS_CLIENT_CA_FILE',
    ])
      expect(services.get('vault')).toContain(`${name}: `);
    expect(services.get('worker')).toContain('VAULT_CLIENT_KEY_FILE: ');
    expect(services.get('redis')).toContain('--port 0');
    expect(services.get('postgres')).toContain('hostnossl');
    for (const name of ['api', 'worker', 'vault', 'migrate', 'backup'])
      expect([name, services.get(name)]).toEqual([
        name,
        expect.stringContaining('authority:/certificates:ro'),
      ]);
  });

  it('have certificates of an authority of their own, made once [R16.0.2]', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tilgang-certificates-'));
    try {
      const make = () => execFileSync('sh', ['scripts/container/make-certificates.sh', folder]);
      make();
      const ca = join(folder, 'public/ca.pem');
      const before = readFileSync(ca, 'utf8');
      for (const server of ['postgres', 'redis', 'vault', 'worker']) {
        const certificate = join(folder, server, 'certificate.pem');
        const verified = execFileSync('openssl', ['verify', '-CAfile', ca, certificate]);
        expect(String(verified)).toContain(': OK');
        const text = String(
          execFileSync('openssl', ['x509', '-in', certificate, '-noout', '-text']),
        );
        expect(text).toContain(`DNS:${server}`);
        expect(text).toContain('CA:FALSE');
      }
      // The authority's key is gone: nobody makes another certificate that is trusted.
      expect(existsSync(join(folder, 'authority'))).toBe(false);
      make();
      expect(readFileSync(ca, 'utf8')).toBe(before);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
