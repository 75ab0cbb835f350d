/**
 * Asks a host that the operator has set up, and no other: the only way out of these programs over
 * HTTP. An address is never put together from what somebody sent in, nothing climbs out of the path
 * set up, and a redirect is an error, so that nobody who answers can have us ask elsewhere: at the
 * machine itself, say, or at what lies on the inner network.
 *
 * @param base address as it was set up, with the path that all questions lie under
 * @param path what is asked there, beginning with a slash; empty for the address itself
 */
export async function askConfigured(
  base: string,
  path: string,
  init: Omit<RequestInit, 'redirect'>,
): Promise<Response> {
  return fetch(addressUnder(base, path), { ...init, redirect: 'error' });
}

/** The address asked at; throws where `path` leads out of `base`. */
export function addressUnder(base: string, path: string): URL {
  const root = base.replace(/\/$/, '');
  const url = new URL(path === '' ? base : `${root}${path}`);
  const { origin, pathname, protocol } = new URL(base);
  const folder = pathname.replace(/\/$/, '');
  const isUnder = url.origin === origin && `${url.pathname}/`.startsWith(`${folder}/`);
  const [asked = ''] = path.split('?');
  const isPlain = path === '' || (path.startsWith('/') && !/\\|%2e|%2f|%5c/i.test(asked));
  if (!isUnder || !isPlain || !['http:', 'https:'].includes(protocol)) {
    // What was asked for is not repeated: it may hold what somebody sent.
    throw new Error('An address leads out of what was set up.');
  }
  return url;
}
