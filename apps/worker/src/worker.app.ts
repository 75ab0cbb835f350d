import { readFileSync } from 'node:fs';
import { certificatesIn, NoTimeStamps, Rfc3161Authority, sealSchedules } from '#audit';
import {
  alertProcessors,
  archiveSchedules,
  FileStoreArchive,
  CaseService,
  caseProcessors,
  DemoMailbox,
  fileProcessors,
  fileSchedules,
  printProcessors,
  printSchedules,
  caseSchedules,
  clockSchedules,
  NoMail,
  alertSchedules,
  SmtpChannel,
} from '#cases';
import { deliveryProcessors, deliverySchedules } from '#deliveries';
import {
  DispatchService,
  EFormidlingChannel,
  EFormidlingClient,
  eFormidlingSchedules,
  letterProcessors,
  LetterService,
  openSealFile,
  PortalChannel,
  routesBy,
} from '#letters';
import { HttpVaultClient, linkageProcessors, linkageSchedules } from '#linkage';
import {
  exportProcessors,
  exportSchedules,
  measureSchedule,
  openLogKey,
  publicStatisticsSchedule,
  registerSchedule,
} from '#oversight';
import {
  type Config,
  Database,
  DemoClock,
  jobsWithout,
  type Log,
  openQueue,
  PostgresFileStore,
  queueNames,
  queueStore,
  Relay,
  scannerFor,
  startSchedules,
  startWorkers,
  SystemClock,
} from '#platform';

export interface RunningWorker {
  close(): Promise<void>;
}

/** Lists every processor and schedule, and carries the outbox to the queue. */
export async function startWorker(config: Config<'worker'>, log: Log): Promise<RunningWorker> {
  const db = await Database.connect({
    url: config.DATABASE_URL,
    schema: 'tilgang',
    poolSize: config.DATABASE_POOL_SIZE,
  });
  const clock = config.TILGANG_MODE === 'production' ? new SystemClock() : new DemoClock(db);
  const cases = new CaseService(db, clock);
  const vault = new HttpVaultClient(config.VAULT_URL, config.VAULT_TOKEN);
  const { EFORMIDLING_URL, EFORMIDLING_SENDER = '' } = config;
  const eFormidling = EFORMIDLING_URL ? new EFormidlingClient(EFORMIDLING_URL) : null;
  const channels = [
    new PortalChannel(db),
    ...(eFormidling ? [new EFormidlingChannel(eFormidling, EFORMIDLING_SENDER)] : []),
  ];
  const dispatches = new DispatchService(db, clock, routesBy(channels));
  const letters = new LetterService(db, clock, dispatches, sealOf(config));

  const alertChannel = config.SMTP_URL
    ? new SmtpChannel(config.SMTP_URL, config.MAIL_FROM)
    : new NoMail();

  const files = new PostgresFileStore(db);
  if (config.CLAMAV_URL?.startsWith('off:')) log.warn('files are not scanned for malware here');
  const key = config.LOG_KEY_FILE ? openLogKey(config.LOG_KEY_FILE) : null;
  const exports = { db, store: files, clock, key };
  const store = queueStore(config);
  const processors = [
    ...letterProcessors(letters),
    ...caseProcessors(cases, db, clock, {
      // Without a mail server, as in the demonstration, mail goes to its own mailboxes.
      channel: config.SMTP_URL ? alertChannel : new DemoMailbox(db, clock),
      publicUrl: config.PUBLIC_URL,
    }),
    ...fileProcessors({ db, clock, cases, store: files, scanner: scannerFor(config.CLAMAV_URL) }),
    ...printProcessors({ db, clock, store: files }),
    ...alertProcessors(db, clock, alertChannel, config.PUBLIC_URL),
    ...linkageProcessors(cases, db, vault),
    ...exportProcessors(exports),
    ...deliveryProcessors(db),
  ];
  const idle = jobsWithout(processors);
  if (idle.length > 0) throw new Error(`No processor for ${idle.join(', ')}`);
  const workers = startWorkers(processors, db, clock, log, {
    store,
    concurrency: config.WORKER_CONCURRENCY,
  });
  const queues = new Map(queueNames.map((name) => [name, openQueue(store, name)] as const));
  const relay = new Relay(db, queues, clock, log);
  relay.start();
  const stopSchedules = startSchedules(
    [
      ...caseSchedules(cases, db, clock),
      ...fileSchedules(db, files, clock),
      ...archiveSchedules(db, clock, { port: new FileStoreArchive(files), store: files }),
      ...printSchedules({ db, clock, store: files }),
      ...alertSchedules(db, clock),
      ...clockSchedules(cases, db, clock),
      ...linkageSchedules(cases, db, vault),
      measureSchedule(db),
      registerSchedule(db, clock),
      publicStatisticsSchedule(db, clock),
      ...exportSchedules(exports),
      ...sealSchedules({ db, clock, authority: authorityOf(config) }),
      ...deliverySchedules(cases, db, clock),
      ...(eFormidling ? eFormidlingSchedules(db, clock, eFormidling) : []),
    ],
    db,
    log,
  );
  return {
    close: async () => {
      await Promise.all([relay.stop(), stopSchedules()]);
      await Promise.all(workers.map((worker) => worker.close()));
      await Promise.all([...queues.values()].map((queue) => queue.close()));
      await db.close();
    },
  };
}

/** The seal of the letters; none only in a test or demonstration that names no files for it. */
function sealOf(config: Config<'worker'>) {
  const { SEAL_KEY_FILE, SEAL_KEY_PASSPHRASE, SEAL_CERTIFICATE_FILE } = config;
  return SEAL_KEY_FILE && SEAL_CERTIFICATE_FILE
    ? openSealFile({
        keyFile: SEAL_KEY_FILE,
        keyPassphrase: SEAL_KEY_PASSPHRASE,
        certificateFile: SEAL_CERTIFICATE_FILE,
      })
    : null;
}

/** Who puts times on the seals of the log; nobody where none is set up. */
function authorityOf({ LOG_TSA_URL, LOG_TSA_CERTIFICATE_FILE }: Config<'worker'>) {
  if (!LOG_TSA_URL || !LOG_TSA_CERTIFICATE_FILE) return new NoTimeStamps();
  const trusted = certificatesIn(readFileSync(LOG_TSA_CERTIFICATE_FILE, 'latin1'));
  return new Rfc3161Authority({ url: LOG_TSA_URL, trusted });
}
