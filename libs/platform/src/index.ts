export { type App, type Config, ConfigError, loadConfig } from './config/config.js';
export { type Clock, CLOCK, DemoClock, SystemClock } from './clock/clock.js';
export { Database, type DatabaseOptions, type Tx } from './db/database.js';
export { migrate, type Migration } from './db/migrate.js';
export { type FieldProblem, type Refusal, Refused } from './http/refused.js';
export { createLog, type Log, NestLog } from './log.js';
export {
  defineJob,
  enqueue,
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
export { migrateQueueStore, openQueue, type QueueStore, queueStore } from './queue/store.js';
