import { createHash, timingSafeEqual } from 'node:crypto';
import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose';
import { type Clock, Refused } from '#platform';
import { publicKeyOf } from '../domains/certificate.rules.js';
import type { AccessLog, Requester, VaultAction, Witness } from './access.log.js';
import type { Custodians } from './custodian.service.js';
import { approvalClaims } from '../vault.dto.js';
import { refuse } from '../vault.refusals.js';

/** What a ticket must be for. It names one domain, and one registry where lists go. */
export interface TicketUse {
  scope:
    | 'list:write'
    | 'people:write'
    | 'bridge:read'
    | 'resolve'
    | 'progress'
    | 'pause'
    | 'destroy'
    | 'destroy:approved'
    | 'custody';
  /** Null for what concerns the custody as a whole. */
  domainId: string | null;
  registryId: string | null;
}

interface Shown {
  claims: JWTPayload;
  witness: Witness;
}

const audience = 'tilgang-vault';
const service: Requester = { kind: 'service', id: 'case-system' };
const custodianTokenSeconds = 300;

/** One person's word in the case on destroying the keys of a domain, which opens nothing by itself. */
export interface Approval {
  by: Witness;
  approves: 'order' | 'confirm';
  /** The order in the case: what was withdrawn there cannot be put together with a later word. */
  orderId: string;
}

/**
 * Who may come in: the case system by its token; a person by a ticket the case system signed, or,
 * who keeps keys, by a token signed with their own key.
 */
export class AccessControl {
  constructor(
    private readonly token: string,
    private readonly ticketKey: string,
    private readonly custodians: Custodians,
    private readonly log: AccessLog,
    private readonly clock: Clock,
  ) {}

  /** The case system; refuses 401 `token-invalid`. */
  service(authorization: string | undefined): Requester {
    return this.shows(bearer(authorization), this.token) ? service : refuseToken();
  }

  /** Whether this is the token of the case system. */
  isService(authorization: string | undefined): boolean {
    const [, credential] = /^Bearer (\S+)$/.exec(authorization ?? '') ?? [];
    return credential !== undefined && this.shows(credential, this.token);
  }

  /**
   * The person behind a ticket or a custodian's token.
   *
   * Refuses 401 `ticket-invalid` and `ticket-expired`; 403 `ticket-for-something-else`, which is
   * logged, when scope, domain or registry differ.
   */
  async person(authorization: string | undefined, use: TicketUse): Promise<Witness> {
    return (await this.shown(bearer(authorization), use)).witness;
  }

  /** Does the work as the {@link person} who shows themselves; a refusal is in the log like the rest. */
  async as<T>(
    authorization: string | undefined,
    use: TicketUse,
    action: VaultAction,
    work: (by: Witness) => Promise<T>,
  ): Promise<T> {
    const by = await this.person(authorization, use);
    const { domainId, registryId } = use;
    return this.log.watch({ requester: by, action, domainId, registryId }, () => work(by));
  }

  /** What a person approved, as the case system keeps and passes it on. Refuses as {@link person}. */
  async approval(ticket: string, domainId: string): Promise<Approval> {
    const use = { scope: 'destroy:approved', domainId, registryId: null } as const;
    const { claims, witness: by } = await this.shown(ticket, use);
    const read = approvalClaims.safeParse(claims);
    if (!read.success) throw refuse('signed-out', 'ticket-invalid');
    return { by, approves: read.data.approves, orderId: read.data.order };
  }

  /** Compares by hashes of equal length, in constant time: the answer's time tells nothing. */
  shows(given: string, secret: string): boolean {
    return timingSafeEqual(digest(given), digest(secret));
  }

  private async shown(token: string, use: TicketUse): Promise<Shown> {
    const { claims, witness } = await this.read(token);
    const fits =
      claims['scope'] === use.scope &&
      (use.domainId === null || claims['domain'] === use.domainId) &&
      (use.registryId === null || claims['registry'] === use.registryId);
    if (fits) return { claims, witness };
    const { domainId, registryId } = use;
    const outcome = 'ticket-for-something-else';
    const entry = {
      requester: witness,
      action: 'show-ticket',
      domainId,
      registryId,
      outcome,
    } as const;
    await this.log.add(entry, await this.clock.now());
    throw refuse('role', outcome);
  }

  private async read(token: string): Promise<Shown> {
    try {
      const isCustodian = decodeProtectedHeader(token).alg === 'EdDSA';
      return isCustodian ? await this.custodian(token) : await this.ticket(token);
    } catch (error) {
      if (error instanceof Refused) throw error;
      const expired = error instanceof errors.JWTExpired;
      throw refuse('signed-out', expired ? 'ticket-expired' : 'ticket-invalid');
    }
  }

  private async ticket(token: string) {
    const { payload: claims } = await jwtVerify(token, new TextEncoder().encode(this.ticketKey), {
      algorithms: ['HS256'],
      audience,
      requiredClaims: ['sub', 'exp', 'scope', 'domain'],
      currentDate: await this.clock.now(),
    });
    const id = String(claims.sub);
    const name = typeof claims['name'] === 'string' ? claims['name'] : id;
    const proof = `ticket sha256:${digest(token).toString('hex')}`;
    return { claims, witness: { kind: 'person', id, name, proof } as const };
  }

  private async custodian(token: string) {
    const { kid } = decodeProtectedHeader(token);
    const custodian = await this.custodians.byId(kid ?? '');
    if (!custodian) throw refuse('signed-out', 'ticket-invalid');
    const { payload: claims } = await jwtVerify(token, publicKeyOf(custodian.publicKey), {
      algorithms: ['EdDSA'],
      audience,
      requiredClaims: ['exp', 'iat', 'scope'],
      maxTokenAge: custodianTokenSeconds,
      currentDate: await this.clock.now(),
    });
    const { personId: id, name } = custodian;
    // Nobody but the custodian could have made it, so it is kept whole.
    return { claims, witness: { kind: 'person', id, name, proof: `key ${token}` } as const };
  }
}

export function bearer(authorization: string | undefined): string {
  const credential = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
  if (credential === undefined) throw refuse('signed-out', 'authorization-missing');
  return credential;
}

function refuseToken(): never {
  throw refuse('signed-out', 'token-invalid');
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
