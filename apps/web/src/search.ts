/** What an address holds behind its question mark: text, and a list where a name is repeated. */
export type Held = Record<string, string | string[]>;

/** What a page reads from its address; what it does not understand is not there. */
export type Read<Shape> = {
  [Name in keyof Shape]?: Shape[Name] extends Reading<infer Value> ? Value : never;
};

type Reading<Value extends string> = (value: string) => Value | undefined;

/** Beyond this no link of ours is, and the API would refuse it. */
const LONGEST = 1_000;

export function parseSearch(search: string): Held {
  const held = new Map<string, string | string[]>();
  for (const [name, value] of new URLSearchParams(search)) {
    // Copied from object to object, it would become what they inherit from.
    if (name === '__proto__') continue;
    const before = held.get(name);
    held.set(name, before === undefined ? value : [before, value].flat());
  }
  return Object.fromEntries(held);
}

/** The plain form that every other program writes: `?n=1`, not `?n=%221%22`. Empty text is no choice. */
export function stringifySearch(search: Record<string, unknown>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    for (const each of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (typeof each === 'string' && each !== '') query.append(name, each);
    }
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

/** Any text; whether it means something is for the page or the API to say. */
export const text: Reading<string> = (value) =>
  value === '' || value.length > LONGEST ? undefined : value;

/** `2026-03-31` */
export const day: Reading<string> = (value) =>
  /^\d{4}-\d\d-\d\d$/.test(value) && isTime(value) ? value : undefined;

/** `2026-03` */
export const month: Reading<string> = (value) =>
  /^\d{4}-\d\d$/.test(value) && isTime(value) ? value : undefined;

/** A moment, as `2026-03-31T10:15:00Z`. */
export const instant: Reading<string> = (value) =>
  /^\d{4}-\d\d-\d\d(T|$)/.test(value) && isTime(value) ? value : undefined;

/** A whole number from 0. */
export const count: Reading<string> = (value) => (/^\d{1,9}$/.test(value) ? value : undefined);

export function oneOf<const Value extends string>(values: readonly Value[]): Reading<Value> {
  return (value) => values.find((each) => each === value);
}

/** The same reading for several names. */
export function each<const Name extends string, Value extends string>(
  names: readonly Name[],
  reading: Reading<Value>,
): Record<Name, Reading<Value>> {
  return Object.fromEntries(names.map((name) => [name, reading])) as Record<Name, Reading<Value>>;
}

/**
 * What the address of a page may hold. Of a repeated name the first counts, as in every link there has
 * been; what is malformed is read as not there, so that no address can break a page.
 */
export function holds<Shape extends Record<string, Reading<string>>>(
  shape: Shape,
): (held: Record<string, unknown>) => Read<Shape> {
  return (held) =>
    Object.fromEntries(
      // Named also where there is nothing: what was malformed goes out of the address.
      Object.entries(shape).map(([name, reading]) => [name, readFirst(held[name], reading)]),
    ) as Read<Shape>;
}

function readFirst(value: unknown, reading: Reading<string>): string | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? reading(first) : undefined;
}

function isTime(value: string): boolean {
  const at = new Date(value);
  return !Number.isNaN(at.getTime()) && (value.length > 10 || at.toISOString().startsWith(value));
}
