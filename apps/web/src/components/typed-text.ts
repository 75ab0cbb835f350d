import { useCallback, useEffect, useRef, useState } from 'react';

export type Values = Record<string, unknown>;

const prefix = 'tilgang.typed:';

/**
 * What a person types into a form, kept in this tab until it is sent: a failed save, an expired
 * session or a reload loses nothing. `key` names the form and the person; `initial` is the same
 * object for as long as it says the same.
 */
export function useTypedText(key: string, initial: Values) {
  const [values, setValues] = useState<Values>(() => stored(key) ?? initial);
  const latest = useRef(values);
  latest.current = values;
  const [isTyped, setTyped] = useState(() => stored(key) !== null);

  useEffect(() => {
    if (isTyped) sessionStorage.setItem(prefix + key, JSON.stringify(values));
  }, [key, values, isTyped]);

  // What the server has changed meanwhile is shown, unless something here waits to be sent. Decided
  // while drawing: an effect would come after a key that was pressed at once, and undo it.
  const [shown, setShown] = useState(initial);
  if (shown !== initial) {
    setShown(initial);
    if (!isTyped) setValues(initial);
  }

  const change = useCallback((path: string, value: unknown) => {
    setTyped(true);
    setValues((before) => withPath(before, path, value));
  }, []);

  const forget = useCallback(() => {
    sessionStorage.removeItem(prefix + key);
    setTyped(false);
  }, [key]);

  /** The server has `sent`; what was typed after it was sent is still to come. */
  function hasArrived(sent: Values, after?: (values: Values) => Values) {
    if (latest.current === sent) forget();
    if (after) setValues(after);
  }

  /** The same text, with something about it put right. */
  const amend = useCallback((after: (values: Values) => Values) => setValues(after), []);

  const startOver = useCallback(() => {
    forget();
    setValues(initial);
  }, [forget, initial]);

  return { values, isTyped, change, hasArrived, amend, startOver };
}

/** Whether something typed under `key` waits to be sent. */
export function hasTypedText(key: string): boolean {
  return stored(key) !== null;
}

/** At sign-out: what was typed goes with the person. */
export function forgetTypedText(): void {
  for (const name of Object.keys(sessionStorage)) {
    if (name.startsWith(prefix)) sessionStorage.removeItem(name);
  }
}

function stored(key: string): Values | null {
  const text = sessionStorage.getItem(prefix + key);
  return text === null ? null : (JSON.parse(text) as Values);
}

/** The value at a dotted path, `sources.0.reason`; undefined where the path ends early. */
export function atPath(values: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null ? (value as Values)[name] : undefined,
      values,
    );
}

/** A copy with `value` at the dotted path; a number in the path makes a list. */
export function withPath(values: Values, path: string, value: unknown): Values {
  return replaced(values, path.split('.'), value) as Values;
}

function replaced(node: unknown, [name, ...rest]: string[], value: unknown): unknown {
  if (name === undefined) return value;
  const isIndex = /^\d+$/.test(name);
  if (isIndex) {
    const list: unknown[] = Array.isArray(node) ? [...(node as unknown[])] : [];
    list[Number(name)] = replaced(list[Number(name)], rest, value);
    return list;
  }
  const before = typeof node === 'object' && node !== null ? (node as Values) : {};
  return { ...before, [name]: replaced(before[name], rest, value) };
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
