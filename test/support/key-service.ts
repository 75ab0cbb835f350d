import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

interface ServedKey {
  versions: Map<number, Buffer>;
  latest: number;
  minDecryption: number;
  deletionAllowed: boolean;
}

export const serviceToken = 'only-a-test-service-token';

/** A stand-in for a key service: the part of the transit engine's HTTP API that a vault uses. */
export class KeyService {
  readonly keys = new Map<string, ServedKey>();
  /** What the KV engine at `facts` holds. */
  readonly records = new Map<string, string>();
  /** Told before a question is dealt with and after; the answer waits for it. */
  at: (moment: 'before' | 'after', asked: string) => Promise<void> = () => Promise.resolve();
  /** Method and path of everything that was asked. */
  readonly asked: string[] = [];
  /** Answers everything 503, as a sealed service does. */
  isSealed = false;
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => {
      void this.answer(request).then(([status, data]) => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(status === 204 ? undefined : JSON.stringify(data));
      });
    });
  }

  static async start(): Promise<KeyService> {
    const service = new KeyService();
    await new Promise<void>((resolve) => service.server.listen(0, '127.0.0.1', resolve));
    return service;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async end(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage): Promise<[number, object]> {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const body = JSON.parse(Buffer.concat(pieces).toString() || '{}') as Record<string, unknown>;
    const asked = `${request.method} ${request.url}`;
    this.asked.push(asked);
    await this.at('before', asked);
    const answer = this.dealWith(request, body);
    await this.at('after', asked);
    return answer;
  }

  private dealWith(request: IncomingMessage, body: Record<string, unknown>): [number, object] {
    if (this.isSealed) return [503, { errors: ['Vault is sealed'] }];
    if (request.headers['x-vault-token'] !== serviceToken) return [403, { errors: ['denied'] }];
    const [, kept] = /^\/v1\/facts\/data\/([A-Za-z0-9.-]+)$/.exec(request.url ?? '') ?? [];
    if (kept) return this.record(request.method ?? '', kept, body);
    const [, what, name, action] =
      /^\/v1\/transit\/([a-z]+)\/([A-Za-z0-9.-]+)(?:\/([a-z]+))?$/.exec(request.url ?? '') ?? [];
    if (!what || !name) return [404, { errors: [] }];
    const key = this.keys.get(name);
    if (what === 'keys') return this.key(request.method ?? '', name, key, action, body);
    // A token with update and without create: the service makes no key when one encrypts.
    if (!key) return [what === 'encrypt' ? 403 : 400, { errors: ['encryption key not found'] }];
    return what === 'encrypt' ? this.encrypt(key, body) : this.decrypt(key, body);
  }

  private record(method: string, name: string, body: Record<string, unknown>): [number, object] {
    const record = this.records.get(name);
    if (method === 'GET') {
      return record === undefined ? [404, { errors: [] }] : [200, { data: { data: { record } } }];
    }
    const { options, data } = body as { options: { cas: number }; data: { record: string } };
    if (record !== undefined || options.cas !== 0) {
      return [400, { errors: ['check-and-set parameter did not match the current version'] }];
    }
    this.records.set(name, data.record);
    return [200, { data: { version: 1 } }];
  }

  private key(
    method: string,
    name: string,
    key: ServedKey | undefined,
    action: string | undefined,
    body: Record<string, unknown>,
  ): [number, object] {
    if (method === 'POST' && !action) {
      if (!key) {
        const versions = new Map([[1, randomBytes(32)]]);
        this.keys.set(name, { versions, latest: 1, minDecryption: 1, deletionAllowed: false });
      }
      return [200, { data: {} }];
    }
    if (!key) return [404, { errors: [] }];
    if (method === 'GET') return [200, { data: { latest_version: key.latest } }];
    if (method === 'DELETE') {
      if (!key.deletionAllowed) return [400, { errors: ['deletion is not allowed for this key'] }];
      this.keys.delete(name);
      return [204, {}];
    }
    if (action === 'rotate') key.versions.set(++key.latest, randomBytes(32));
    if (action === 'config') {
      key.deletionAllowed = body['deletion_allowed'] === true || key.deletionAllowed;
      key.minDecryption = Number(body['min_decryption_version'] ?? key.minDecryption);
    }
    if (action === 'trim') {
      for (const version of key.versions.keys()) {
        if (version < Number(body['min_available_version'])) key.versions.delete(version);
      }
    }
    return [204, {}];
  }

  private encrypt(key: ServedKey, body: Record<string, unknown>): [number, object] {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key.versions.get(key.latest)!, nonce);
    const sealed = cipher.update(Buffer.from(String(body['plaintext']), 'base64'));
    cipher.final();
    const content = Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64');
    return [200, { data: { ciphertext: `vault:v${key.latest}:${content}` } }];
  }

  private decrypt(key: ServedKey, body: Record<string, unknown>): [number, object] {
    const [, version, content] =
      /^vault:v(\d+):(.+)$/.exec(String(body['ciphertext'])) ?? ([] as (string | undefined)[]);
    const secret = key.versions.get(Number(version));
    if (!secret || !content || Number(version) < key.minDecryption) {
      return [400, { errors: ['ciphertext or signature version is disallowed by policy'] }];
    }
    try {
      const bytes = Buffer.from(content, 'base64');
      const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(-16));
      const plain = decipher.update(bytes.subarray(12, -16));
      decipher.final();
      return [200, { data: { plaintext: plain.toString('base64') } }];
    } catch {
      return [400, { errors: ['cipher: message authentication failed'] }];
    }
  }
}
