import { readFileSync } from 'node:fs';
import { certificatesIn, NoTimeStamps, Rfc3161Authority } from '#audit';
import { CaseService, DemoMailbox, NoMail, SmtpChannel } from '#cases';
import {
  DispatchService,
  EFormidlingChannel,
  EFormidlingClient,
  eFormidlingSchedules,
  LetterService,
  openSealFile,
  PortalChannel,
  routesBy,
} from '#letters';
import { HttpVaultClient, vaultLink } from '#linkage';
import {
  assertUnwalled,
  type Config,
  Database,
  DataKeyRowSealing,
  dataKeysFor,
  DemoClock,
  type Log,
  neverRests,
  openQueue,
  queueNames,
  queueStore,
  Relay,
  scannerFor,
  startSchedules,
  startWorkers,
  SystemClock,
  WorkerRest,
} from '#platform';
import { workOf } from './worker.work.js';

export interface RunningWorker {
  close(): Promise<void>;
}

/** Starts every processor and schedule, and carries the outbox to the queue. */
export async function startWorker(config: Config<'worker'>, log: Log): Promise<RunningWorker> {
  const db = await Database.connect({
    url: config.DATABASE_URL.reveal(),
    schema: 'tilgang',
    poolSize: config.DATABASE_POOL_SIZE,
  });
  await assertUnwalled(db);
  const isProduction = config.TILGANG_MODE === 'production';
  const clock = isProduction ? new SystemClock() : new DemoClock(db);
  const rest = isProduction
    ? neverRests
    : await WorkerRest.connect(config.DATABASE_URL.reveal(), log);
  const cases = new CaseService(db, clock);
  const vault = new HttpVaultClient(
    config.VAULT_URL,
    config.VAULT_TOKEN.reveal(),
    vaultLink(config),
  );
  const { EFORMIDLING_URL, EFORMIDLING_SENDER = '' } = config;
  const eFormidling = EFORMIDLING_URL ? new EFormidlingClient(EFORMIDLING_URL.reveal()) : null;
  const dataKeys = dataKeysFor(db, config);
  db.sealing = dataKeys && new DataKeyRowSealing(dataKeys);
  const channels = [
    new PortalChannel(db),
    ...(eFormidling ? [new EFormidlingChannel(eFormidling, EFORMIDLING_SENDER)] : []),
  ];
  const dispatches = new DispatchService(db, clock, routesBy(channels));
  const letters = new LetterService(db, clock, dispatches, sealOf(config));

  const alertChannel = config.SMTP_URL
    ? new SmtpChannel(config.SMTP_URL.reveal(), config.MAIL_FROM)
    : new NoMail();

  if (config.CLAMAV_URL?.startsWith('off:')) log.warn('files are not scanned for malware here');
  const store = queueStore(config);
  const { processors, schedules } = workOf({
    ...{ db, clock, cases, letters, vault },
    scanner: scannerFor(config.CLAMAV_URL),
    alerts: alertChannel,
    // Without a mail server, as in the demonstration, mail goes to its own mailboxes.
    invitations: config.SMTP_URL ? alertChannel : new DemoMailbox(db, clock),
    authority: authorityOf(config),
    publicUrl: config.PUBLIC_URL,
    dataKeys,
    logKeyFile: config.LOG_KEY_FILE,
  });
  const workers = startWorkers(processors, db, clock, log, {
    store,
    concurrency: config.WORKER_CONCURRENCY,
    rest,
  });
  const queues = new Map(queueNames.map((name) => [name, openQueue(store, name)] as const));
  const relay = new Relay(db, queues, clock, log, { rest });
  relay.start();
  const stopSchedules = startSchedules(
    [...schedules, ...(eFormidling ? eFormidlingSchedules(db, clock, eFormidling) : [])],
    db,
    log,
    rest,
  );
  return {
    close: async () => {
      rest.stop();
      await Promise.all([relay.stop(), stopSchedules()]);
      await Promise.all(workers.map((worker) => worker.close()));
      await Promise.all([...queues.values()].map((queue) => queue.close()));
      await rest.close();
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
        keyPassphrase: SEAL_KEY_PASSPHRASE?.reveal(),
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
