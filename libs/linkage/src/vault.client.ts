import type { PlannedStep, StepFact } from '#cases';
import { type AskConfigured, askConfigured } from '#platform';
import { vaultOf } from './vault.share.js';

/** What the case system asks of the vault: counts, hashes, states and times only. */
export interface VaultClient {
  /** Makes the domain of a project, or finds it made. */
  createDomain(domain: DomainOrder): Promise<void>;
  /** Has a linkage plan carried out in a domain, or finds that it is. */
  order(order: LinkageOrder): Promise<OrderProgress>;
  /** Lets the vault's work on an order rest, or go on. */
  setPaused(at: OrderPlace, isPaused: boolean, by: { id: string; name: string }): Promise<void>;
  /**
   * Passes on what two custodians approved, upon which the domain's key is destroyed, or finds it
   * destroyed; a notice tells of it.
   */
  destroyDomain(domainId: string, approved: ApprovedDestruction): Promise<void>;
  /** What has happened in the vault and is not yet recorded in a case, oldest first. */
  notices(limit: number): Promise<Notice[]>;
  acknowledge(notice: Pick<Notice, 'id' | 'domainId'>): Promise<void>;
}

export interface DomainOrder {
  domainId: string;
  caseReference: string;
  registries: { id: string; ageRecipient: string }[];
  serialFormat?: { prefix: string };
  childDomains?: { linkerId: string; ageRecipient: string };
  acceptedKinds?: { kind: string; registryId?: string }[];
}

export interface ApprovedDestruction {
  caseReference: string;
  /** What was signed for each of them in the case; the vault judges it, not this program. */
  approvals: string[];
}

export interface OrderPlace {
  domainId: string;
  orderId: string;
}

/** A plan as the vault carries it out. */
export interface LinkageOrder extends OrderPlace {
  caseReference: string;
  registries: { id: string; ageRecipient: string }[];
  steps: PlannedStep[];
  controls: {
    perCase: number;
    matchOn: { attribute: string; within: number | null }[];
    mayBeCases: boolean;
  } | null;
  relatives: { relations: string[] } | null;
}

export interface OrderProgress extends OrderPlace {
  isPaused: boolean;
  pausedAt: string | null;
  pausedBy: string | null;
  steps: {
    id: string;
    kind: PlannedStep['kind'];
    registryId: string;
    state: string;
    rowsRead: number;
    /** Of 256. */
    partsDone: number;
    people: number | null;
    outside: number | null;
    unmet: number | null;
    reason: string | null;
    changedAt: string;
  }[];
}

interface NoticeOf<Kind extends string, Registry, Data> {
  id: string;
  kind: Kind;
  domainId: string;
  registryId: Registry;
  at: string;
  data: Data;
}

export type KeyFileNotice = NoticeOf<
  'key-file-made',
  string,
  {
    runId: string;
    rows: number;
    accepted: number;
    repeated: number;
    invalid: number;
    reserved: number;
    /** How many of those accepted have an identity number of each kind. */
    kinds: Record<string, number>;
    outside?: number;
    inputSha256: string;
    keyFileSha256: string;
  }
>;

export type StepNotice = NoticeOf<
  'order-step',
  string,
  { orderId: string; step: string } & StepFact
>;
export type PauseNotice = NoticeOf<'order-paused', null, { orderId: string; isPaused: boolean }>;

/** How many serial numbers a receiver of key files has to correct; its own file says which. */
interface NumberCorrection {
  correctionId: string;
  rows: number;
  fileSha256: string;
  /** What leads from one pseudonym to another changes: for the linker, beside its own key files. */
  isForLinker?: boolean;
}

export type CorrectionNotice =
  | NoticeOf<'numbers-merged', string, NumberCorrection>
  | NoticeOf<'people-reserved', string, NumberCorrection>;

/** Also where two custodians destroyed the keys at the vault itself; nobody is named where it found them gone. */
export type DestructionNotice = NoticeOf<
  'keys-destroyed',
  null,
  {
    destroyedAt: string;
    serialNumberCount: number;
    certificateSha256: string;
    orderedByName: string | null;
    confirmedByName: string | null;
  }
>;

export type Notice =
  KeyFileNotice | StepNotice | PauseNotice | CorrectionNotice | DestructionNotice;

export class VaultUnavailable extends Error {
  override readonly name = 'VaultUnavailable';
}

const TIMEOUT_MS = 30_000;

/**
 * The vaults over HTTP, as a rule one. Each domain is in one of them, by its id. Every call may be
 * repeated: a vault answers a second time as the first.
 */
export class HttpVaultClient implements VaultClient {
  constructor(
    private readonly urls: readonly string[],
    private readonly token: string,
    private readonly ask: AskConfigured = askConfigured,
  ) {}

  async createDomain({ domainId, ...body }: DomainOrder): Promise<void> {
    await this.call(domainId, 'PUT', `/domains/${domainId}`, body);
  }

  async order({ domainId, orderId, ...body }: LinkageOrder): Promise<OrderProgress> {
    return (await this.call(
      domainId,
      'PUT',
      orderPath({ domainId, orderId }),
      body,
    )) as OrderProgress;
  }

  async setPaused(
    at: OrderPlace,
    isPaused: boolean,
    by: { id: string; name: string },
  ): Promise<void> {
    await this.call(at.domainId, 'POST', `${orderPath(at)}/${isPaused ? 'pause' : 'resume'}`, {
      by,
    });
  }

  async destroyDomain(domainId: string, approved: ApprovedDestruction): Promise<void> {
    await this.call(domainId, 'PUT', `/domains/${domainId}/destruction`, approved);
  }

  async notices(limit: number): Promise<Notice[]> {
    const answers = await Promise.allSettled(
      this.urls.map((url) => this.callAt(url, 'GET', `/notices?limit=${limit}`)),
    );
    const lost = answers.find((answer) => answer.status === 'rejected');
    // A vault that is away keeps what it has to tell; the others are heard meanwhile.
    if (lost && answers.every(({ status }) => status === 'rejected')) throw lost.reason;
    return answers.flatMap((answer) =>
      answer.status === 'fulfilled' ? (answer.value as { items: Notice[] }).items : [],
    );
  }

  async acknowledge({ id, domainId }: Pick<Notice, 'id' | 'domainId'>): Promise<void> {
    await this.call(domainId, 'POST', `/notices/${id}/acknowledge`, {});
  }

  private call(domainId: string, method: string, path: string, body?: object): Promise<unknown> {
    return this.callAt(vaultOf(domainId, this.urls), method, path, body);
  }

  private async callAt(url: string, method: string, path: string, body?: object): Promise<unknown> {
    const response = await this.ask(url, `/vault/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new VaultUnavailable(`the vault answered ${response.status}`);
    return response.status === 204 ? null : response.json();
  }
}

function orderPath({ domainId, orderId }: OrderPlace): string {
  return `/domains/${domainId}/orders/${orderId}`;
}
