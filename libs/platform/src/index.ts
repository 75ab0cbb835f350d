export { backUp, restore } from './backup/backup.js';
export { BackupRefused } from './backup/backup.format.js';
export { type App, type Config, ConfigError, loadConfig } from './config/config.js';
export { Secret } from './config/secret.js';
export { type Clock, CLOCK, DemoClock, SystemClock } from './clock/clock.js';
export { type LongRead, pagesOf } from './db/cursor.js';
export { Database, type DatabaseOptions, reachCase, type Tx } from './db/database.js';
export { assertUnwalled, assertWalled } from './db/database.roles.js';
export {
  beginReach,
  currentReach,
  type Reach,
  reachingAlso,
  setReach,
  withinReach,
} from './db/reach.js';
export { migrate, type Migration } from './db/migrate.js';
export { readPast, streamedTypes, uploadedBytes, uploadedText } from './http/body.stream.js';
export { fastifyAdapter, parseJson, type ServerCertificate } from './http/fastify.js';
export { type Problem, problem, problemOf } from './http/problem.js';
export { ProblemFilter } from './http/problem.filter.js';
export { type FieldProblem, type Refusal, type RefusalKind, Refused } from './http/refused.js';
export { type OwnHosts } from './http/host.rules.js';
export { answerOwnHostsOnly } from './http/own.hosts.js';
export { type AskConfigured, certifiedLink, type LinkFiles } from './http/certified.link.js';
export { askConfigured } from './http/outgoing.js';
export { permissionsPolicy, securityHeaders } from './http/security.headers.js';
export { packSharedAnswers } from './http/small.answers.js';
export { LimitInterceptor } from './limits/limit.interceptor.js';
export { type LimitKind, type Limits } from './limits/limit.rules.js';
export { RequestCount } from './limits/request.count.js';
export { calendarDay } from './http/day.rules.js';
export {
  assertProtocol,
  headerMalformed,
  lengthToCome,
  partChecksum,
  uploadMetadata,
  wholeNumber,
} from './http/upload.headers.js';
export { validated } from './http/validated.js';
export {
  FILE_STORE,
  type FileStore,
  PostgresFileStore,
  type StoredBytes,
} from './files/file.store.js';
export { ClamdScanner, ScannerUnavailable } from './files/clamd.scanner.js';
export {
  EicarScanner,
  type MalwareScanner,
  NoScanner,
  type ScanVerdict,
} from './files/malware.scanner.js';
export { scannerFor } from './files/scanner.choice.js';
export { type DataKey, DataKeys } from './keys/data.keys.js';
export { DataKeyFileRefused, FileWrapping } from './keys/file.wrapping.js';
export { type KeyWrapping, type WrappedKey, WrappingKeyAbsent } from './keys/key.wrapping.js';
export { KeyServiceUnavailable, TransitWrapping } from './keys/transit.wrapping.js';
export {
  DataKeyRowSealing,
  openedRow,
  type RestingBytes,
  type Sealer,
  sealerOf,
} from './keys/row.sealing.js';
export { dataKeysFor } from './keys/wrapping.choice.js';
export {
  type RecipientFault,
  type RecipientKey,
  recipientKeyCharacters,
  recipientKeyOf,
} from './keys/recipient.key.js';
export { createLog, type Log, NestLog } from './log.js';
export {
  defineJob,
  enqueue,
  jobsWithout,
  type JobDefinition,
  type OutboxRow,
  outboxRow,
  type QueueName,
  queueNames,
} from './queue/outbox.js';
export {
  type Processor,
  processor,
  type ProcessorSettings,
  startWorkers,
} from './queue/processors.js';
export { Relay } from './queue/relay.js';
export { neverRests, type Rest, RestRefused, WorkerRest, whileWorkRests } from './queue/rest.js';
export { type Schedule, startSchedules } from './queue/schedule.js';
export { migrateQueueStore, openQueue, type QueueStore, queueStore } from './queue/store.js';
export { type Cell, csvLine } from './http/csv.rules.js';
export { newestKeySchedule } from './files/newest.key.js';
export { moveRowsToNewestKey, placeOf, restingColumns } from './files/sealed.rows.js';
export { takeAwaySchedule } from './files/kept.files.js';
