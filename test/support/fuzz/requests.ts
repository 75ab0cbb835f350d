import fc from 'fast-check';
import {
  anything,
  hostileTexts,
  idOf,
  type KnownIds,
  nearlyValid,
  type Schema,
  valid,
} from './values.js';

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  schema?: Schema;
}

export interface Operation {
  method: string;
  /** With its parameters in braces. */
  path: string;
  parameters: Parameter[];
  body: Schema | null;
}

export interface Document {
  paths: Record<
    string,
    Record<
      string,
      {
        parameters?: Parameter[];
        requestBody?: { content: Record<string, { schema: Schema }> };
      }
    >
  >;
}

/** What is sent, and by whom. */
export interface Shot {
  operation: Operation;
  by: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer | null;
  /** The case whose version is to be put into the body, where it names one at all. */
  wantsVersion: boolean;
}

/** Every operation, apart from those that end the very sign-ins the others are tried with. */
export function operationsOf(document: Document): Operation[] {
  const paths = Object.entries(document.paths).filter(([path]) => !/sign-out|session/.test(path));
  return paths.flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      parameters,
      body: requestBody?.content['application/json']?.schema ?? null,
    })),
  );
}

export function shotAt(
  operation: Operation,
  known: KnownIds,
  people: readonly string[],
): fc.Arbitrary<Shot> {
  return fc
    .record({
      by: fc.constantFrom(...people),
      path: fc.tuple(pathOf(operation, known), queryOf(operation, known)),
      headers: headersOf(operation),
      body: bodyOf(operation, known),
      wantsVersion: fc.integer({ min: 0, max: 3 }).map((number) => number > 0),
    })
    .map(({ path, ...rest }) => ({ operation, ...rest, path: path.join('') }));
}

function pathOf({ path }: Operation, known: KnownIds): fc.Arbitrary<string> {
  const places = [...path.matchAll(/([\w-]+)\/\{(\w+)\}/g)];
  const values = places.map(([, segment, name]) => pathValue(segment!, name!, known));
  return fc.tuple(...values).map((filled) => {
    let next = 0;
    return path.replace(/\{\w+\}/g, () => filled[next++]!);
  });
}

function pathValue(segment: string, name: string, known: KnownIds): fc.Arbitrary<string> {
  const raw = fc.constantFrom(
    ...['%00', '%ff', '%E0%A4%A', '..', '%2e%2e%2f', '.', '%252e', ';a=b', '*'],
  );
  const isNumber = name === 'number' || name === 'version';
  const there = known.behind[segment] ?? [];
  const ids = fc.oneof(
    { weight: 1, arbitrary: idOf(known) },
    ...(isNumber ? [{ weight: 3, arbitrary: fc.integer({ min: -1, max: 9 }).map(String) }] : []),
    ...(there.length > 0 ? [{ weight: 4, arbitrary: fc.constantFrom(...there) }] : []),
  );
  return fc.oneof(
    { weight: 20, arbitrary: ids.map((id) => encodeURIComponent(wellFormed(id)) || '%20') },
    { weight: 1, arbitrary: raw },
  );
}

function queryOf({ parameters }: Operation, known: KnownIds): fc.Arbitrary<string> {
  const asked = parameters.filter((parameter) => parameter.in === 'query');
  const pair = (name: string, value: unknown) =>
    `${encodeURIComponent(name)}=${encodeURIComponent(written(value))}`;
  const each = asked.map(({ name, schema = {} }) =>
    fc.oneof(
      { weight: 4, arbitrary: fc.constant('') },
      { weight: 4, arbitrary: valid(schema, known).map((value) => pair(name, value)) },
      { weight: 2, arbitrary: anything.map((value) => pair(name, value)) },
      {
        weight: 1,
        arbitrary: valid(schema, known).map((value) => `${pair(name, value)}&${pair(name, value)}`),
      },
    ),
  );
  const stray = fc.oneof(
    { weight: 8, arbitrary: fc.constant('') },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        'x=1',
        '__proto__=x',
        'a[b]=c',
        'limit=%00',
        '&&&',
        '%',
        '=',
        'expand=*',
      ),
    },
  );
  return fc.tuple(...each, stray).map((parts) => {
    const query = parts.filter(Boolean).join('&');
    return query ? `?${query}` : '';
  });
}

function written(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return wellFormed((text ?? 'undefined').slice(0, 3_000));
}

const strayHeaders: Record<string, string>[] = [
  { range: 'bytes=0-99999999999' },
  { range: 'bytes=9-1,-1,x' },
  { 'accept-language': 'nb,'.repeat(300) },
  { accept: 'application/x-nothing' },
  { 'if-none-match': '*' },
  { 'idempotency-key': 'x'.repeat(300) },
  { 'idempotency-key': 'a-key-of-enough-length-1' },
  { 'x-forwarded-host': 'evil.example', 'x-forwarded-for': '127.0.0.1' },
  { 'x-http-method-override': 'DELETE' },
  { 'tus-resumable': '9.9.9', 'upload-length': '-1', 'upload-offset': '1e9' },
  { 'tus-resumable': '1.0.0', 'upload-length': '10', 'upload-metadata': 'filename !!!,x' },
  { 'tus-resumable': '1.0.0', 'upload-offset': '0', 'upload-checksum': 'sha256 AAAA' },
  { expect: 'nothing' },
  { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
];

function headersOf({ body, method }: Operation): fc.Arbitrary<Record<string, string>> {
  const hasBody = !['GET', 'HEAD', 'OPTIONS'].includes(method);
  const types = ['application/json', 'application/json; charset=utf-16', 'text/csv', 'text/plain'];
  const streams = ['application/offset+octet-stream', 'application/octet-stream', 'nonsense'];
  const type = fc.oneof(
    { weight: 16, arbitrary: fc.constant(body || !hasBody ? 'application/json' : 'text/csv') },
    { weight: 2, arbitrary: fc.constantFrom(...types, ...streams) },
  );
  const stray = fc.oneof(
    { weight: 6, arbitrary: fc.constant({}) },
    { weight: 2, arbitrary: fc.constantFrom(...strayHeaders) },
  );
  return fc
    .tuple(type, stray)
    .map(([mediaType, more]) => ({ ...(hasBody && { 'content-type': mediaType }), ...more }));
}

/** Bodies that no value is written as. */
const rawBodies: readonly Buffer[] = [
  ...['', '{', '[', '"', 'null', '0', '{"a":1,"a":2}', '{"__proto__":{"x":1}}', '\ufeff{}'].map(
    (text) => Buffer.from(text),
  ),
  Buffer.from('{"constructor":{"prototype":{"x":1}},"version":1}'),
  Buffer.from('['.repeat(60_000)),
  Buffer.from(`{"a":`.repeat(20_000)),
  Buffer.from(`{"version":1e400}`),
  Buffer.from(`{"version":${'9'.repeat(5_000)}}`),
  Buffer.from([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]),
  Buffer.alloc(70_000, ' '),
  Buffer.from(`"${hostileTexts.join('').replace(/["\\\p{Cc}]/gu, ' ')}"`),
];

function bodyOf({ body, method }: Operation, known: KnownIds): fc.Arbitrary<Buffer | null> {
  if (['GET', 'HEAD', 'OPTIONS'].includes(method)) return fc.constant(null);
  const asJson = (value: unknown) => Buffer.from(JSON.stringify(value) ?? 'null');
  const raw = { weight: 2, arbitrary: fc.constantFrom(...rawBodies) };
  const odd = { weight: 3, arbitrary: anything.map(asJson) };
  if (!body) return fc.oneof({ weight: 3, arbitrary: fc.constant(Buffer.alloc(0)) }, odd, raw);
  return fc.oneof(
    { weight: 9, arbitrary: valid(body, known).map(asJson) },
    { weight: 7, arbitrary: nearlyValid(body, known).map(asJson) },
    odd,
    raw,
  );
}

/** Without halves of characters, which no address can hold. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}
