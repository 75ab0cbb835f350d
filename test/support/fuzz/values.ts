import fc from 'fast-check';

/** As much of JSON Schema as our document uses. */
export interface Schema {
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  pattern?: string;
  format?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
}

/** Ids of things that are there: a request that names nothing real gets no further than a look. */
export interface KnownIds {
  uuids: readonly string[];
  registryIds: readonly string[];
  /** Of what is found behind a segment of an address, as `cases`. */
  behind: Readonly<Record<string, readonly string[]>>;
}

/** Texts that have broken programs somewhere. */
export const hostileTexts: readonly string[] = [
  ...['', ' ', '\t', '\0', 'a\0b', '\ud800', 'a\udc00b', '\u202eabc', '\ufeff', '\u2028\u2029'],
  ...['\u001b[2J\u001b[31m', 'a\r\nSet-Cookie: x=y', 'a\n{"level":30,"msg":"forged"}', '\u0007'],
  ...[
    "' OR 1=1 --",
    '"; DROP TABLE access_case; --',
    "\\'; SELECT pg_sleep(9); --",
    '$1',
    '%s%n%x',
  ],
  ...['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', 'javascript:alert(1)'],
  ...[
    '{{constructor.constructor("return process")()}}',
    '${7*7}',
    '#{7*7}',
    '<%= 7*7 %>',
    '{{{x}}}',
  ],
  ...['../../../../etc/passwd', '..\\..\\windows', '%2e%2e%2f', '/dev/zero', 'file:///etc/passwd'],
  ...['=HYPERLINK("http://x")', '+1+cmd|x', '@SUM(1)', '-2+3', 'http://169.254.169.254/latest'],
  ...[
    'NaN',
    'Infinity',
    '1e309',
    '-0',
    '0x10',
    '9'.repeat(400),
    '2147483648',
    '9223372036854775808',
  ],
  ...['0000-01-01', '9999-12-31', '2026-02-30', '275760-09-13', '-000001-01-01', '2026-13-01'],
  ...['null', 'undefined', 'true', '[]', '{}', '__proto__', 'constructor', 'prototype', 'toString'],
  ...['z̸̢̛͎a̷l̶g̴o̵', '👩‍👩‍👧‍👦', 'ﷺ'.repeat(50), 'İ', 'ß', 'ǅ', '𝕳', 'a'.repeat(300), 'å'.repeat(11_000)],
  ...['((((((((((a*)*)*)*)*)*)*)*)*)*', `${'a'.repeat(40)}!`, `${' '.repeat(5_000)}x`],
  ...['00000000-0000-0000-0000-000000000000', '00000000000000000000000000000000', "'", '"', '\\'],
];

const hostileNumbers: readonly number[] = [
  ...[0, -0, -1, 1.5, 2 ** 31, -(2 ** 31), 2 ** 53, 1e21, 1e308, 5e-324, 999_999_999_999],
];

const hostileText = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...hostileTexts) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
);

/** Anything at all that JSON can say. */
export const anything: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: hostileText },
  { weight: 2, arbitrary: fc.constantFrom(...hostileNumbers) },
  { weight: 2, arbitrary: fc.constantFrom(null, true, false, [], {}, [[]], [null], { '': '' }) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
  { weight: 1, arbitrary: fc.integer({ min: 2, max: 400 }).map(nested) },
  { weight: 1, arbitrary: fc.dictionary(hostileText, hostileText, { maxKeys: 4 }) },
);

function nested(depth: number): unknown {
  let value: unknown = 'x';
  for (let i = 0; i < depth; i++) value = i % 2 ? [value] : { a: value };
  return value;
}

export function idOf(known: KnownIds): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...known.uuids) },
    { weight: 4, arbitrary: fc.constantFrom(...known.registryIds) },
    { weight: 1, arbitrary: fc.uuid() },
    { weight: 2, arbitrary: hostileText },
  );
}

/** A value that the schema takes. */
export function valid(schema: Schema, known: KnownIds): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map((choice) => valid(choice, known)));
  if (schema.allOf) {
    return fc
      .tuple(...schema.allOf.map((part) => valid(part, known)))
      .map((parts) => Object.assign({}, ...parts) as unknown);
  }
  switch ([schema.type].flat()[0]) {
    case 'string':
      return text(schema, known);
    case 'integer':
    case 'number':
      return number(schema);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array': {
      const minLength = schema.minItems ?? 0;
      const maxLength = Math.min(schema.maxItems ?? 4, Math.max(4, minLength));
      return fc.array(valid(schema.items ?? {}, known), { minLength, maxLength });
    }
    case 'object':
      return object(schema, known);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function object(schema: Schema, known: KnownIds): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties } = schema;
  const fields = fc.record(
    Object.fromEntries(
      Object.entries(properties).map(([name, each]) => [name, valid(each, known)]),
    ),
    { requiredKeys: required.filter((name) => name in properties) },
  );
  if (typeof additionalProperties !== 'object') return fields;
  const names = fc.string({ minLength: 1, maxLength: 12 });
  const more = fc.dictionary(names, valid(additionalProperties, known), { maxKeys: 3 });
  return fc.tuple(more, fields).map((parts) => Object.assign({}, ...parts) as unknown);
}

function text(schema: Schema, known: KnownIds): fc.Arbitrary<string> {
  const { format, pattern, minLength = 0, maxLength = 10_000 } = schema;
  if (format === 'uuid') return fc.constantFrom(...known.uuids);
  if (format === 'date') {
    return fc
      .date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
  }
  if (format === 'date-time') {
    return fc
      .date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString());
  }
  if (format === 'email') return fc.emailAddress();
  const free = fc
    .oneof(fc.constantFrom(...hostileTexts), fc.lorem({ maxCount: 8 }))
    .map((words) => words.slice(0, maxLength).padEnd(minLength, 'x'));
  if (!pattern)
    return fc.oneof({ weight: 1, arbitrary: idOf(known) }, { weight: 3, arbitrary: free });
  try {
    return fc.stringMatching(new RegExp(pattern), { maxLength: Math.min(maxLength, 200) });
  } catch {
    // A pattern that looks ahead cannot be written backwards.
    return free;
  }
}

function number({ type, minimum, maximum }: Schema): fc.Arbitrary<number> {
  const min = Math.max(minimum ?? -1_000, Number.MIN_SAFE_INTEGER);
  const max = Math.min(maximum ?? 1_000_000, Number.MAX_SAFE_INTEGER);
  const whole = fc.integer({ min: Math.ceil(min), max: Math.floor(max) });
  const small = fc.integer({
    min: Math.ceil(min),
    max: Math.min(Math.floor(max), Math.ceil(min) + 60),
  });
  if ([type].flat()[0] === 'integer') return fc.oneof(whole, small);
  return fc.oneof(whole, fc.double({ min, max, noNaN: true }));
}

/** A valid value with one place in it changed into something else, left out or added. */
export function nearlyValid(schema: Schema, known: KnownIds): fc.Arbitrary<unknown> {
  return fc
    .tuple(valid(schema, known), fc.nat(), anything, fc.constantFrom('replace', 'drop', 'add'))
    .map(([value, place, other, how]) => {
      const copy = structuredClone(value);
      const spots = spotsOf(copy);
      const spot = spots[place % Math.max(1, spots.length)];
      if (!spot) return other;
      const { holder, key } = spot;
      if (how === 'drop' && !Array.isArray(holder)) delete holder[key];
      else if (how === 'add' && !Array.isArray(holder)) {
        Object.defineProperty(holder, `${key}x`, { value: other, enumerable: true });
      } else (holder as Record<string, unknown>)[key] = other;
      return copy;
    });
}

interface Spot {
  holder: Record<string, unknown> | unknown[];
  key: string;
}

function spotsOf(value: unknown): Spot[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Spot['holder'];
  return Object.entries(value).flatMap(([key, inner]) => [{ holder, key }, ...spotsOf(inner)]);
}
