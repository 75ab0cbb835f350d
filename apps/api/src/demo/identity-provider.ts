import type { IncomingMessage, ServerResponse } from 'node:http';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Provider } from 'oidc-provider';
import type { Config, Database } from '#platform';
import { demoUsers } from '#parties';
import { isDemoIssuer } from '../auth/sign-in.rules.js';
import { signInStore } from './identity-provider.adapter.js';
import { DemoMachineIssuer } from './machine-issuer.js';
import { choicePage, expiredPage, pageHeaders } from './identity-provider.page.js';
import { demoLevels, providerSettings } from './identity-provider.settings.js';

const mountPath = '/idp';
const largestFormBytes = 1_000;

type MountedRequest = IncomingMessage & { originalUrl?: string; url: string };

/**
 * Serves a made-up identity provider under `/idp` of the same server, for demonstrations and tests:
 * whoever comes chooses a demo user, without a password. Does nothing when OIDC_ISSUER names
 * another provider. Call before `listen`.
 *
 * @throws Error in production, always
 */
export async function mountDemoIdentityProvider(
  app: NestFastifyApplication,
  config: Config<'api'>,
  db: Database,
): Promise<void> {
  if (!isDemoIssuer(config)) return;
  if (config.TILGANG_MODE === 'production') {
    throw new Error('The demo identity provider refuses to start: TILGANG_MODE is production.');
  }
  // Loaded here and nowhere else, so that production never runs a line of it.
  const { Provider } = await import('oidc-provider');
  const provider = new Provider(config.OIDC_ISSUER, {
    ...providerSettings(config),
    adapter: signInStore(db.pool),
  });
  const machines = new DemoMachineIssuer(config, db.pool);
  provider.proxy = config.PUBLIC_URL.startsWith('https:');
  const serve = provider.callback();

  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  // A hook and not a route: the provider reads request bodies itself.
  fastify.addHook('onRequest', async (request, reply) => {
    if (!/^\/idp(\/|\?|$)/.test(request.url)) return;
    reply.hijack();
    const req = request.raw as MountedRequest;
    req.originalUrl = req.url;
    req.url = req.url.slice(mountPath.length).replace(/^(?!\/)/, '/');
    if (req.url.startsWith('/machine/')) return machines.serve(req, reply.raw, req.url);
    if (req.url.startsWith('/interaction/')) return choose(provider, req, reply.raw);
    if (req.url.startsWith('/auth')) forgetWhoSignedInLast(req);
    return serve(req, reply.raw);
  });
}

/** Each sign-in asks anew who is there: in a demonstration one browser plays all the parts. */
function forgetWhoSignedInLast(req: IncomingMessage): void {
  const pairs = req.headers.cookie?.split(';').map((pair) => pair.trim()) ?? [];
  req.headers.cookie = pairs.filter((pair) => !pair.startsWith('_session')).join('; ');
}

async function choose(provider: Provider, req: MountedRequest, res: ServerResponse): Promise<void> {
  const found = await provider.interactionDetails(req, res).catch(() => null);
  if (!found) return show(res, 410, expiredPage());
  if (req.method !== 'POST') return show(res, 200, choicePage(req.originalUrl ?? req.url));
  const form = await formOf(req);
  const login = form.get('login');
  const [high, substantial] = demoLevels;
  const acr = form.get('level') === 'substantial' ? substantial : high;
  if (!demoUsers.some((user) => user.login === login)) {
    return show(res, 422, choicePage(req.originalUrl ?? req.url));
  }
  return provider.interactionFinished(req, res, {
    login: { accountId: login!, remember: false, acr },
  });
}

function show(res: ServerResponse, status: number, html: string): void {
  res.writeHead(status, pageHeaders).end(html);
}

async function formOf(req: IncomingMessage): Promise<URLSearchParams> {
  let body = '';
  for await (const chunk of req) {
    body += String(chunk);
    if (body.length > largestFormBytes) break;
  }
  return new URLSearchParams(body);
}
