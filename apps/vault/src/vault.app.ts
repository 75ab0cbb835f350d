import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { TLSSocket } from 'node:tls';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import {
  abilityHeaders,
  AccessControl,
  answerAbilities,
  moveKeys,
  openCustodies,
  type VaultServices,
  vaultServices,
} from '#linkage/vault';
import {
  type Clock,
  type Config,
  Database,
  fastifyAdapter,
  type Log,
  NestLog,
  problem,
  ProblemFilter,
  type ServerCertificate,
  SystemClock,
} from '#platform';
import { VaultModule } from './vault.module.js';

/** Content types a person list may come as; its bytes are passed on as they arrive. */
const listTypes = [
  'text/csv',
  'text/tab-separated-values',
  'application/octet-stream',
  'application/offset+octet-stream',
  // What browsers on Windows call a file that ends in .csv.
  'application/vnd.ms-excel',
  'application/gzip',
  'application/x-gzip',
  'application/vnd.apache.parquet',
];

// A list of the whole population over a slow line, and the work on it.
const longestRequestMs = 3_600_000;

export interface RunningVault {
  /** Where it listens, without a path. */
  url: string;
  close(): Promise<void>;
}

/** The time as the vault sees it, and how it waits for a time to come. */
export interface VaultTime {
  clock: Clock;
  wait?: (ms: number) => Promise<unknown>;
}

/** Starts the vault; refuses to when the key file is not safe or the database is not there. */
export async function startVault(
  config: Config<'vault'>,
  log: Log,
  { clock, wait }: VaultTime = { clock: new SystemClock() },
): Promise<RunningVault> {
  const custodies = await openCustodies(config);
  const db = await Database.connect({ url: config.VAULT_DATABASE_URL.reveal(), schema: 'vault' });
  try {
    const services = vaultServices({
      db,
      custodies,
      mode: config.TILGANG_MODE,
      resolving: config.VAULT_RESOLVE === 'on',
      clock,
      ...(wait && { wait }),
      share: config.VAULT_SHARE,
      tempFolder: config.VAULT_TEMP_DIR ?? tmpdir(),
      mostListBytes: config.VAULT_LIST_LIMIT_BYTES,
      answerSlotMs: config.VAULT_ANSWER_SLOT_MS,
      programLog: log,
      dropFolder: config.VAULT_DROP_DIR
        ? {
            folder: config.VAULT_DROP_DIR,
            settledMs: config.VAULT_DROP_SETTLE_SECONDS * 1_000,
          }
        : undefined,
    });
    await services.orders.recover();
    await settleKeys(services, db, clock, log);
    const app = await createApp(config, log, services, db, clock);
    await services.rotation.resume();
    await app.listen(config.VAULT_PORT, config.VAULT_HOST);
    services.worker.start();
    const close = async (): Promise<void> => {
      await app.close();
      await services.worker.stop();
      await services.rotation.stop();
      await db.close();
    };
    const scheme = config.VAULT_TLS_CERTIFICATE_FILE ? 'https' : 'http';
    return { url: `${scheme}://${config.VAULT_HOST}:${config.VAULT_PORT}`, close };
  } catch (error) {
    await db.close();
    throw error;
  }
}

/** Before anybody is let in: what was destroyed is destroyed everywhere, what is kept can be opened. */
async function settleKeys(
  { destructions, keyring, log: accessLog, signing }: VaultServices,
  db: Database,
  clock: Clock,
  log: Log,
): Promise<void> {
  const agreed = await destructions.reconcile();
  const moves = await moveKeys(db, keyring, accessLog, clock);
  await signing.newest();
  const closed = agreed.absent.length + moves.closed.length + agreed.waiting.length;
  const counts = { wiped: agreed.wiped, finished: agreed.finished, moved: moves.moved };
  if (closed > 0) log.error({ ...agreed, ...moves }, 'the custody lacks keys that are needed');
  else if (Object.values(counts).some((count) => count > 0)) log.warn(counts, 'keys settled');
}

function certificateIn(config: Config<'vault'>): ServerCertificate | null {
  const { VAULT_TLS_CERTIFICATE_FILE: cert, VAULT_TLS_KEY_FILE: key } = config;
  const { VAULT_TLS_CLIENT_CA_FILE: clientAuthority } = config;
  if (!cert || !key) return null;
  return {
    cert: readFileSync(cert),
    key: readFileSync(key),
    clientAuthority: clientAuthority ? readFileSync(clientAuthority) : null,
  };
}

/**
 * A token that was stolen opens nothing without the certificate of its program. Others come without:
 * registries and custodians show a ticket for one use.
 */
function askForCertificate(fastify: FastifyInstance, access: AccessControl, log: Log): void {
  fastify.addHook('onRequest', async ({ headers, raw: { socket } }, reply) => {
    if ((socket as TLSSocket).authorized || !access.isService(headers.authorization)) return;
    log.warn('the token of the case system came without its certificate');
    // As for a wrong token: nobody is told that theirs is right.
    await reply.status(401).type('application/problem+json').send(problem(401, 'token-invalid'));
  });
}

async function createApp(
  config: Config<'vault'>,
  log: Log,
  services: VaultServices,
  db: Database,
  clock: Clock,
): Promise<NestFastifyApplication> {
  const tls = certificateIn(config);
  const adapter = fastifyAdapter({ tls });
  const fastify = adapter.getInstance();
  fastify.server.requestTimeout = longestRequestMs;
  fastify.addContentTypeParser(listTypes, (_request, payload, done) => done(null, payload));
  fastify.addHook('onSend', async (_request, reply) => {
    void reply.header('cache-control', 'no-store').header('x-content-type-options', 'nosniff');
  });
  fastify.addHook('onResponse', async (request, reply) => {
    // The worker asks for notices twice a second; what changes something or fails is worth a line.
    const isQuiet = request.method === 'GET' && reply.statusCode < 400;
    log[isQuiet ? 'debug' : 'info']({
      // The route's pattern: an address can hold what somebody typed.
      route: `${request.method} ${request.routeOptions.url ?? ''}`,
      status: reply.statusCode,
      durationMs: Math.round(reply.elapsedTime),
    });
  });

  answerAbilities(fastify, config.VAULT_LIST_LIMIT_BYTES);
  const module = VaultModule.of(services, {
    db,
    clock,
    token: config.VAULT_TOKEN.reveal(),
    ticketKey: config.VAULT_TICKET_KEY.reveal(),
    setupToken: config.VAULT_SETUP_TOKEN?.reveal() ?? null,
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: new NestLog(log),
    // The adapter has its own parser of JSON.
    bodyParser: false,
  });
  if (tls?.clientAuthority) askForCertificate(fastify, app.get(AccessControl), log);
  app.useGlobalFilters(new ProblemFilter(log));
  // Lists go straight from a registry's browser to the vault. There are no cookies here: a ticket
  // in a header is all that opens anything, so any origin may ask.
  app.enableCors({
    origin: '*',
    // The tus protocol asks by OPTIONS too, without the headers of a browser that asks beforehand.
    strictPreflight: false,
    methods: ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE', 'OPTIONS'],
    allowedHeaders: [
      'authorization',
      'content-type',
      'tus-resumable',
      'upload-length',
      'upload-metadata',
      'upload-offset',
      'upload-checksum',
    ],
    exposedHeaders: [
      'location',
      'tus-resumable',
      'upload-offset',
      'upload-length',
      'upload-expires',
      ...abilityHeaders,
    ],
  });
  return app;
}
