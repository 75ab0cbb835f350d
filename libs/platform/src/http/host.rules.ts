/** The addresses that requests may be sent to. */
export interface OwnHosts {
  /** What people write in a browser. */
  publicUrl: string;
  /** Other names that the program is reached by: of the proxy before it, say, as `api:3000`. */
  others?: readonly string[];
}

/**
 * Whether a request was meant for this installation. A page of another site that has its own name
 * point here (DNS rebinding), or a proxy that is asked for a host of the sender's choice, is turned
 * down. The loopback names stand for the machine itself and are nobody's site.
 */
export function isOwnHost(host: string | undefined, { publicUrl, others = [] }: OwnHosts): boolean {
  if (host === undefined) return false;
  const asked = host.toLowerCase();
  if (asked === new URL(publicUrl).host || others.includes(asked)) return true;
  return /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/.test(asked);
}
