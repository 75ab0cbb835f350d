import type { Clock, Database, Log } from '#platform';
import { AccessLog } from './access/access.log.js';
import { AliasService } from './aliases/alias.service.js';
import { CorrectionService } from './corrections/correction.service.js';
import { Custodians } from './access/custodian.service.js';
import { DestructionOrders } from './domains/destruction.orders.js';
import { DestructionService } from './domains/destruction.service.js';
import { DomainService } from './domains/domain.service.js';
import { DropFolder, type DropFolderSettings } from './incoming/drop.folder.js';
import { IncomingStore } from './incoming/incoming.store.js';
import { IncomingWorker } from './incoming/incoming.worker.js';
import { type Custodies, DomainKeyring } from './keys/domain.keyring.js';
import { KeyRotation } from './keys/key.rotation.js';
import { SigningKeys } from './keys/signing.keys.js';
import { OrderService } from './orders/order.service.js';
import { NoticeService } from './notices/notice.service.js';
import { ReservationService } from './reservations/reservation.service.js';
import { ResolveService } from './resolving/resolve.service.js';
import { onlyVault, type VaultShare } from '../vault.share.js';
import { AnswerSlots } from './runs/answer.slots.js';
import { RunService } from './runs/run.service.js';

export interface VaultParts {
  db: Database;
  custodies: Custodies;
  mode: 'production' | 'demo' | 'test';
  resolving: boolean;
  clock: Clock;
  /** Where temporary files go, sealed; each is without a name from the moment it is open. */
  tempFolder: string;
  /** Which domains are this vault's; left out: all of them. */
  share?: VaultShare;
  /** How long the answer to a list takes at least; 0: as long as the work. Left out: a second. */
  answerSlotMs?: number;
  /** Waits for so many milliseconds of the clock; left out: of this machine. */
  wait?: (ms: number) => Promise<unknown>;
  /** The largest list, in bytes. */
  mostListBytes?: number;
  /** Where registries lay lists, if anywhere. */
  dropFolder?: DropFolderSettings | undefined;
  /** Where the work on lists that arrived is told of: ids and codes. */
  programLog?: Pick<Log, 'info' | 'warn'>;
}

const usualMostListBytes = 32 * 2 ** 30;
const usualAnswerSlotMs = 1_000;
const silent = { info: () => undefined, warn: () => undefined };

export interface VaultServices {
  log: AccessLog;
  keyring: DomainKeyring;
  signing: SigningKeys;
  domains: DomainService;
  destructions: DestructionService;
  destructionOrders: DestructionOrders;
  custodians: Custodians;
  rotation: KeyRotation;
  orders: OrderService;
  runs: RunService;
  incoming: IncomingStore;
  /** Works on lists that arrived from when it is started until it is stopped. */
  worker: IncomingWorker;
  resolver: ResolveService;
  notices: NoticeService;
  aliases: AliasService;
  reservations: ReservationService;
  corrections: CorrectionService;
}

/** The vault without its HTTP side. */
export function vaultServices(parts: VaultParts): VaultServices {
  const { db, custodies, mode, resolving, clock, tempFolder, share = onlyVault } = parts;
  const log = new AccessLog(db, clock);
  const keyring = new DomainKeyring(custodies, log, clock);
  const signing = new SigningKeys(db, keyring, clock);
  const domains = new DomainService(db, keyring, clock, log, share);
  const slotMs = parts.answerSlotMs ?? usualAnswerSlotMs;
  const orders = new OrderService(db, clock, log, share, slotMs);
  const slots = new AnswerSlots(clock, slotMs, parts.wait);
  const runs = new RunService(db, domains, orders, mode, clock, log, tempFolder, slots);
  const { mostListBytes = usualMostListBytes, programLog = silent } = parts;
  const incoming = new IncomingStore(db, domains, clock, mostListBytes);
  const destructions = new DestructionService(db, keyring, signing, clock, log);
  const rounds = parts.dropFolder
    ? [new DropFolder(parts.dropFolder, db, incoming, runs, clock, programLog)].map(
        (folder) => () => folder.look(),
      )
    : [];
  return {
    log,
    keyring,
    signing,
    domains,
    destructions,
    destructionOrders: new DestructionOrders(db, destructions, clock, log),
    rotation: new KeyRotation(db, keyring, clock, log),
    custodians: new Custodians(db, clock, log),
    orders,
    runs,
    incoming,
    worker: new IncomingWorker(db, incoming, runs, clock, programLog, rounds),
    resolver: new ResolveService(db, domains, resolving, clock, log),
    notices: new NoticeService(db),
    aliases: new AliasService(db, domains, mode, clock, log, tempFolder),
    reservations: new ReservationService(db, domains, mode, clock, log, tempFolder),
    corrections: new CorrectionService(db, domains, clock, log),
  };
}
