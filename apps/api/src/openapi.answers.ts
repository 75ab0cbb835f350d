import type { OpenAPIObject } from '@nestjs/swagger';
import { type Rule, ruleOf } from './access/access.verdict.js';
import printed from './openapi.answers.json' with { type: 'json' };

type PathItem = OpenAPIObject['paths'][string];
type Operation = NonNullable<PathItem['get']>;
type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;
type Response = NonNullable<NonNullable<OpenAPIObject['components']>['responses']>[string];

/** By route, by status and by media type, as `scripts/openapi/answers.mjs` reads it from the code. */
export interface AnswersInCode {
  answers: Record<string, Said>;
  schemas: Schemas;
}
type Said = Record<string, Record<string, { schema?: Schemas[string] }>>;

/** What each endpoint answers, and by which statuses it refuses. Throws where one is not described. */
export function describeAnswers(
  document: OpenAPIObject,
  { answers, schemas }: AnswersInCode = printed as unknown as AnswersInCode,
): void {
  for (const [path, item] of Object.entries(document.paths)) {
    const { get, post, put, patch, head, options, delete: remove } = item;
    const methods = { get, post, put, patch, head, options, delete: remove };
    for (const [method, operation] of Object.entries(methods)) {
      if (!operation) continue;
      const route = routeOf(method, path);
      const said = answers[route];
      if (!said) throw new Error(`What ${route} answers is not described: run npm run docs`);
      operation.responses = {
        ...Object.fromEntries(
          Object.entries(said).map(([status, content]) => [status, answered(status, content)]),
        ),
        ...refusalsOf(route, operation, said),
      };
    }
  }
  document.components = {
    ...document.components,
    schemas: { ...schemas, Problem: problemSchema },
    responses: {
      ...Object.fromEntries(
        Object.values(refusals).map(({ name, description }) => [name, refused(description)]),
      ),
      Refused: refused('Refused: a problem document with a stable code'),
    },
  };
}

/** The route that the code has: each command has a path of its own in the document alone. */
function routeOf(method: string, path: string): string {
  return `${method.toUpperCase()} ${path.replace(/(\/cases\/\{id\}\/commands\/)[\w-]+$/, '$1{name}')}`;
}

function answered(status: string, content: Record<string, object>): Response {
  if (status === '303') {
    const location = { description: 'Where to go', schema: { type: 'string' as const } };
    return { description: 'Leads on', headers: { Location: location } };
  }
  if (Object.keys(content).length === 0) return { description: 'Done; there is nothing to say' };
  return { description: 'As asked for', content };
}

const refusals = {
  400: { name: 'Malformed', description: 'What was sent is not as the document says' },
  401: { name: 'SignedOut', description: 'Nobody is signed in, or too long ago for this' },
  403: { name: 'NotAllowed', description: 'Not for the role that was asked in' },
  404: { name: 'Unknown', description: 'There is none, or none that this person may know of' },
  409: { name: 'Conflict', description: 'Not in this state, or not of this version' },
  410: { name: 'Gone', description: 'It was there, and is not any more' },
  413: { name: 'TooLarge', description: 'More than is taken in' },
  415: { name: 'OtherMediaType', description: 'Of a kind that is not taken in' },
  422: { name: 'AgainstRule', description: 'As the document says, and against a rule' },
  429: { name: 'TooOften', description: 'Too many at once; Retry-After says when to ask again' },
  460: { name: 'ChecksumDiffers', description: 'The part did not arrive as it was sent' },
} as const;

type RefusedStatus = keyof typeof refusals;

/** The statuses by which an endpoint may refuse; any other is a fault of the server or the line. */
function refusalsOf(route: string, operation: Operation, said: Said): Operation['responses'] {
  const [method = '', path = ''] = route.split(' ');
  const rule = ruleOf(method, path.replace(/\{(\w+)\}/g, ':$1'));
  const isRead = ['GET', 'HEAD', 'OPTIONS'].includes(method);
  const isUpload = path.includes('/uploads');
  const statuses: [RefusedStatus, boolean][] = [
    [400, (operation.parameters ?? []).length > 0 || operation.requestBody !== undefined],
    [401, rule?.for !== 'everybody'],
    [403, rule?.for !== 'everybody'],
    [404, namesSomething(rule, path, operation)],
    // Some parts of a case are there in some of its states only.
    [409, !isRead || isFile(said) || path.startsWith('/api/v1/cases/{id}/')],
    [410, isUpload],
    [413, !isRead],
    [415, !isRead],
    [422, !isRead || (operation.parameters ?? []).length > 0],
    [429, true],
    [460, isUpload && method === 'PATCH'],
  ];
  return {
    ...Object.fromEntries(
      statuses
        .filter(([, applies]) => applies)
        .map(([status]) => [status, { $ref: `#/components/responses/${refusals[status].name}` }]),
    ),
    default: { $ref: '#/components/responses/Refused' },
  };
}

function namesSomething(rule: Rule | undefined, path: string, operation: Operation): boolean {
  return path.includes('{') || operation.requestBody !== undefined || rule?.for === 'part';
}

/** What is made later, or held back until it is found clean, may not be there yet. */
function isFile(said: Said): boolean {
  return Object.values(said).some((content) =>
    Object.keys(content).some((type) => type !== 'application/json'),
  );
}

function refused(description: string): Response {
  return {
    description,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}

const problemSchema: Schemas[string] = {
  type: 'object',
  required: ['type', 'title', 'status', 'at', 'code', 'problems'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    at: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$' },
    code: { type: 'string' },
    problems: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'rule', 'todo'],
        properties: {
          field: { type: 'string' },
          rule: { type: 'string' },
          todo: { type: 'string' },
          code: { type: 'string' },
          params: { type: 'object' },
        },
      },
    },
    instance: { type: 'string' },
  },
};
