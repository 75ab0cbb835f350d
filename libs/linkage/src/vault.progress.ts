import { SignJWT } from 'jose';
import { type AskConfigured, askConfigured } from '#platform';
import type { OrderPlace, OrderProgress } from './vault.client.js';
import { VaultUnavailable } from './vault.client.js';
import { vaultOf } from './vault.share.js';

const TIMEOUT_MS = 3_000;
const TICKET_SECONDS = 30;

/**
 * Asks the vault how far an order has come. The API has no token to the vault: it signs a ticket for
 * this one question, as it does for people.
 */
export class VaultProgress {
  constructor(
    private readonly urls: readonly string[],
    private readonly ticketKey: string,
    private readonly ask: AskConfigured = askConfigured,
  ) {}

  /** Throws {@link VaultUnavailable} where no answer comes. */
  async progress({ domainId, orderId }: OrderPlace): Promise<OrderProgress> {
    // The vault runs on real time, also where a demonstration has moved the clock of the cases.
    const now = Date.now();
    const ticket = await new SignJWT({ domain: domainId, scope: 'progress' })
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience('tilgang-vault')
      .setSubject('case-system')
      .setIssuedAt(new Date(now))
      .setExpirationTime(new Date(now + TICKET_SECONDS * 1_000))
      .sign(new TextEncoder().encode(this.ticketKey));
    const url = vaultOf(domainId, this.urls);
    const response = await this.ask(url, `/vault/v1/domains/${domainId}/orders/${orderId}`, {
      headers: { authorization: `Bearer ${ticket}` },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw new VaultUnavailable(`the vault answered ${response.status}`);
    return (await response.json()) as OrderProgress;
  }
}
