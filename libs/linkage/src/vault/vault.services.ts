import type { Clock, Database } from '#platform';
import { AccessLog } from './access/access.log.js';
import { DestructionService } from './domains/destruction.service.js';
import { DomainService } from './domains/domain.service.js';
import { type Custodies, DomainKeyring } from './keys/domain.keyring.js';
import { SigningKeys } from './keys/signing.keys.js';
import { NoticeService } from './notices/notice.service.js';
import { ResolveService } from './resolving/resolve.service.js';
import { RunService } from './runs/run.service.js';

export interface VaultParts {
  db: Database;
  custodies: Custodies;
  mode: 'production' | 'demo' | 'test';
  resolving: boolean;
  clock: Clock;
  /** Where temporary files go, sealed; each is without a name from the moment it is open. */
  tempFolder: string;
}

export interface VaultServices {
  log: AccessLog;
  keyring: DomainKeyring;
  signing: SigningKeys;
  domains: DomainService;
  destructions: DestructionService;
  runs: RunService;
  resolver: ResolveService;
  notices: NoticeService;
}

/** The vault without its HTTP side. */
export function vaultServices(parts: VaultParts): VaultServices {
  const { db, custodies, mode, resolving, clock, tempFolder } = parts;
  const log = new AccessLog(db, clock);
  const keyring = new DomainKeyring(custodies, log, clock);
  const signing = new SigningKeys(db, keyring, clock);
  const domains = new DomainService(db, keyring, clock, log);
  return {
    log,
    keyring,
    signing,
    domains,
    destructions: new DestructionService(db, keyring, signing, clock, log),
    runs: new RunService(db, domains, mode, clock, log, tempFolder),
    resolver: new ResolveService(db, domains, resolving, clock, log),
    notices: new NoticeService(db),
  };
}
