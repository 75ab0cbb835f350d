import { randomBytes, type X509Certificate } from 'node:crypto';
import { Integer, OctetString } from 'asn1js';
import { askConfigured } from '#platform';
import { AlgorithmIdentifier, MessageImprint, TimeStampReq } from 'pkijs';
import { readToken, tokenIn } from './rfc3161.token.js';
import { type TimeStamp, type TimeStampAuthority, TimeStampUnavailable } from './time.stamp.js';

const SHA256 = '2.16.840.1.101.3.4.2.1';
/** An answer is a few thousand bytes. */
const LONGEST_ANSWER = 256 * 1024;

export interface AuthoritySettings {
  url: string;
  /** The authority's own certificate, or the one that issues its certificates. */
  trusted: readonly X509Certificate[];
  timeoutMs?: number;
}

/** A time stamp authority over HTTP (RFC 3161 section 3.4). */
export class Rfc3161Authority implements TimeStampAuthority {
  constructor(private readonly settings: AuthoritySettings) {
    if (settings.trusted.length === 0) {
      throw new Error('The file of the time stamp authority holds no certificate');
    }
  }

  async stamp(digest: Buffer): Promise<TimeStamp> {
    const nonce = positive(randomBytes(16));
    const answer = await this.ask(requestOf(digest, nonce));
    const token = tokenIn(answer);
    const { stampedAt } = readToken(token, { digest, nonce, trusted: this.settings.trusted });
    return { stampedAt, token };
  }

  private async ask(request: ArrayBuffer): Promise<Buffer> {
    const { url, timeoutMs = 10_000 } = this.settings;
    try {
      const response = await askConfigured(url, '', {
        method: 'POST',
        headers: { 'content-type': 'application/timestamp-query' },
        body: request,
        signal: AbortSignal.timeout(timeoutMs),
      });
      const bytes = Buffer.from(await response.arrayBuffer());
      if (response.ok && bytes.length <= LONGEST_ANSWER) return bytes;
    } catch {
      // Not reached, too slow or cut off: it is the same to whoever waits.
    }
    throw new TimeStampUnavailable('no answer');
  }
}

function requestOf(digest: Buffer, nonce: Buffer): ArrayBuffer {
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: SHA256 }),
      hashedMessage: new OctetString({ valueHex: new Uint8Array(digest).buffer }),
    }),
    nonce: new Integer({ valueHex: new Uint8Array(nonce).buffer }),
    certReq: true,
  });
  return request.toSchema().toBER();
}

/** As an integer of ASN.1 has it: without a sign, and without a leading zero that means nothing. */
function positive(bytes: Buffer): Buffer {
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes;
}
