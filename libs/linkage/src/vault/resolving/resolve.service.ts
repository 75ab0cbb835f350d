import type { Clock, Database, Refused } from '#platform';
import { type AccessLog, type Requester } from '../access/access.log.js';
import { type DomainService, readDomain } from '../domains/domain.service.js';
import { MapStore } from '../map/map.store.js';
import { SerialFormat, type SerialFault } from '../numbers/serial.rules.js';
import { TagCipher, tagWords } from '../people/tag.cipher.js';
import { keysDestroyed, refuse } from '../vault.refusals.js';
import { WritesInFlight } from '../map/writes.in-flight.js';

export interface ResolveRequest {
  domainId: string;
  serialNumber: string;
  /** The legal ground for naming the person, for the access log. */
  legalGround: string;
}

/** Leads a serial number back to a person, where the installation allows it at all. */
export class ResolveService {
  constructor(
    private readonly db: Database,
    private readonly domains: DomainService,
    private readonly isOn: boolean,
    private readonly clock: Clock,
    private readonly log: AccessLog,
  ) {}

  /**
   * The identity number behind a serial number. It is in the access log before it is given.
   *
   * Refuses 410 `keys-destroyed`, 403 `resolving-is-off`, 404 `unknown-serial-number`.
   */
  async resolve(
    request: ResolveRequest,
    requester: Requester,
  ): Promise<{ identityNumber: string }> {
    const domain = await readDomain(this.db.pool, request.domainId);
    if (domain.wrappedKey === null) throw keysDestroyed();
    if (!this.isOn) throw refuse('role', 'resolving-is-off');
    const written = new SerialFormat(domain.serialShape).parse(request.serialNumber);
    if ('wrong' in written) throw unknownSerial(written.wrong);

    const keys = await this.domains.keysOf(domain, { requester, purpose: 'resolve' });
    try {
      const identityNumber = await this.db.transaction(async (tx) => {
        const store = new MapStore(tx, domain.id, keys.map, new WritesInFlight(0));
        for (const segment of await store.segments()) {
          const { tags, serials } = await store.mapAt(segment);
          const at = serials.indexOf(written.serial);
          if (at < 0) continue;
          const tag = tags.slice(at * tagWords, (at + 1) * tagWords);
          return new TagCipher(keys.tag).identityOf(tag);
        }
        return null;
      });
      if (identityNumber === null) throw unknownSerial();
      await this.log.add(
        {
          requester,
          action: 'resolve',
          domainId: domain.id,
          registryId: null,
          outcome: 'done',
          legalGround: request.legalGround,
        },
        await this.clock.now(),
      );
      return { identityNumber };
    } finally {
      keys.forget();
    }
  }
}

function unknownSerial(wrong?: SerialFault): Refused {
  const todo = 'Check the number: a digit is wrong or two neighbours are swapped.';
  return refuse(
    'absent',
    'unknown-serial-number',
    wrong ? [{ field: 'serialNumber', rule: wrong, todo }] : [],
  );
}
