/** What requests are counted as, each with a limit of its own: who may write no more still reads. */
export const limitKinds = ['read', 'write', 'export', 'stranger'] as const;
export type LimitKind = (typeof limitKinds)[number];

/** The most requests of a kind a minute by one person, or by one address; 0 is no limit. */
export type Limits = Readonly<Record<LimitKind, number>>;

export const windowMs = 60_000;

/** What a route is counted as; `route` is its pattern. What is made anew for each asker is dear. */
export function kindOf(method: string, route: string, isStranger: boolean): LimitKind {
  if (isStranger) return 'stranger';
  if (isExport(route)) return 'export';
  return method === 'GET' || method === 'HEAD' ? 'read' : 'write';
}

/** Whole files made while somebody waits: tables, packages, a case in print. */
function isExport(route: string): boolean {
  return (
    /\.(?:csv|xml|zip|parquet)$/.test(route) || /\/(?:exports?|prints?|pdf)(?:\/|$)/.test(route)
  );
}

/** The window a time lies in. */
export function windowOf(nowMs: number): number {
  return Math.floor(nowMs / windowMs) * windowMs;
}

/** Whole seconds until the next window begins, at least one. */
export function secondsLeft(nowMs: number): number {
  return Math.max(1, Math.ceil((windowOf(nowMs) + windowMs - nowMs) / 1000));
}
