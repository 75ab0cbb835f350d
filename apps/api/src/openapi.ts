import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { z } from 'zod';
import { commandBodies, type CommandName, type Transition, transitions } from '#cases';
import { type AnswersInCode, describeAnswers } from './openapi.answers.js';
import { bodies, queries } from './openapi.sent.js';

type PathItem = OpenAPIObject['paths'][string];
type Operation = NonNullable<PathItem['get']>;
type JsonSchema = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];

/**
 * The OpenAPI 3.1 document: routes from the controllers, bodies from the very schemas that validate
 * them, answers from what the controllers return, and one path per command from the machines' tables.
 */
export function openApiDocument(
  app: NestFastifyApplication,
  answers?: AnswersInCode,
): OpenAPIObject {
  const document = SwaggerModule.createDocument(
    app,
    new DocumentBuilder()
      .setTitle('Tilgang')
      .setDescription('The case system for access to health data.')
      .setVersion('1')
      .setOpenAPIVersion('3.1.0')
      .addBearerAuth()
      .addCookieAuth('tilgang-session')
      .build(),
  );
  expandCommands(document);
  for (const [route, schema] of Object.entries(bodies))
    addBody(operationAt(document, route), schema);
  for (const [route, schema] of Object.entries(queries))
    addQuery(operationAt(document, route), schema);
  describeAnswers(document, answers);
  return document;
}

/** The document is public: it says how to ask, not what there is. */
export function serveOpenApi(app: NestFastifyApplication, document: OpenAPIObject): void {
  const json = JSON.stringify(document);
  app
    .getHttpAdapter()
    .getInstance()
    .get('/api/v1/openapi.json', (_request, reply) => reply.type('application/json').send(json));
}

const commandPath = '/api/v1/cases/{id}/commands/{name}';

function transitionInWords({ from, to }: Transition): string {
  const states = from.join(', ');
  return to === 'unchanged' ? `in ${states}` : `from ${states} to ${[to].flat().join(' or ')}`;
}

/** Replaces the one generic route by a path for each command that a person may give. */
function expandCommands(document: OpenAPIObject): void {
  const generic = document.paths[commandPath]?.post;
  if (!generic) throw new Error('The command route is missing');
  delete document.paths[commandPath];
  for (const [name, { track, transition }] of Object.entries(transitions)) {
    const by = transition.by.filter((role) => role !== 'system');
    if (by.length === 0) continue;
    const body = commandBodies[name as CommandName].extend({ version: z.int().min(1) });
    const operation: Operation = {
      ...generic,
      operationId: name,
      tags: [track.name],
      summary: `${track.name}: ${transitionInWords(transition)}`,
      description: `Given by ${by.join(', ')}. Event: ${transition.event}.`,
      parameters: (generic.parameters ?? []).filter(
        (parameter) => !('name' in parameter) || parameter.name !== 'name',
      ),
    };
    addBody(operation, body);
    document.paths[commandPath.replace('{name}', name)] = { post: operation };
  }
}

function operationAt(document: OpenAPIObject, route: string): Operation | undefined {
  const [method = '', path = ''] = route.split(' ');
  return document.paths[path]?.[method.toLowerCase() as 'get' | 'post' | 'put' | 'patch'];
}

function addBody(operation: Operation | undefined, schema: z.ZodType): void {
  if (!operation) return;
  operation.requestBody = {
    required: true,
    content: { 'application/json': { schema: jsonSchema(schema) } },
  };
}

function addQuery(operation: Operation | undefined, schema: z.ZodType): void {
  if (!operation) return;
  const { properties = {} } = jsonSchema(schema) as { properties?: Record<string, JsonSchema> };
  operation.parameters = [
    ...(operation.parameters ?? []).filter((each) => 'in' in each && each.in === 'path'),
    ...Object.entries(properties).map(([name, property]) => ({
      name,
      in: 'query' as const,
      required: false,
      schema: property,
    })),
  ];
}

function jsonSchema(schema: z.ZodType): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return rest as JsonSchema;
}
