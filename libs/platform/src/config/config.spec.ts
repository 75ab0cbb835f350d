import { describe, expect, it } from '@jest/globals';
import { ConfigError, loadConfig } from './config.js';

const complete = {
  TILGANG_MODE: 'test',
  DATABASE_URL: 'postgres://app:pw@127.0.0.1:5432/tilgang',
  VAULT_URL: 'http://127.0.0.1:4000',
  PUBLIC_URL: 'https://tilgang.example',
  VAULT_TOKEN: 'a-token-of-enough-length',
};

const SMTP_URL = 'smtp://mail.example';
const CLAMAV_URL = 'tcp://clamav:3310';
const DATA_KEY_FILE = '/keys/data';
const seal = { SEAL_KEY_FILE: '/keys/seal.pem', SEAL_CERTIFICATE_FILE: '/keys/certificate.pem' };

describe('configuration', () => {
  it('gives defaults to what may be left out', () => {
    expect(loadConfig('worker', complete)).toMatchObject({
      WORKER_CONCURRENCY: 4,
      LOG_LEVEL: 'info',
    });
  });

  it('names what is missing or malformed and never shows a value', () => {
    const broken = { ...complete, DATABASE_URL: 'mysql://app:s3cret@db', VAULT_TOKEN: 'short' };
    expect(() => loadConfig('worker', broken)).toThrow(
      new ConfigError(['DATABASE_URL', 'VAULT_TOKEN']),
    );
    try {
      loadConfig('worker', broken);
    } catch (error) {
      expect(String(error)).not.toMatch(/s3cret|mysql|short/);
    }
  });

  it('holds answers of the vault back a second in production, and never less', () => {
    const slotOf = (settings: NodeJS.ProcessEnv) =>
      loadConfig('vault', {
        VAULT_PORT: '4000',
        VAULT_DATABASE_URL: 'postgres://vault:pw@127.0.0.1:5432/tilgang',
        VAULT_KEY_FILE: '/keys/vault',
        VAULT_TOKEN: 'a-token-of-enough-length',
        VAULT_TICKET_KEY: 'a-key-of-enough-length-for-it',
        ...settings,
      }).VAULT_ANSWER_SLOT_MS;
    expect(slotOf({ TILGANG_MODE: 'production' })).toBe(1_000);
    expect(slotOf({ TILGANG_MODE: 'production', VAULT_ANSWER_SLOT_MS: '2000' })).toBe(2_000);
    for (const less of ['0', '100', '999'])
      expect(() => slotOf({ TILGANG_MODE: 'production', VAULT_ANSWER_SLOT_MS: less })).toThrow(
        new ConfigError(['VAULT_ANSWER_SLOT_MS']),
      );
    // Nobody is in the lists of a demonstration; it need not wait for each of them.
    expect(slotOf({ TILGANG_MODE: 'demo' })).toBe(100);
  });

  it('has mail in production, because who is not alerted may miss a deadline', () => {
    const production = {
      ...complete,
      ...seal,
      TILGANG_MODE: 'production',
      CLAMAV_URL,
      DATA_KEY_FILE,
    };
    expect(() => loadConfig('worker', production)).toThrow(new ConfigError(['SMTP_URL']));
    expect(loadConfig('worker', { ...production, SMTP_URL }).SMTP_URL?.reveal()).toBe(SMTP_URL);
  });

  it('has a scanner for malware in production, or a reason why not', () => {
    const production = {
      ...complete,
      TILGANG_MODE: 'production',
      SMTP_URL,
      DATA_KEY_FILE,
      ...seal,
    };
    for (const wrong of [{}, { CLAMAV_URL: 'off' }, { CLAMAV_URL: 'off: no' }, { CLAMAV_URL: '' }])
      expect(() => loadConfig('worker', { ...production, ...wrong })).toThrow(
        new ConfigError(['CLAMAV_URL']),
      );
    for (const right of [CLAMAV_URL, 'unix:/run/clamd.ctl', 'off: the gateway scans every file'])
      expect(loadConfig('worker', { ...production, CLAMAV_URL: right })).toMatchObject({
        CLAMAV_URL: right,
      });
  });

  it('has a seal in production, and never half of one', () => {
    const production = {
      ...complete,
      TILGANG_MODE: 'production',
      SMTP_URL,
      CLAMAV_URL,
      DATA_KEY_FILE,
    };
    const { SEAL_KEY_FILE } = seal;
    expect(() => loadConfig('worker', production)).toThrow(new ConfigError(Object.keys(seal)));
    expect(() => loadConfig('worker', { ...complete, SEAL_KEY_FILE })).toThrow(
      new ConfigError(['SEAL_CERTIFICATE_FILE']),
    );
    expect(loadConfig('worker', { ...production, ...seal })).toMatchObject(seal);
    expect(loadConfig('worker', complete)).not.toHaveProperty('SEAL_KEY_FILE');
  });

  it('has a key for the files in production, and never half of a key service [R16.0.4]', () => {
    const production = { ...complete, ...seal, TILGANG_MODE: 'production', SMTP_URL, CLAMAV_URL };
    const service = { DATA_KEY_TRANSIT_URL: 'https://keys.example' };
    const token = { DATA_KEY_TRANSIT_TOKEN_FILE: '/keys/token' };
    for (const [wrong, name] of [
      [{}, 'DATA_KEY_FILE'],
      [service, 'DATA_KEY_TRANSIT_TOKEN_FILE'],
      [{ ...token, DATA_KEY_TRANSIT_URL: 'http://keys.example' }, 'DATA_KEY_TRANSIT_URL'],
    ] as const)
      expect(() => loadConfig('worker', { ...production, ...wrong })).toThrow(
        new ConfigError([name]),
      );
    expect(loadConfig('worker', { ...production, ...service, ...token })).toMatchObject(service);
  });

  const links = [
    ['DATABASE_URL', 'postgres://app:pw@db.example/tilgang'],
    ['DATABASE_URL', 'postgres://app:pw@db.example/tilgang?sslmode=require'],
    ['DATABASE_URL', 'postgres://app:pw@db.example/tilgang?sslmode=no-verify'],
    ['DATABASE_URL', 'postgres://app:pw@127.0.0.1.example/tilgang'],
    ['DATABASE_URL', 'postgres://app:pw@localhost/tilgang?host=db.example'],
    ['REDIS_URL', 'redis://redis.example:6379'],
    ['VAULT_URL', 'http://vault:4000'],
    ['VAULT_URL', 'https://vault:4000 http://vault-2:4000'],
  ] as const;
  it.each(links)(
    'in production has no %s that is open between machines: %s [R16.0.2]',
    (name, url) => {
      const production = {
        ...{ ...complete, ...seal, TILGANG_MODE: 'production' },
        ...{ SMTP_URL, CLAMAV_URL, DATA_KEY_FILE },
      };
      expect(() => loadConfig('worker', { ...production, [name]: url })).toThrow(
        new ConfigError([name]),
      );
      for (const safe of [
        { DATABASE_URL: 'postgres://app:pw@db.example/tilgang?sslmode=verify-full' },
        { DATABASE_URL: 'postgres:///tilgang?host=/var/run/postgresql' },
        { REDIS_URL: 'rediss://redis.example:6380' },
        { VAULT_URL: 'https://vault:4000 http://[::1]:4000' },
      ])
        expect(() => loadConfig('worker', { ...production, ...safe })).not.toThrow();
    },
  );

  const api = {
    ...complete,
    TILGANG_MODE: 'production',
    VAULT_PUBLIC_URL: 'https://vault.example',
    VAULT_TICKET_KEY: 'a-key-of-enough-length',
    OIDC_ISSUER: 'https://issuer.example',
    OIDC_CLIENT_ID: 'tilgang-web',
    OIDC_CLIENT_SECRET: 'a-secret-of-enough-length',
    SECURITY_CONTACT: 'mailto:security@tilgang.example',
    DATA_KEY_FILE,
  };

  it('names in production whom to tell of a hole, by an address that can be used', () => {
    const wrong = [
      undefined,
      '',
      'security@tilgang.example',
      'http://tilgang.example',
      'mailto:me',
    ];
    for (const SECURITY_CONTACT of wrong) {
      expect(() => loadConfig('api', { ...api, SECURITY_CONTACT })).toThrow(
        new ConfigError(['SECURITY_CONTACT']),
      );
    }
    const two = 'mailto:security@tilgang.example https://tilgang.example/report';
    expect(loadConfig('api', { ...api, SECURITY_CONTACT: two }).SECURITY_CONTACT).toEqual(
      two.split(' '),
    );
    expect(
      loadConfig('api', { ...api, TILGANG_MODE: 'test', SECURITY_CONTACT: undefined })
        .SECURITY_CONTACT,
    ).toBeUndefined();
  });

  it('has in production, where nothing is set, limits of what one person may ask [R16.0.5]', () => {
    expect(loadConfig('api', api)).toMatchObject({
      LIMIT_READS_PER_MINUTE: 1_200,
      LIMIT_WRITES_PER_MINUTE: 300,
      LIMIT_EXPORTS_PER_MINUTE: 60,
      LIMIT_STRANGERS_PER_MINUTE: 600,
      ATTACHMENT_LIMIT_BYTES: 25 * 1024 * 1024,
      CASE_FILES_LIMIT_BYTES: 1024 * 1024 * 1024,
      SESSION_HOURS: 8,
      SESSION_IDLE_MINUTES: 30,
      SIGNING_MINUTES: 15,
    });
    expect(loadConfig('api', { ...api, LIMIT_READS_PER_MINUTE: '0' })).toMatchObject({
      LIMIT_READS_PER_MINUTE: 0,
      LIMIT_WRITES_PER_MINUTE: 300,
    });
  });

  it('cannot be changed afterwards', () => {
    const config = loadConfig('worker', complete);
    expect(() => Object.assign(config, { LOG_LEVEL: 'debug' })).toThrow(TypeError);
  });
});
