export { type App, type Config, ConfigError, loadConfig } from './config/config.js';
export { type Clock, CLOCK, DemoClock, SystemClock } from './clock/clock.js';
export { Database, type DatabaseOptions, type Tx } from './db/database.js';
export { migrate, type Migration } from './db/migrate.js';
export { readPast, streamedTypes, uploadedBytes, uploadedText } from './http/body.stream.js';
export { fastifyAdapter, parseJson } from './http/fastify.js';
export { type Problem, problem, problemOf } from './http/problem.js';
export { ProblemFilter } from './http/problem.filter.js';
export { type FieldProblem, type Refusal, type RefusalKind, Refused } from './http/refused.js';
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
export { takeAwaySchedule } from './files/kept.files.js';
