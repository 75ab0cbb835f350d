import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { CaseAttachmentsController, CaseService, FileIntake, UploadController } from '#cases';
import {
  createLog,
  Database,
  FILE_STORE,
  fastifyAdapter,
  ProblemFilter,
  streamedTypes,
} from '#platform';
import type { filesUnderTest } from './files.js';
import type { CasesUnderTest } from './given.js';
import { people } from './journey.js';

export interface FileServer {
  url: string;
  close(): Promise<void>;
}

/** The doors of files behind a real HTTP server; who asks stands in the header `as`. */
export async function serveFiles(
  test: CasesUnderTest,
  { intake, store }: ReturnType<typeof filesUnderTest>,
): Promise<FileServer> {
  @Module({
    controllers: [UploadController, CaseAttachmentsController],
    providers: [
      { provide: Database, useValue: test.db },
      { provide: CaseService, useValue: test.cases },
      { provide: FILE_STORE, useValue: store },
      { provide: FileIntake, useValue: intake },
    ],
  })
  class FilesModule {}

  const app = await NestFactory.create<NestFastifyApplication>(FilesModule, fastifyAdapter(), {
    logger: false,
    bodyParser: false,
  });
  app.useGlobalFilters(new ProblemFilter(createLog('test', 'silent')));
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addContentTypeParser(streamedTypes, (_request, payload, done) => done(null, payload));
  fastify.addHook('onRequest', (request, _reply, done) => {
    const by = (request.headers['as'] ?? 'applicant') as keyof typeof people;
    Object.assign(request, { person: people[by] });
    done();
  });
  await app.listen(0, '127.0.0.1');
  return { url: await app.getUrl(), close: () => app.close() };
}
