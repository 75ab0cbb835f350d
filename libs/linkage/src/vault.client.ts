/** What the case system asks of the vault: counts, hashes, states and times only. */
export interface VaultClient {
  /** Makes the domain of a project, or finds it made. */
  createDomain(domain: DomainOrder): Promise<void>;
  /** Destroys the domain's key, or finds it destroyed; gives the certificate. */
  destroyDomain(domainId: string, order: DestructionOrder): Promise<Certificate>;
  /** What has happened in the vault and is not yet recorded in a case, oldest first. */
  notices(limit: number): Promise<Notice[]>;
  acknowledge(noticeId: string): Promise<void>;
}

export interface DomainOrder {
  domainId: string;
  caseReference: string;
  registries: { id: string; ageRecipient: string }[];
}

export interface DestructionOrder {
  caseReference: string;
  orderedBy: { id: string; name: string };
}

export interface Certificate {
  domainId: string;
  destroyedAt: string;
  serialNumberCount: number;
  sha256: string;
}

export interface Notice {
  id: string;
  kind: 'key-file-made';
  domainId: string;
  registryId: string;
  at: string;
  data: {
    runId: string;
    rows: number;
    accepted: number;
    repeated: number;
    invalid: number;
    /** How many of those accepted have an identity number of each kind. */
    kinds: Record<string, number>;
    inputSha256: string;
    keyFileSha256: string;
  };
}

export class VaultUnavailable extends Error {
  override readonly name = 'VaultUnavailable';
}

const TIMEOUT_MS = 30_000;

/** The vault over HTTP. Every call may be repeated: the vault answers a second time as the first. */
export class HttpVaultClient implements VaultClient {
  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  async createDomain({ domainId, ...body }: DomainOrder): Promise<void> {
    await this.call('PUT', `/domains/${domainId}`, body);
  }

  async destroyDomain(domainId: string, order: DestructionOrder): Promise<Certificate> {
    return (await this.call('POST', `/domains/${domainId}/destroy`, order)) as Certificate;
  }

  async notices(limit: number): Promise<Notice[]> {
    const { items } = (await this.call('GET', `/notices?limit=${limit}`)) as { items: Notice[] };
    return items;
  }

  async acknowledge(noticeId: string): Promise<void> {
    await this.call('POST', `/notices/${noticeId}/acknowledge`, {});
  }

  private async call(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(`${this.url}/vault/v1${path}`, {
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
