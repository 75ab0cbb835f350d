import { join, resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { problem } from '#platform';

/** Serves the built web page; every address that is not the API's is a page of the web. */
export async function serveWeb(app: NestFastifyApplication, folder: string): Promise<void> {
  const webRoot = resolve(folder);
  await app.register(fastifyStatic, {
    root: webRoot,
    wildcard: false,
    // Beside each file lies the same made small by the build (apps/web/vite.config.ts).
    preCompressed: true,
    globIgnore: ['**/*.{br,gz}'],
    // Built files carry their hash in their name; the page itself is asked for anew.
    setHeaders: (reply, path) => {
      reply.header(
        'cache-control',
        path.startsWith(join(webRoot, 'assets'))
          ? 'public, max-age=31536000, immutable'
          : 'no-cache',
      );
    },
  });
  // The router of the page decides what an address shows; the built files have routes of their own.
  app
    .getHttpAdapter()
    .getInstance()
    .get('/*', (request, reply) =>
      /^\/(api|idp|assets)(\/|\?|$)/.test(request.url)
        ? reply.status(404).type('application/problem+json').send(problem(404, 'not-found'))
        : reply.sendFile('index.html'),
    );
}
