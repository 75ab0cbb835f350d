import { askConfigured } from '#platform';
import {
  checkedName,
  CustodyUnavailable,
  KeyAbsent,
  type KeyCustody,
  KeyDestroyed,
  type KeyStanding,
} from './key.custody.js';

export interface TransitSettings {
  /** As `https://vault.example:8200`. */
  url: string;
  /** Read anew for each call, because tokens are renewed while the program runs. */
  token: () => string;
  /** Where the engine is mounted. */
  mount: string;
  /** Before the name of each key, so that others can use the same engine. */
  prefix: string;
  /** Where a KV engine, version 2, is mounted that keeps the record of a destruction; null: nowhere. */
  records: string | null;
}

interface Answer {
  status: number;
  data: Record<string, unknown>;
}

const timeoutMs = 10_000;
const mark = '.destroyed';

/**
 * The custody of a key service that speaks the HTTP API of the transit secrets engine, as OpenBao
 * and HashiCorp Vault do: a key for each domain that cannot be exported. That a key was destroyed is
 * kept as a key of its own with the ending `.destroyed`, because the service forgets deleted keys.
 *
 * The transit engine keeps nothing beside a key. What was destroyed, by whom and when stands in
 * `<records>/data/<prefix><name>` of a KV engine, where one is named.
 *
 * The token needs: create, read, update and delete below `<mount>/keys/`, update (not create: that
 * would make keys anew) below `<mount>/encrypt/` and `<mount>/decrypt/`, create and read (not
 * update: a record is written once) below `<records>/data/`.
 */
export class TransitCustody implements KeyCustody {
  readonly kind = 'transit';

  constructor(private readonly settings: TransitSettings) {}

  async create(name: string): Promise<void> {
    await this.refuseDestroyed(name);
    // The service answers a key it has with success and leaves it as it is.
    await this.must('POST', `keys/${this.key(name)}`, { type: 'aes256-gcm96', exportable: false });
  }

  async wrap(name: string, content: Uint8Array): Promise<Buffer> {
    const plaintext = Buffer.from(content).toString('base64');
    // Asked first: a service that may create would make a destroyed key anew and say nothing.
    if (!(await this.has(this.key(name)))) await this.absent(name);
    const data = await this.must('POST', `encrypt/${this.key(name)}`, { plaintext });
    return Buffer.from(textOf(data, 'ciphertext'));
  }

  async unwrap(name: string, wrapped: Uint8Array): Promise<Buffer> {
    const ciphertext = Buffer.from(wrapped).toString('latin1');
    const path = `decrypt/${this.key(name)}`;
    const { status, data } = await this.ask('POST', path, { ciphertext });
    if (status === 200) return Buffer.from(textOf(data, 'plaintext'), 'base64');
    if (status >= 500 || status === 403) throw unavailable(status);
    // A service answers 400 for a key it does not have, and for what another key wrapped.
    if (await this.has(this.key(name))) throw new KeyAbsent('No version of the key opens this.');
    return this.absent(name);
  }

  async rotate(name: string): Promise<void> {
    await this.refuseDestroyed(name);
    await this.must('POST', `keys/${this.key(name)}/rotate`, {});
  }

  async retire(name: string): Promise<void> {
    const key = this.key(name);
    const { latest_version: latest } = await this.must('GET', `keys/${key}`);
    const oldest = { min_decryption_version: latest, min_encryption_version: latest };
    await this.must('POST', `keys/${key}/config`, oldest);
    await this.must('POST', `keys/${key}/trim`, { min_available_version: latest });
  }

  async destroy(name: string, record: string): Promise<void> {
    const key = this.key(name);
    // A record without a mark says nothing; a mark without its record could not be certified alike.
    await this.keep(name, record);
    // The mark first: a key that is half destroyed is destroyed, never half kept.
    await this.must('POST', `keys/${key}${mark}`, { type: 'aes256-gcm96', exportable: false });
    if (!(await this.has(key))) return;
    await this.must('POST', `keys/${key}/config`, { deletion_allowed: true });
    await this.must('DELETE', `keys/${key}`);
  }

  async standing(name: string): Promise<{ standing: KeyStanding; record: string | null }> {
    const key = this.key(name);
    if (await this.has(`${key}${mark}`)) {
      return { standing: 'destroyed', record: await this.recordOf(name) };
    }
    return { standing: (await this.has(key)) ? 'held' : 'absent', record: null };
  }

  /** Keeps the record, unless there is one: the first holds. */
  private async keep(name: string, record: string): Promise<void> {
    const { records } = this.settings;
    if (records === null || (await this.recordOf(name)) !== null) return;
    const body = { options: { cas: 0 }, data: { record } };
    await this.must('POST', `data/${this.key(name)}`, body, records);
  }

  private async recordOf(name: string): Promise<string | null> {
    const { records } = this.settings;
    if (records === null) return null;
    const { status, data } = await this.ask('GET', `data/${this.key(name)}`, undefined, records);
    if (status === 404) return null;
    if (status !== 200) throw unavailable(status);
    return textOf((data['data'] ?? {}) as Answer['data'], 'record');
  }

  private async refuseDestroyed(name: string): Promise<void> {
    if (await this.has(`${this.key(name)}${mark}`)) throw new KeyDestroyed('It was destroyed.');
  }

  private async absent(name: string): Promise<never> {
    await this.refuseDestroyed(name);
    throw new KeyAbsent('The custody has no such key.');
  }

  private async has(key: string): Promise<boolean> {
    const { status } = await this.ask('GET', `keys/${key}`);
    if (status !== 200 && status !== 404) throw unavailable(status);
    return status === 200;
  }

  private async must(
    method: string,
    path: string,
    body?: object,
    mount = this.settings.mount,
  ): Promise<Answer['data']> {
    const { status, data } = await this.ask(method, path, body, mount);
    if (status !== 200 && status !== 204) throw unavailable(status);
    return data;
  }

  private async ask(
    method: string,
    path: string,
    body?: object,
    mount = this.settings.mount,
  ): Promise<Answer> {
    const { url, token } = this.settings;
    try {
      const response = await askConfigured(url, `/v1/${mount}/${path}`, {
        method,
        headers: {
          'x-vault-token': token(),
          'x-vault-request': 'true',
          ...(body && { 'content-type': 'application/json' }),
        },
        signal: AbortSignal.timeout(timeoutMs),
        ...(body && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      const parsed = (text === '' ? {} : JSON.parse(text)) as { data?: Answer['data'] };
      return { status: response.status, data: parsed.data ?? {} };
    } catch {
      // What failed can hold the address with what was sent: it is not repeated.
      throw new CustodyUnavailable('The key service does not answer.');
    }
  }

  private key(name: string): string {
    return `${this.settings.prefix}${checkedName(name)}`;
  }
}

function textOf(data: Answer['data'], field: string): string {
  const value = data[field];
  if (typeof value !== 'string') throw new CustodyUnavailable('The key service answers oddly.');
  return value;
}

const unavailable = (status: number): CustodyUnavailable =>
  new CustodyUnavailable(`The key service answered ${status}.`);
