import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { askConfigured } from '../http/outgoing.js';
import { type KeyWrapping, type WrappedKey, WrappingKeyAbsent } from './key.wrapping.js';

export interface TransitWrappingSettings {
  url: string;
  /** Read anew for each call: tokens are renewed while the programs run. */
  tokenFile: string;
  mount: string;
  /** The key's name in the service; made there by its operator, who lets us use it and no more. */
  key: string;
}

/** The key service does not answer, or not as it should. It never says with which content. */
export class KeyServiceUnavailable extends Error {
  override readonly name = 'KeyServiceUnavailable';
}

const timeoutMs = 10_000;
const encrypted = z.object({ data: z.object({ ciphertext: z.string().regex(/^vault:v\d+:/) }) });
const decrypted = z.object({ data: z.object({ plaintext: z.string() }) });
const described = z.object({ data: z.object({ latest_version: z.number().int() }) });

/**
 * A key service that speaks the HTTP API of the transit engine (OpenBao, HashiCorp Vault, and the
 * hardware modules behind them): the key-encryption key never leaves it. It is rotated there.
 */
export class TransitWrapping implements KeyWrapping {
  constructor(private readonly settings: TransitWrappingSettings) {}

  async newest(): Promise<string> {
    const { data } = described.parse(await this.ask('GET', 'keys'));
    return this.nameOf(data.latest_version);
  }

  async wrap(content: Uint8Array, context: string): Promise<WrappedKey> {
    const plaintext = Buffer.concat([lengthOf(context), Buffer.from(context), content]);
    const answer = await this.ask('POST', 'encrypt', { plaintext: plaintext.toString('base64') });
    const { ciphertext } = encrypted.parse(answer).data;
    const version = Number(/^vault:v(\d+):/.exec(ciphertext)?.[1]);
    return { by: this.nameOf(version), wrapped: Buffer.from(ciphertext) };
  }

  async unwrap({ wrapped }: WrappedKey, context: string): Promise<Buffer> {
    const answer = await this.ask('POST', 'decrypt', { ciphertext: wrapped.toString('latin1') });
    const plain = Buffer.from(decrypted.parse(answer).data.plaintext, 'base64');
    const own = Buffer.concat([lengthOf(context), Buffer.from(context)]);
    if (!plain.subarray(0, own.length).equals(own)) {
      throw new WrappingKeyAbsent('This was wrapped for another place.');
    }
    return plain.subarray(own.length);
  }

  private nameOf(version: number): string {
    return `transit:${this.settings.key}:v${version}`;
  }

  private async ask(method: string, action: string, body?: object): Promise<unknown> {
    const { url, tokenFile, mount, key } = this.settings;
    let response: Response;
    try {
      response = await askConfigured(url, `/v1/${mount}/${action}/${key}`, {
        method,
        headers: {
          'x-vault-token': readFileSync(tokenFile, 'utf8').trim(),
          'x-vault-request': 'true',
          ...(body && { 'content-type': 'application/json' }),
        },
        signal: AbortSignal.timeout(timeoutMs),
        ...(body && { body: JSON.stringify(body) }),
      });
    } catch {
      throw new KeyServiceUnavailable('The key service does not answer.');
    }
    if (response.status === 400) throw new WrappingKeyAbsent('No version of the key opens this.');
    if (!response.ok)
      throw new KeyServiceUnavailable(`The key service answered ${response.status}.`);
    return response.json();
  }
}

function lengthOf(context: string): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(Buffer.byteLength(context));
  return length;
}
