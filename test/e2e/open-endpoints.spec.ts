import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startApi } from '../support/api.js';
import { createTestDatabase, type TestDatabase } from '../support/cluster.js';

let database: TestDatabase;
let api: Awaited<ReturnType<typeof startApi>>;
let url: string;

beforeAll(async () => {
  database = await createTestDatabase();
  api = await startApi(database.appUrl);
  url = api.url;
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const open = [
  'GET /.well-known/security.txt',
  'GET /api/v1/health',
  'GET /api/v1/sign-in',
  'GET /api/v1/sign-in/providers',
  'GET /api/v1/sign-in/callback',
  'POST /api/v1/sign-out',
  'GET /api/v1/demo/users',
  'GET /api/v1/public/journal',
  'GET /api/v1/public/journal.xml',
  'GET /api/v1/public/register',
  'GET /api/v1/public/register/{id}',
  'GET /api/v1/public/statistics',
  'GET /api/v1/public/statistics/{name}',
  'GET /api/v1/open-data/catalog',
];

it('lets no browser or proxy keep an answer', async () => {
  for (const path of ['/api/v1/me', '/api/v1/health', '/api/v1/nowhere', '/%61pi/v1/me']) {
    const { headers } = await fetch(url + path);
    expect([path, headers.get('cache-control')]).toEqual([path, 'no-store']);
  }
});

it('answers an address of the identity provider that only has a question', async () => {
  expect((await fetch(`${url}/idp?x`)).status).toBe(404);
});

it('answers 401 to a stranger everywhere, the listed endpoints aside [R15.6.4]', async () => {
  const document = (await (await fetch(`${url}/api/v1/openapi.json`)).json()) as {
    paths: Record<string, Record<string, unknown>>;
  };
  const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(routes.length).toBeGreaterThan(40);
  expect(open.filter((route) => !routes.includes(route))).toEqual([]);
  for (const route of routes.filter((each) => !open.includes(each))) {
    const [method = '', path = ''] = route.split(' ');
    const response = await fetch(
      url + path.replace(/\{\w+\}/g, 'c0000000-0000-4000-8000-0000000000aa'),
      {
        method,
        ...(!['GET', 'HEAD'].includes(method) && {
          body: '{}',
          headers: { 'content-type': 'application/json' },
        }),
      },
    );
    expect([route, response.status]).toEqual([route, 401]);
    expect(response.headers.get('content-type')).toMatch('application/problem+json');
  }
});
