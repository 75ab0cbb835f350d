import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { z } from 'zod';
import {
  assessmentOfExemption,
  journalQuery,
  publicJournalQuery,
  commandBodies,
  type CommandName,
  newSetting,
  invitationToken,
  clocksQuery,
  invoiceQuery,
  readMark,
  threadQuery,
  newPriceList,
  importedApplication,
  insightQuery,
  newInsight,
  opening,
  presence,
  ruleDate,
  noticeQuery,
  deadLetterQuery,
  posting,
  resending,
  readNotices,
  rulesQuery,
  savedFilter,
  transitions,
  worklistQuery,
  differenceQuery,
  draftQuery,
  draftsQuery,
  registration,
  requestRegistration,
  type Transition,
} from '#cases';
import {
  activityReportQuery,
  caseLogQuery,
  figureCasesQuery,
  readingsQuery,
  exportRequest,
  newAudit,
  pictureQuery,
  publicRegisterQuery,
  publicStatisticsQuery,
  registerCorrection,
  registerWatchQuery,
  reportQuery,
  sampleRequest,
  timelineQuery,
} from '#oversight';
import { disclosureExportQuery, disclosureQuery, orderQuery, roundQuery } from '#deliveries';
import { ticketRequest } from '#linkage';
import {
  newAbsence,
  newRegistrySystem,
  newRoleInvitation,
  ownName,
  peopleQuery,
  preferences,
  recipientKey,
  registrySystemQuery,
  variableQuery,
  recipientContact,
  reservation,
  roleGrant,
  roleInvitationToken,
  takenRole,
} from '#parties';
import { roleChoice, signInQuery } from './auth/index.js';
import { clockSetting } from './demo/clock.controller.js';

type PathItem = OpenAPIObject['paths'][string];
type Operation = NonNullable<PathItem['get']>;
type JsonSchema = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];

/**
 * The OpenAPI 3.1 document: routes from the controllers, bodies from the very schemas that validate
 * them, and one path per command from the machines' tables.
 */
export function openApiDocument(app: NestFastifyApplication): OpenAPIObject {
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
  document.components = { ...document.components, schemas: { Problem: problemSchema } };
  for (const item of Object.values(document.paths)) {
    for (const operation of operationsOf(item)) operation.responses['default'] = problemResponse;
  }
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

const bodies: Record<string, z.ZodType> = {
  'POST /api/v1/cases': opening,
  'POST /api/v1/registrations': registration,
  'POST /api/v1/cases/{id}/registrations': requestRegistration,
  'POST /api/v1/cases/{id}/insight': newInsight,
  'POST /api/v1/cases/import': importedApplication,
  'POST /api/v1/cases/{id}/presence': presence,
  'PUT /api/v1/registries/{id}/recipient-key': recipientKey,
  'POST /api/v1/cases/{id}/linkage/tickets': ticketRequest,
  'POST /api/v1/me/notices/read': readNotices,
  'POST /api/v1/letters/{id}/resend': resending,
  'POST /api/v1/print-packages/{id}/posted': posting,
  'PUT /api/v1/recipient-contacts': recipientContact,
  'PUT /api/v1/me/reservation': reservation,
  'POST /api/v1/worklist/filters': savedFilter,
  'POST /api/v1/invitations/accept': invitationToken,
  'POST /api/v1/cases/{id}/messages/read': readMark,
  'POST /api/v1/cases/{id}/journal/{number}/exemption': assessmentOfExemption,
  'POST /api/v1/audits': newAudit,
  'POST /api/v1/audits/{auditId}/samples': sampleRequest,
  'POST /api/v1/audits/{auditId}/searches': worklistQuery,
  'POST /api/v1/exports': exportRequest,
  'POST /api/v1/price-lists': newPriceList,
  'PATCH /api/v1/me/preferences': preferences,
  'PUT /api/v1/me/name': ownName,
  'POST /api/v1/me/absences': newAbsence,
  'PUT /api/v1/me/acting-role': roleChoice,
  'PUT /api/v1/people/{id}/roles': roleGrant,
  'POST /api/v1/role-invitations': newRoleInvitation,
  'POST /api/v1/role-invitations/accept': roleInvitationToken,
  'POST /api/v1/registry-systems': newRegistrySystem,
  'PUT /api/v1/rule-dates/{rule}': ruleDate,
  'POST /api/v1/settings': newSetting,
  'POST /api/v1/register/entries/{id}/corrections': registerCorrection,
  'POST /api/v1/demo/clock': clockSetting,
};

const queries: Record<string, z.ZodType> = {
  'GET /api/v1/sign-in': signInQuery,
  'GET /api/v1/people': peopleQuery,
  'GET /api/v1/registry-systems': registrySystemQuery,
  'DELETE /api/v1/people/{id}/roles/{role}': takenRole,
  'GET /api/v1/drafts': draftsQuery,
  'POST /api/v1/cases/{id}/commands/{name}/preview/pdf': draftQuery,
  'GET /api/v1/cases/{id}/application-versions/difference': differenceQuery,
  'GET /api/v1/cases': worklistQuery,
  'GET /api/v1/me/notices': noticeQuery,
  'GET /api/v1/insights': insightQuery,
  'GET /api/v1/dead-letters': deadLetterQuery,
  'GET /api/v1/cases/{id}/messages': threadQuery,
  'GET /api/v1/cases/{id}/notes': threadQuery,
  'GET /api/v1/cases/{id}/journal': journalQuery,
  'GET /api/v1/public/journal': publicJournalQuery,
  'GET /api/v1/public/journal.xml': publicJournalQuery,
  'GET /api/v1/public/register': publicRegisterQuery,
  'GET /api/v1/public/statistics/{name}': publicStatisticsQuery,
  'GET /api/v1/activity-report': activityReportQuery,
  'GET /api/v1/register/entries': registerWatchQuery,
  'GET /api/v1/cases/{id}/clocks': clocksQuery,
  'GET /api/v1/cases/{id}/invoice': invoiceQuery,
  'GET /api/v1/deliveries': roundQuery,
  'GET /api/v1/cases/{id}/deliveries/{deliveryId}/order': orderQuery,
  'GET /api/v1/disclosures': disclosureQuery,
  'GET /api/v1/statistics/{name}': reportQuery,
  'GET /api/v1/timelines/service': timelineQuery,
  'GET /api/v1/timelines/registries/{registryId}': timelineQuery,
  'GET /api/v1/timelines/units/{unitId}': timelineQuery,
  'GET /api/v1/disclosures/export.csv': disclosureExportQuery,
  'GET /api/v1/audits/{auditId}/cases': worklistQuery,
  'GET /api/v1/audits/{auditId}/cases/{id}': pictureQuery,
  'GET /api/v1/audits/{auditId}/cases/{id}/log': caseLogQuery,
  'GET /api/v1/audits/{auditId}/figures': figureCasesQuery,
  'GET /api/v1/audits/readings': readingsQuery,
  'GET /api/v1/rules': rulesQuery,
  'GET /api/v1/registries/{id}/variables': variableQuery,
};

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

function operationsOf(item: PathItem): Operation[] {
  const { get, post, put, patch, head, options } = item;
  return [get, post, put, patch, head, options, item.delete].filter((each) => each !== undefined);
}

const problemSchema: JsonSchema = {
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

const problemResponse = {
  description: 'Refused: a problem document with a stable code',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};
