import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isAnswering, stablePort } from '../scripts/supervisor/ports.mjs';

const main = fileURLToPath(new URL('../dist/apps/api/src/main.js', import.meta.url));

/** The API as a process of its own, with the demo identity provider; `settings` are added to its own. */
export async function startApi(database, settings = {}) {
  const port = await stablePort();
  const url = `http://127.0.0.1:${port}`;
  const issuer = `${url}/idp`;
  const child = spawn(process.execPath, [main], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      NODE_NO_WARNINGS: '1',
      TILGANG_MODE: 'test',
      LOG_LEVEL: 'warn',
      DATABASE_URL: database.appUrl,
      PORT: String(port),
      PUBLIC_URL: url,
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: 'tilgang-web',
      OIDC_CLIENT_SECRET: randomBytes(16).toString('hex'),
      VAULT_URL: 'http://127.0.0.1:9',
      VAULT_PUBLIC_URL: 'http://127.0.0.1:9',
      VAULT_TICKET_KEY: randomBytes(16).toString('hex'),
      ...settings,
    },
  });
  while (!(await isAnswering(port))) {
    if (child.exitCode !== null) throw new Error('The API did not start');
    await pause(50);
  }
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  return {
    url,
    issuer,
    /** Gives the status of the answer, read to its end. */
    post: (path, token, body) =>
      answerTo(agent, `${url}${path}`, 'POST', token, JSON.stringify(body)).then(
        ({ status }) => status,
      ),
    /** Gives the status and the text of the answer. */
    get: (path, token) => answerTo(agent, `${url}${path}`, 'GET', token),
    /** The most memory that the process has had. */
    peakBytes: () => {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
    },
    stop: () =>
      new Promise((resolve) => {
        agent.destroy();
        child.once('exit', resolve);
        child.kill('SIGTERM');
      }),
  };
}

function answerTo(agent, address, method, token, body) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    const sent = request(address, { method, agent, headers }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.once('end', () =>
        resolve({ status: response.statusCode, text: Buffer.concat(chunks).toString() }),
      );
    });
    sent.once('error', reject);
    sent.end(body);
  });
}
