import type { Clock, Database } from '#platform';
import { AccessLog } from './access/access.log.js';
import { DomainService } from './domains/domain.service.js';
import type { KeyCustody } from './keys/key.custody.js';
import { NoticeService } from './notices/notice.service.js';
import { ResolveService } from './resolving/resolve.service.js';
import { RunService } from './runs/run.service.js';

export interface VaultParts {
  db: Database;
  custody: KeyCustody;
  mode: 'production' | 'demo' | 'test';
  resolving: boolean;
  clock: Clock;
}

export interface VaultServices {
  log: AccessLog;
  domains: DomainService;
  runs: RunService;
  resolver: ResolveService;
  notices: NoticeService;
}

/** The vault without its HTTP side. */
export function vaultServices({ db, custody, mode, resolving, clock }: VaultParts): VaultServices {
  const log = new AccessLog(db, clock);
  const domains = new DomainService(db, custody, clock, log);
  return {
    log,
    domains,
    runs: new RunService(db, domains, mode, clock, log),
    resolver: new ResolveService(db, domains, resolving, clock, log),
    notices: new NoticeService(db),
  };
}
