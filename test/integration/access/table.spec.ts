import { expect, it } from '@jest/globals';
import { printOpenApi } from '../../../apps/api/src/openapi.print.js';
import { accessTable } from '../../../apps/api/src/access/access.table.rules.js';
import { ruleOf } from '../../../apps/api/src/access/access.verdict.js';

interface Document {
  paths: Record<string, Record<string, Operation>>;
}
interface Operation {
  requestBody?: { content: Record<string, { schema: Schema }> };
}
interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: unknown;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}

const { paths } = JSON.parse(await printOpenApi()) as Document;
const routes = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => {
    const served = path
      .replace(/(\/commands\/)[\w-]+(?=$)/, '$1{name}')
      .replace(/\{(\w+)\}/g, ':$1');
    return { route: `${method.toUpperCase()} ${served}`, operation, path };
  }),
);

it('has a rule for every endpoint, and none for an endpoint that is not there [R15.6.4]', () => {
  expect(routes.length).toBeGreaterThan(200);
  const unlisted = routes.filter(({ route }) => {
    const [method = '', path = ''] = route.split(' ');
    return ruleOf(method, path) === undefined;
  });
  expect(unlisted.map(({ route }) => route)).toEqual([]);
  const known = new Set(routes.map(({ route }) => route));
  const gone = Object.keys(accessTable).filter(
    (route) => !known.has(route) && !route.includes('/demo/') && !route.endsWith('/openapi.json'),
  );
  expect(gone).toEqual([]);
});

/** Where a body takes fields that the form names and not the schema. */
const openBodies: Readonly<Record<string, string>> = {};

it('takes in no body a field that its schema does not name: nothing is assigned in the mass', () => {
  const lax = routes.flatMap(({ route, path, operation }) =>
    Object.values(operation.requestBody?.content ?? {}).flatMap(({ schema }) =>
      laxIn(schema, '').map((place) => `${route.split(' ')[0]} ${path}${place}`),
    ),
  );
  expect(lax.filter((place) => !(place in openBodies))).toEqual([]);
});

/** The places in a schema that take fields by any name. */
function laxIn(schema: Schema, place: string): string[] {
  const isLax =
    schema.type === 'object' &&
    schema.properties !== undefined &&
    schema.additionalProperties !== false;
  return [
    ...(isLax ? [place] : []),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, each]) =>
      laxIn(each, `${place}.${name}`),
    ),
    ...(schema.items ? laxIn(schema.items, `${place}[]`) : []),
    ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].flatMap((each) =>
      laxIn(each, place),
    ),
  ];
}
