import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { trackTables } from '../../libs/cases/src/case.workflow.machine.js';
import { printAccess } from '../../apps/api/src/access/access.printer.js';
import { printOpenApi } from '../../apps/api/src/openapi.print.js';
import { printAnswers } from '../../scripts/openapi/answers.mjs';
import { printWebTypes } from '../../scripts/openapi/web-types.mjs';
import { AnswersAsDescribed, type DescribedApi } from '../support/answers.schema.js';

const printed = await printOpenApi();
const api = JSON.parse(printed) as DescribedApi;

it('prints docs/openapi.json freshly: run npm run docs', () => {
  expect(readFileSync('docs/openapi.json', 'utf8')).toBe(printed);
});

it('prints docs/access.md freshly: run npm run docs', () => {
  expect(readFileSync('docs/access.md', 'utf8')).toBe(printAccess());
});

it('prints what the endpoints answer freshly from their code: run npm run docs', () => {
  expect(readFileSync('apps/api/src/openapi.answers.json', 'utf8')).toBe(printAnswers());
}, 300_000);

it('prints the types of the web freshly from the document: run npm run docs', () => {
  const document = JSON.parse(printed) as object;
  expect(readFileSync('apps/web/src/api/schema.d.ts', 'utf8')).toBe(printWebTypes(document));
});

/** What may hold anything, and why. */
const openAnswers: Readonly<Record<string, string>> = {
  'get /api/v1/forms/{version}/schema.json': 'a JSON Schema',
  'get /api/v1/schemas/delivery-order': 'a JSON Schema',
  'get /api/v1/exports/{id}/file': 'a file, in the form that was ordered',
  'get /api/v1/permits/{id}/content': 'a file, as it was sealed',
};

it('describes the answer of every endpoint: a schema, a file or nothing, and how it refuses', () => {
  const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { responses }]) => ({
      name: `${method} ${path}`,
      responses,
    })),
  );
  expect(operations.length).toBeGreaterThan(300);
  const lacking = operations.flatMap(({ name, responses }) => {
    const said = Object.entries(responses).filter(([status]) => /^[23]/.test(status));
    const isVague = said.some(([, { content = {} }]) =>
      Object.entries(content).some(
        ([type, { schema = {} }]) =>
          type.includes('json') &&
          !['$ref', 'anyOf', 'properties', 'items', 'additionalProperties'].some(
            (word) => word in schema,
          ),
      ),
    );
    return [
      ...(said.length === 0 ? [`${name}: no answer`] : []),
      ...(isVague && !(name in openAnswers) ? [`${name}: anything`] : []),
      ...(responses['429'] && responses['default'] ? [] : [`${name}: no refusal`]),
    ];
  });
  expect(lacking).toEqual([]);
});

it('finds what an answer has too much, too little or of another kind than the document says', () => {
  const described = new AnswersAsDescribed(api);
  const json = { status: 200, type: 'application/json; charset=utf-8' };
  const asked = (path: string, answer: object, other: object = json) =>
    described.faultOf({
      ...{ method: 'GET', path, text: JSON.stringify(answer), status: 200, type: '' },
      ...other,
    });
  const problem = { status: 404, type: 'application/problem+json' };
  const told = {
    ...{ type: 'urn:tilgang:problem:case-unknown', title: 'Not Found', status: 404, problems: [] },
    ...{ at: '2026-11-22T09:00:00.000Z', code: 'case-unknown' },
  };
  expect(asked('/api/v1/health', { status: 'ok' })).toBeNull();
  expect(asked('/api/v1/health', { status: 'ok', since: 'noon' })).toContain('since');
  expect(asked('/api/v1/health', {})).toContain('status');
  expect(asked('/api/v1/health', { status: 1 })).toContain('/status');
  expect(asked('/api/v1/health', {}, { ...json, status: 202 })).toContain('202');
  expect(asked('/api/v1/health', {}, { ...json, type: 'text/html' })).toContain('text/html');
  expect(asked('/api/v1/cases/{id}', told, problem)).toBeNull();
  expect(asked('/api/v1/cases/{id}', { ...told, code: undefined }, problem)).toContain('code');
  expect(asked('/api/v1/cases/{id}', { ...told, stack: '' }, problem)).toContain('stack');
  const event = {
    ...{ seq: 1, at: '2026-11-22T09:00:00.000Z', type: 'case-created', outcome: 'accepted' },
    ...{ track: null, registryId: null, fromState: null, toState: null, code: null },
    ...{ actorName: null, actorRole: null, actingForName: null },
  };
  const timeline = '/api/v1/cases/{id}/timeline';
  expect(asked(timeline, { events: [event] })).toBeNull();
  expect(asked(timeline, { events: [{ ...event, personId: '1' }] })).toContain('personId');
  expect(asked(timeline, { events: [{ ...event, at: 'noon' }] })).toContain('/events/*/at');
});

it('has every track and every state in docs/glossary.md', () => {
  const glossary = readFileSync('docs/glossary.md', 'utf8');
  const words = new Set([...glossary.matchAll(/`([a-z-]+)`/g)].map(([, word]) => word));
  const said = Object.values(trackTables).flatMap(({ name, states }) => [name, ...states]);
  expect([...new Set(said)].filter((word) => !words.has(word))).toEqual([]);
});
