import { z } from 'zod';
import { askConfigured } from '#platform';
import { NeverTaken, NotTaken } from './letter.channel.js';

export type MessageStatus = { status: string; lastUpdate: Date };

const statusPage = z.union([
  z.array(z.object({ status: z.string(), lastUpdate: z.coerce.date() })),
  z
    .object({ content: z.array(z.object({ status: z.string(), lastUpdate: z.coerce.date() })) })
    .transform(({ content }) => content),
]);

/** A receipt of the recipient's archive, as far as it is read here. */
const receipt = z.object({
  standardBusinessDocumentHeader: z.object({
    documentIdentification: z.object({ instanceIdentifier: z.guid(), type: z.string() }),
  }),
  arkivmelding_kvittering: z
    .object({ receiptType: z.string(), relatedToMessageId: z.string() })
    .optional(),
});

export interface Receipt {
  /** Of the receipt itself. */
  messageId: string;
  relatedToMessageId: string | null;
  receiptType: string | null;
}

const responseProcess = 'urn:no:difi:profile:arkivmelding:response:ver1.0';
const alreadyThere = 'MessageAlreadyExistsException';
const timeoutMs = 30_000;

/**
 * The HTTP API of an eFormidling integration point, version 2. Its address may hold user name and
 * password. What goes wrong is told in codes of ours: its answers may quote the message.
 */
export class EFormidlingClient {
  private readonly base: string;
  private readonly authorization: string | null;

  constructor(url: string) {
    const { username, password, origin, pathname } = new URL(url);
    this.base = `${origin}${pathname.replace(/\/$/, '')}/api`;
    const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    this.authorization = username ? `Basic ${Buffer.from(credentials).toString('base64')}` : null;
  }

  /** Creates a message; false where the integration point has had one with this id before. */
  async create(document: object): Promise<boolean> {
    const response = await this.ask('POST', '/messages/out', {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(document),
    });
    if (response.ok) return true;
    // It answers 400 with the name of its exception to an id it knows, sent or not.
    if (response.status === 400 && (await response.text()).includes(alreadyThere)) return false;
    throw refused(response.status, 'message');
  }

  /** Whether a message was created and has not gone on yet. */
  async isInOutbox(messageId: string): Promise<boolean> {
    const response = await this.ask('GET', `/messages/out/${messageId}`);
    if (response.ok) return true;
    if (response.status === 404) return false;
    throw refused(response.status, 'message');
  }

  async upload(
    messageId: string,
    file: { name: string; title: string; type: string; bytes: Buffer },
  ): Promise<void> {
    const query = new URLSearchParams({ title: file.title });
    const response = await this.ask('PUT', `/messages/out/${messageId}?${query.toString()}`, {
      headers: {
        'content-type': file.type,
        'content-disposition': `attachment; filename="${file.name}"`,
      },
      body: new Uint8Array(file.bytes),
    });
    if (!response.ok) throw refused(response.status, 'file');
  }

  async send(messageId: string): Promise<void> {
    const response = await this.ask('POST', `/messages/out/${messageId}`);
    if (!response.ok) throw refused(response.status, 'message');
  }

  /** Everything that has happened to a message, oldest first. */
  async statusesOf(messageId: string): Promise<MessageStatus[]> {
    const response = await this.ask('GET', `/statuses/${messageId}`);
    if (response.status === 404) return [];
    if (!response.ok) throw refused(response.status, 'statuses');
    const statuses = statusPage.parse(await response.json());
    return statuses.sort((a, b) => a.lastUpdate.getTime() - b.lastUpdate.getTime());
  }

  /** The oldest receipt that lies unread, or null; it is locked to us for a while. */
  async peekReceipt(): Promise<Receipt | null> {
    const query = new URLSearchParams({ process: responseProcess });
    const response = await this.ask('GET', `/messages/in/peek?${query.toString()}`);
    if (response.status === 204) return null;
    if (!response.ok) throw refused(response.status, 'receipt');
    const { standardBusinessDocumentHeader: header, arkivmelding_kvittering: content } =
      receipt.parse(await response.json());
    return {
      messageId: header.documentIdentification.instanceIdentifier,
      relatedToMessageId: content?.relatedToMessageId ?? null,
      receiptType: content?.receiptType ?? null,
    };
  }

  /** Takes a receipt away when it has been recorded; one that is gone already is no fault. */
  async deleteReceipt(messageId: string): Promise<void> {
    const response = await this.ask('DELETE', `/messages/in/${messageId}`);
    if (!response.ok && response.status !== 404) throw refused(response.status, 'receipt');
  }

  private async ask(method: string, path: string, init: RequestInit = {}): Promise<Response> {
    try {
      return await askConfigured(this.base, path, {
        ...init,
        method,
        headers: {
          accept: 'application/json',
          ...(this.authorization && { authorization: this.authorization }),
          ...init.headers,
        },
        signal: AbortSignal.timeout(timeoutMs),
      });
    } catch {
      throw new NotTaken('eformidling-not-reached');
    }
  }
}

/** Its own trouble and a busy point pass; what it finds wrong with the message does not. */
function refused(status: number, what: string): NotTaken {
  const code = `eformidling-${what}-answered-${status}`;
  const passes = status >= 500 || [401, 403, 408, 425, 429].includes(status);
  return passes ? new NotTaken(code) : new NeverTaken(code);
}
