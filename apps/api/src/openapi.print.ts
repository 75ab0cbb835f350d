import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Config, type Database, fastifyAdapter, Secret, SystemClock } from '#platform';
import { ApiModule } from './api.module.js';
import type { AnswersInCode } from './openapi.answers.js';
import { openApiDocument } from './openapi.js';

/**
 * The document as `docs/openapi.json` holds it, without the routes of a demonstration. Needs no
 * database: the application is put together and never started.
 *
 * @param answers as they are read from the code now; else as they were last printed.
 */
export async function printOpenApi(answers?: AnswersInCode): Promise<string> {
  const app = await NestFactory.create<NestFastifyApplication>(
    ApiModule.forRoot({ config: asInProduction, db: notConnected, clock: new SystemClock() }),
    fastifyAdapter(),
    { logger: false, bodyParser: false },
  );
  try {
    return `${JSON.stringify(openApiDocument(app, answers), null, 2)}\n`;
  } finally {
    await app.close();
  }
}

const notConnected = { pool: {} } as Database;

const asInProduction: Config<'api'> = {
  TILGANG_MODE: 'production',
  LOG_LEVEL: 'silent',
  DATABASE_URL: new Secret('postgres://nobody@localhost/none'),
  DATABASE_POOL_SIZE: 2,
  VAULT_URL: ['https://vault.example'],
  VAULT_PUBLIC_URL: ['https://vault.example'],
  VAULT_TICKET_KEY: new Secret('not-a-secret-not-used'),
  DATA_KEY_TRANSIT_MOUNT: 'transit',
  DATA_KEY_TRANSIT_NAME: 'tilgang-data',
  HOST: '127.0.0.1',
  PORT: 3000,
  PUBLIC_URL: 'https://tilgang.example',
  OIDC_ISSUER: 'https://issuer.example',
  OIDC_CLIENT_ID: 'tilgang-web',
  OIDC_CLIENT_SECRET: new Secret('not-a-secret-not-used'),
  OIDC_AUDIENCE: 'tilgang',
  OIDC_STAFF_PROFILE: 'ansattporten-high',
  SESSION_HOURS: 8,
  SESSION_IDLE_MINUTES: 30,
  SIGNING_MINUTES: 15,
  TRUSTED_PROXIES: [],
  ALLOWED_HOSTS: [],
  LIMIT_READS_PER_MINUTE: 0,
  LIMIT_WRITES_PER_MINUTE: 0,
  LIMIT_EXPORTS_PER_MINUTE: 0,
  LIMIT_STRANGERS_PER_MINUTE: 0,
  ATTACHMENT_LIMIT_BYTES: 1_048_576,
  CASE_FILES_LIMIT_BYTES: 1_048_576,
};
