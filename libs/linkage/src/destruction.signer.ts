import { SignJWT } from 'jose';
import type { ApprovalSigner, DestructionApproval } from '#cases';

const DAY_MS = 86_400_000;
/** So much longer than an order may wait in the case that the worker may be away for two months. */
const VALID_DAYS = 90;

/**
 * Signs what a custodian approves in the case, so that the vault need not take anybody's word for
 * it. It opens nothing: the vault takes it only together with the other custodian's.
 */
export class DestructionSigner implements ApprovalSigner {
  constructor(private readonly ticketKey: string) {}

  sign({ domainId, orderId, approves, person }: DestructionApproval): Promise<string> {
    // The vault runs on real time, also where a demonstration has moved the clock of the cases.
    const now = new Date();
    return new SignJWT({
      domain: domainId,
      scope: 'destroy:approved',
      approves,
      order: orderId,
      name: person.name,
    })
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience('tilgang-vault')
      .setSubject(person.id)
      .setIssuedAt(now)
      .setExpirationTime(new Date(now.getTime() + VALID_DAYS * DAY_MS))
      .sign(new TextEncoder().encode(this.ticketKey));
  }
}
