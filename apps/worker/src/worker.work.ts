import type { TimeStampAuthority } from '#audit';
import { sealSchedules } from '#audit';
import {
  type AlertChannel,
  alertProcessors,
  alertSchedules,
  archiveSchedules,
  caseProcessors,
  caseSchedules,
  type CaseService,
  clockSchedules,
  fileProcessors,
  fileSchedules,
  FileStoreArchive,
  printProcessors,
  printSchedules,
} from '#cases';
import { deliveryProcessors, deliverySchedules } from '#deliveries';
import { letterProcessors, type LetterService } from '#letters';
import { partyProcessors } from '#parties';
import { linkageProcessors, linkageSchedules, type VaultClient } from '#linkage';
import {
  exportProcessors,
  exportSchedules,
  measureSchedule,
  openLogKey,
  publicStatisticsSchedule,
  registerSchedule,
} from '#oversight';
import {
  type Clock,
  type Database,
  type DataKeys,
  jobsWithout,
  type MalwareScanner,
  newestKeySchedule,
  PostgresFileStore,
  type Processor,
  type Schedule,
} from '#platform';

/** What the work is done with. */
export interface WorkParts {
  db: Database;
  clock: Clock;
  cases: CaseService;
  letters: LetterService;
  vault: VaultClient;
  scanner: MalwareScanner;
  /** Tells people that something is new. */
  alerts: AlertChannel;
  /** Invites people to a project or to a role. */
  invitations: AlertChannel;
  authority: TimeStampAuthority;
  publicUrl: string;
  logKeyFile?: string | undefined;
  /** What files are encrypted with; left out, they are not. */
  dataKeys?: DataKeys | null;
}

export interface Work {
  processors: Processor[];
  schedules: Schedule[];
}

/** Every processor and schedule there is. Throws where a job would be done by nobody. */
export function workOf(parts: WorkParts): Work {
  const { db, clock, cases, vault, publicUrl } = parts;
  const store = new PostgresFileStore(db, parts.dataKeys ?? null);
  const key = parts.logKeyFile ? openLogKey(parts.logKeyFile) : null;
  const exports = { db, store, clock, key };
  const processors = [
    ...letterProcessors(parts.letters),
    ...caseProcessors(cases, db, clock, { channel: parts.invitations, publicUrl }),
    ...partyProcessors(db, clock, { channel: parts.invitations, publicUrl }),
    ...fileProcessors({ db, clock, cases, store, scanner: parts.scanner }),
    ...printProcessors({ db, clock, store }),
    ...alertProcessors(db, clock, parts.alerts, publicUrl),
    ...linkageProcessors(cases, db, vault),
    ...exportProcessors(exports),
    ...deliveryProcessors(db),
  ];
  const idle = jobsWithout(processors);
  if (idle.length > 0) throw new Error(`No processor for ${idle.join(', ')}`);
  const schedules = [
    ...caseSchedules(cases, db, clock),
    ...fileSchedules(db, store, clock),
    ...archiveSchedules(db, clock, { port: new FileStoreArchive(store), store }),
    ...printSchedules({ db, clock, store }),
    ...alertSchedules(db, clock),
    ...clockSchedules(cases, db, clock),
    ...linkageSchedules(cases, db, vault),
    measureSchedule(db),
    registerSchedule(db, clock),
    publicStatisticsSchedule(db, clock),
    ...exportSchedules(exports),
    ...sealSchedules({ db, clock, authority: parts.authority }),
    ...deliverySchedules(cases, db, clock),
    newestKeySchedule(store, db),
  ];
  return { processors, schedules };
}
