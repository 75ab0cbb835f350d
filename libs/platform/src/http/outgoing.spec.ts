import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addressUnder, askConfigured } from './outgoing.js';

const base = 'https://service.example/v1';

describe('a question to a service that is set up', () => {
  it.each([
    [base, '/keys/a', 'https://service.example/v1/keys/a'],
    [`${base}/`, '/keys?x=a%2Fb', 'https://service.example/v1/keys?x=a%2Fb'],
    ['http://10.0.0.5:9093/', '', 'http://10.0.0.5:9093/'],
  ])('goes to %s%s', (address, path, expected) => {
    expect(addressUnder(address, path).href).toBe(expected);
  });

  it.each([
    [base, '@evil.example/'],
    [base, '.evil.example/'],
    [base, '//evil.example/../../..'],
    [base, '/../admin'],
    [base, '/a/../../admin'],
    [base, '/%2e%2e/admin'],
    [base, '/..%2fadmin'],
    [base, '/..\\admin'],
    [base, 'https://evil.example/'],
    ['file:///etc/passwd', ''],
    ['ftp://service.example', '/a'],
  ])('never leaves %s by %s [R16.0.1]', (address, path) => {
    expect(() => addressUnder(address, path)).toThrow('An address leads out of what was set up.');
  });
});

describe('an answer that sends us on', () => {
  let asked: string[];
  let servers: Server[];
  let url: string;
  const listen = (answer: (path: string) => [number, Record<string, string>]) =>
    new Promise<string>((resolve) => {
      const server = createServer((request, response) => {
        asked.push(request.url ?? '');
        const [status, headers] = answer(request.url ?? '');
        response.writeHead(status, headers).end('{}');
      });
      servers.push(server);
      server.listen(0, '127.0.0.1', () =>
        resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
      );
    });

  beforeAll(async () => {
    asked = [];
    servers = [];
    const inner = await listen(() => [200, {}]);
    url = await listen((path) => [Number(path.slice(1)), { location: `${inner}/secrets` }]);
  });
  afterAll(() => servers.forEach((server) => server.close()));

  it.each([301, 302, 303, 307, 308])(
    'by %i is an error, and nobody is asked [R16.0.1]',
    async (status) => {
      await expect(askConfigured(url, `/${status}`, { method: 'POST' })).rejects.toThrow();
      expect(asked).toContain(`/${status}`);
      expect(asked).not.toContain('/secrets');
    },
  );
});
