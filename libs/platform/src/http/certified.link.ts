import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { addressUnder, askConfigured } from './outgoing.js';

/** How a program asks another that the operator has set up; see {@link askConfigured}. */
export type AskConfigured = typeof askConfigured;

export interface LinkFiles {
  /** The authority whose certificates are believed on this link, and no other: PEM. */
  authority?: string | undefined;
  /** What this program shows of itself: certificate and key, PEM. */
  certificate?: string | undefined;
  key?: string | undefined;
}

/**
 * A link of which both ends may show by certificate who they are. Node's own `fetch` cannot show one;
 * without files it is used all the same. Answers are gathered whole: they are small.
 */
export function certifiedLink({ authority, certificate, key }: LinkFiles): AskConfigured {
  if (!authority && !certificate) return askConfigured;
  const agent = new Agent({
    keepAlive: true,
    minVersion: 'TLSv1.2',
    ...(authority && { ca: readFileSync(authority) }),
    ...(certificate && key && { cert: readFileSync(certificate), key: readFileSync(key) }),
  });
  return (base, path, init) => asked(agent, addressUnder(base, path), init);
}

function asked(
  agent: Agent,
  url: URL,
  { method = 'GET', headers, body, signal }: Omit<RequestInit, 'redirect'>,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        agent,
        method,
        headers: Object.fromEntries(new Headers(headers)),
        ...(signal && { signal }),
      },
      (answer) => {
        const { statusCode: status = 0 } = answer;
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          // Nobody who answers can have us ask elsewhere.
          if (status >= 300 && status < 400) return reject(new TypeError('unexpected redirect'));
          const type = answer.headers['content-type'];
          const content = chunks.length > 0 ? new Uint8Array(Buffer.concat(chunks)) : null;
          resolve(
            new Response(content, { status, ...(type && { headers: { 'content-type': type } }) }),
          );
        });
      },
    );
    sent.on('error', reject);
    sent.end(body as string | undefined);
  });
}
