export type Values = Record<string, unknown>;

/** What a person types is kept in this tab: a failed save, an expired session or a reload loses nothing. */
const prefix = 'tilgang.typed:';

/** What is kept under `key`; null where nothing is. */
export function typedText(key: string): Values | null {
  const text = sessionStorage.getItem(prefix + key);
  return text === null ? null : (JSON.parse(text) as Values);
}

export function keepTypedText(key: string, values: Values): void {
  sessionStorage.setItem(prefix + key, JSON.stringify(values));
}

export function dropTypedText(key: string): void {
  sessionStorage.removeItem(prefix + key);
}

/** Whether something typed under `key` waits to be sent. */
export function hasTypedText(key: string): boolean {
  return typedText(key) !== null;
}

/** At sign-out: what was typed goes with the person. */
export function forgetTypedText(): void {
  for (const name of Object.keys(sessionStorage)) {
    if (name.startsWith(prefix)) sessionStorage.removeItem(name);
  }
}

/**
 * The values as they are sent: what was left empty is left out. Objects in a list keep their place,
 * so that the server's `sources.1.reason` is the form's.
 */
export function withoutEmpty(values: Values): Values {
  const kept = Object.entries(values)
    .map(([name, value]) => [name, cleaned(value)] as const)
    .filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept);
}

function cleaned(value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  if (Array.isArray(value)) {
    const list = value
      .map((item: unknown) => (isObject(item) ? withoutEmpty(item) : cleaned(item)))
      .filter((item) => item !== undefined);
    return list.length === 0 ? undefined : list;
  }
  if (isObject(value)) {
    const object = withoutEmpty(value);
    return Object.keys(object).length === 0 ? undefined : object;
  }
  return value;
}

function isObject(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
