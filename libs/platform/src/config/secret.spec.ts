import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { z } from 'zod';
import { ConfigError, loadConfig, schemas } from './config.js';
import { Secret } from './secret.js';
import { secretSettings } from './secret.files.js';

const folder = mkdtempSync(join(tmpdir(), 'tilgang-secrets-'));
afterAll(() => rmSync(folder, { recursive: true }));

const plain = 'only-in-tests-planted-0123456789';
const vault = {
  TILGANG_MODE: 'test',
  VAULT_PORT: '4000',
  VAULT_KEY_FILE: '/key',
  VAULT_DATABASE_URL: `postgres://vault:${plain}@127.0.0.1/tilgang`,
  VAULT_TOKEN: plain,
  VAULT_TICKET_KEY: plain,
  VAULT_SETUP_TOKEN: plain,
};

describe('a secret', () => {
  const ways: [string, (secret: Secret) => unknown][] = [
    ['text', (secret) => `${String(secret)}`],
    ['a sum', (secret) => String(secret) + ''],
    ['JSON', (secret) => JSON.stringify({ secret, list: [secret] })],
    ['a look inside', (secret) => inspect({ secret }, { depth: 9, showHidden: true })],
    ['its fields', (secret) => JSON.stringify([Object.entries(secret), { ...secret }])],
    ['a message', (secret) => new Error(`wrong: ${String(secret)}`).stack],
    ['a copy', (secret) => inspect(structuredClone({ ...secret }))],
  ];

  it.each(ways)('is not shown by %s [R16.0.4]', (_, shown) => {
    expect(String(shown(new Secret(plain)))).not.toContain(plain);
  });

  it('is given to who asks for it', () => {
    expect(new Secret(plain).reveal()).toBe(plain);
  });

  it('of the settings is none in a log of them all [R16.0.4]', () => {
    const lines: string[] = [];
    const log = pino({}, { write: (line: string) => void lines.push(line) });
    const config = loadConfig('vault', vault);
    log.info({ config }, 'settings');
    log.error({ err: new Error(inspect(config)) });
    expect(lines).toHaveLength(2);
    expect(lines.join('')).toContain('[secret]');
    expect(lines.join('')).not.toContain(plain);
  });
});

describe('a secret in a file', () => {
  const given = (content: string) => {
    const path = join(folder, 'secret');
    writeFileSync(path, content, { mode: 0o600 });
    return path;
  };

  it.each(['VAULT_TOKEN', 'VAULT_TICKET_KEY', 'VAULT_DATABASE_URL'] as const)(
    'stands for the setting %s, without the line end behind it',
    (name) => {
      const { [name]: value, ...rest } = vault;
      const config = loadConfig('vault', { ...rest, [`${name}_FILE`]: given(`${value}\n`) });
      expect(config[name].reveal()).toBe(value);
    },
  );

  it('is named when it cannot be read or is given twice, and never shown', () => {
    for (const wrong of [
      { VAULT_TOKEN: undefined, VAULT_TOKEN_FILE: join(folder, plain) },
      { VAULT_TOKEN_FILE: given(plain) },
    ]) {
      let message = '';
      try {
        loadConfig('vault', { ...vault, ...wrong });
      } catch (error) {
        expect(error).toBeInstanceOf(ConfigError);
        message = String(error);
      }
      expect(message).toContain('VAULT_TOKEN_FILE');
      expect(message).not.toContain(plain);
    }
  });

  it('may be any of them', () => {
    expect(secretSettings).toHaveLength(12);
  });
});

describe('the settings of all programs', () => {
  /** What a setting becomes of a text that no rule about secrets turns down. */
  const becomes = (setting: z.ZodType) =>
    [plain, `postgres://${plain}`, `redis://${plain}`, `smtp://${plain}`, `https://${plain}`]
      .map((text) => setting.safeParse(text))
      .find(({ success }) => success)?.data;
  const settings = Object.values(schemas).flatMap((schema) => Object.entries(shapeOf(schema)));

  it('are seen here, every one', () => {
    const names = new Set(settings.map(([name]) => name));
    expect(names.size).toBeGreaterThan(80);
    for (const name of secretSettings) expect(names).toContain(name);
  });

  it('are secrets where they are called key, token, password or secret [R16.0.4]', () => {
    // The label of a hardware module's token opens nothing.
    const called = settings.filter(
      ([name]) =>
        /(SECRET|KEY|PASSWORD|PASSPHRASE|TOKEN|PIN)$/.test(name) && name !== 'VAULT_PKCS11_TOKEN',
    );
    expect(called.length).toBeGreaterThanOrEqual(6);
    for (const [name, setting] of called) {
      expect([name, becomes(setting)]).toEqual([name, expect.any(Secret)]);
    }
  });

  it('that are secrets may come from a file, and no others', () => {
    const secrets = settings.filter(([, setting]) => becomes(setting) instanceof Secret);
    expect([...new Set(secrets.map(([name]) => name))].sort()).toEqual([...secretSettings].sort());
  });
});

/** The settings in a schema, below what is required of them together. */
function shapeOf(schema: z.ZodType): Record<string, z.ZodType> {
  if (schema instanceof z.ZodObject) return schema.shape as Record<string, z.ZodType>;
  if (schema instanceof z.ZodPipe) return shapeOf(schema.def.in as z.ZodType);
  throw new Error('A schema of a kind that is not known here.');
}
