import type { LinkageOrder, Notice, OrderProgress, VaultClient } from '#linkage';

type DomainOrder = Parameters<VaultClient['createDomain']>[0];

/**
 * Stands in for the vault while a history is played: it takes orders, and what it would have told
 * of lists and key files comes as the system's commands. No person is in it, and no key.
 */
export class PlayedVault implements VaultClient {
  private readonly domains = new Map<string, { domain: DomainOrder; orders: LinkageOrder[] }>();

  createDomain(domain: DomainOrder): Promise<void> {
    this.domains.set(domain.domainId, { domain, orders: [] });
    return Promise.resolve();
  }

  order(order: LinkageOrder): Promise<OrderProgress> {
    const { domainId, orderId } = order;
    this.domains.get(domainId)?.orders.push(order);
    return Promise.resolve({
      ...{ domainId, orderId, steps: [] },
      ...{ isPaused: false, pausedAt: null, pausedBy: null },
    });
  }

  setPaused(): Promise<void> {
    return Promise.resolve();
  }

  destroyDomain(domainId: string): Promise<void> {
    this.domains.delete(domainId);
    return Promise.resolve();
  }

  notices(): Promise<Notice[]> {
    return Promise.resolve([]);
  }

  acknowledge(): Promise<void> {
    return Promise.resolve();
  }

  /** Has the vault make the domains that live, so that their cases go on there; gives their number. */
  async handTo(vault: VaultClient): Promise<number> {
    for (const { domain, orders } of this.domains.values()) {
      await vault.createDomain(domain);
      for (const order of orders) await vault.order(order);
    }
    return this.domains.size;
  }
}
