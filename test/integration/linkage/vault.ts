import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { SignJWT } from 'jose';
import pg from 'pg';
import { pino } from 'pino';
import { startVault, type VaultTime } from '../../../apps/vault/src/vault.app.js';
import { type RunReceipt, SerialFormat, type SerialShape } from '#linkage/vault';
import { loadConfig } from '#platform';
import { createTestDatabase, type TestDatabase } from '../../support/cluster.js';
import { freePort } from '../../support/ports.js';

/** What lets the case system in. */
export const token = 'only-a-test-token-0123456789';
const ticketKey = 'only-a-test-ticket-key-0123456789';

/** For a vault in a process of its own. */
export const vaultSecrets = { token, ticketKey };

export interface TestRegistry {
  id: string;
  identity: string;
  ageRecipient: string;
}

export interface Answer {
  status: number;
  headers: Headers;
  json: Record<string, unknown>;
}

/** A vault on a database of its own, spoken to over HTTP as the case system and people do. */
export class TestVault {
  /** Everything it has logged. */
  readonly logged: string[] = [];
  private settings: Record<string, string> = {};
  private ownerPool: pg.Pool | null = null;
  private stop: () => Promise<void> = () => Promise.resolve();
  url = '';

  private constructor(
    readonly database: TestDatabase,
    readonly folder: string,
    private readonly formats = new Map<string, SerialFormat>(),
    private readonly time?: VaultTime,
  ) {}

  static async start(settings: Record<string, string> = {}, time?: VaultTime): Promise<TestVault> {
    const folder = mkdtempSync(join(tmpdir(), 'vault-test-'));
    writeFileSync(join(folder, 'key'), randomBytes(32).toString('hex'), { mode: 0o600 });
    const vault = new TestVault(await createTestDatabase(), folder, new Map(), time);
    await vault.run(settings);
    return vault;
  }

  /** Sees everything in the database, as nobody does who runs the vault. */
  get owner(): pg.Pool {
    this.ownerPool ??= new pg.Pool({ connectionString: this.database.ownerUrl, max: 2 });
    return this.ownerPool;
  }

  /** Stops it and starts it again on the same database and key file. */
  async restart(settings: Record<string, string> = {}): Promise<void> {
    await this.stop();
    await this.run(settings);
  }

  /** Stops it, does something, and starts it again with the settings it had. */
  async whileStopped<T>(work: () => T | Promise<T>): Promise<T> {
    await this.stop();
    try {
      return await work();
    } finally {
      await this.run(this.settings);
    }
  }

  /** A second vault on another database, with the same custody and secrets. */
  async startOn(database: TestDatabase): Promise<TestVault> {
    const vault = new TestVault(database, this.folder, this.formats);
    await vault.run({});
    return vault;
  }

  /** Stops one that {@link startOn} made, and drops its database; the custody stays. */
  async endCopy(): Promise<void> {
    await this.stop();
    await this.database.drop();
  }

  async end(): Promise<void> {
    await this.stop();
    await this.ownerPool?.end();
    await this.database.drop();
    rmSync(this.folder, { recursive: true });
  }

  private async run(settings: Record<string, string>): Promise<void> {
    this.settings = settings;
    const config = loadConfig('vault', {
      TILGANG_MODE: 'test',
      VAULT_PORT: String(await freePort()),
      VAULT_DATABASE_URL: this.database.vaultUrl,
      VAULT_KEY_FILE: join(this.folder, 'key'),
      VAULT_TOKEN: token,
      VAULT_TICKET_KEY: ticketKey,
      VAULT_SETUP_TOKEN: 'only-a-test-setup-token-0123456789',
      VAULT_RESOLVE: 'on',
      // What is held back is held in answer-slots.spec.ts alone: the others need not wait for it.
      VAULT_ANSWER_SLOT_MS: '0',
      ...settings,
    });
    const sink = new Writable({
      write: (line: Buffer, _, done) => {
        this.logged.push(line.toString());
        done();
      },
    });
    const running = await startVault(config, pino({ level: 'trace' }, sink), this.time);
    this.url = running.url;
    this.stop = () => running.close();
  }

  async call(
    method: string,
    path: string,
    { bearer = token, json, body, type }: CallOptions = {},
  ): Promise<Answer> {
    const response = await this.fetch(method, path, { bearer, json, body, type });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      json: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>,
    };
  }

  fetch(
    method: string,
    path: string,
    { bearer = token, json, body, type = 'text/csv' }: CallOptions,
  ): Promise<Response> {
    const streamed = body instanceof ReadableStream;
    return fetch(`${this.url}/vault/v1${path}`, {
      method,
      headers: {
        ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
        ...(json !== undefined ? { 'content-type': 'application/json' } : {}),
        ...(body !== undefined && type ? { 'content-type': type } : {}),
      },
      body: json !== undefined ? JSON.stringify(json) : body,
      ...(streamed ? { duplex: 'half' } : {}),
    });
  }

  ticket(claims: Record<string, unknown>, options: TicketOptions = {}): Promise<string> {
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience(options.audience ?? 'tilgang-vault')
      .setSubject(options.person ?? 'person-1')
      .setIssuedAt()
      .setExpirationTime(options.expires ?? '5m')
      .sign(new TextEncoder().encode(options.secret ?? ticketKey));
  }

  /** A ticket of one of the custodians that the case system lets in. */
  custodianTicket(scope: 'resolve' | 'destroy', domain: string, person: string): Promise<string> {
    const name = `Name of ${person}`;
    return this.ticket({ scope, domain, name, jti: randomUUID() }, { person });
  }

  /** One custodian asks whose number it is, another approves, the first fetches the answer. */
  async resolve(domain: string, serialNumber: string): Promise<Answer> {
    const path = `/domains/${domain}/resolvings`;
    const [one, two] = await Promise.all(
      ['person-1', 'person-2'].map((person) => this.custodianTicket('resolve', domain, person)),
    );
    const reason = 'A finding the person should know of.';
    const json = { serialNumber, legalGround: 'significant-finding', reason };
    const asked = await this.call('POST', path, { bearer: one!, json });
    if (asked.status !== 201) return asked;
    const order = `${path}/${String(asked.json['orderId'])}`;
    const approved = await this.call('POST', `${order}/approve`, { bearer: two! });
    if (approved.status !== 200) return approved;
    return this.call('POST', `${order}/identity`, { bearer: one! });
  }

  /** What the case system signed for a custodian who ordered, or confirmed, a destruction there. */
  approval(domain: string, approved: TestApproval): Promise<string> {
    const { approves, order, person, expires } = approved;
    const claims = {
      scope: 'destroy:approved',
      domain,
      approves,
      order,
      name: `Name of ${person}`,
    };
    return this.ticket(claims, { person, expires: expires ?? '90d' });
  }

  /** Two custodians destroy the keys of a domain; the case system passes on what they approved. */
  async destroy(
    domain: string,
    caseReference = 'HDS-2026-000001',
    [first, second] = ['person-1', 'person-2'],
  ): Promise<Answer> {
    const order = randomUUID();
    const approvals = [
      await this.approval(domain, { approves: 'order', order, person: first! }),
      await this.approval(domain, { approves: 'confirm', order, person: second! }),
    ];
    return this.call('PUT', `/domains/${domain}/destruction`, {
      json: { caseReference, approvals },
    });
  }

  /** A domain for a new project. */
  async domain(
    registries: readonly TestRegistry[],
    options: Record<string, unknown> = {},
    domainId: string = randomUUID(),
  ): Promise<string> {
    const created = await this.call('PUT', `/domains/${domainId}`, {
      json: {
        caseReference: 'HDS-2026-000001',
        registries: registries.map(({ id, ageRecipient }) => ({ id, ageRecipient })),
        ...options,
      },
    });
    if (created.status !== 201) throw new Error(`No domain: ${JSON.stringify(created)}`);
    this.formats.set(domainId, new SerialFormat(created.json['serialNumbers'] as SerialShape));
    return domainId;
  }

  /** How the numbers of a domain made here are written. */
  format(domainId: string): SerialFormat {
    return this.formats.get(domainId)!;
  }

  async send(
    domainId: string,
    registryId: string,
    body: ListBody,
    type = 'text/csv',
  ): Promise<Answer> {
    const bearer = await this.ticket({
      scope: 'list:write',
      domain: domainId,
      registry: registryId,
    });
    return this.call('POST', `/domains/${domainId}/lists/${registryId}`, { bearer, body, type });
  }

  /** Sends a list that must be accepted. */
  async accepted(domainId: string, registry: TestRegistry, body: ListBody): Promise<RunReceipt> {
    const { status, json } = await this.send(domainId, registry.id, body);
    if (status !== 201) throw new Error(`The list was refused: ${JSON.stringify(json)}`);
    return json as unknown as RunReceipt;
  }

  /** The encrypted bytes of a run's key file. */
  async keyFile(domainId: string, registry: TestRegistry, runId: string): Promise<Uint8Array> {
    const bearer = await this.listTicket(domainId, registry.id);
    const response = await this.fetch('GET', `/runs/${runId}/key-file`, { bearer });
    if (response.status !== 200) throw new Error(`No key file: ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  }

  /** Identity number to serial number, as the registry reads it from its key file. */
  async numbers(
    domainId: string,
    registry: TestRegistry,
    runId: string,
  ): Promise<Map<string, string>> {
    const decrypter = new Decrypter();
    decrypter.addIdentity(registry.identity);
    const file = await this.keyFile(domainId, registry, runId);
    const [header, ...lines] = (await decrypter.decrypt(file, 'text')).trimEnd().split('\n');
    if (header !== 'identity_number;serial_number') throw new Error(`Odd header: ${header}`);
    return new Map(lines.map((line) => line.split(';') as [string, string]));
  }

  async report(domainId: string, registry: TestRegistry, runId: string): Promise<string> {
    const bearer = await this.listTicket(domainId, registry.id);
    return (await this.fetch('GET', `/runs/${runId}/report`, { bearer })).text();
  }

  listTicket(domain: string, registry: string): Promise<string> {
    return this.ticket({ scope: 'list:write', domain, registry });
  }
}

type ListBody = string | Uint8Array | ReadableStream<Uint8Array>;

interface CallOptions {
  bearer?: string;
  json?: unknown;
  body?: ListBody;
  type?: string;
}

export interface TestApproval {
  approves: 'order' | 'confirm';
  order: string;
  person: string;
  expires?: Date;
}

interface TicketOptions {
  person?: string;
  audience?: string;
  expires?: string | Date;
  secret?: string;
}

export async function testRegistry(id: string): Promise<TestRegistry> {
  const identity = await generateX25519Identity();
  return { id, identity, ageRecipient: await identityToRecipient(identity) };
}
