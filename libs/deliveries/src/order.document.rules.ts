import { z } from 'zod';
import type { AccessCase } from '../../cases/src/case.model.js';
import { frameFor } from '../../cases/src/delivery/delivery.frame.rules.js';
import type { PermitContent } from '../../cases/src/permits/permit.content.model.js';
import { type Cell, csvLine } from '../../platform/src/http/csv.rules.js';

const day = z.iso.date();
const period = z.strictObject({ fromOn: day, toOn: day });
/** The answers of the application as they were granted, under the names of its form. */
const answers = z.record(z.string(), z.unknown());

/**
 * An order as a registry extracts from it. It *is* the approved list: every fact of it comes from the
 * version of the permit in force, and of the linkage, and nobody types it
 * (helseregisterloven section 19 a sixth paragraph).
 */
export const orderDocument = z.strictObject({
  schemaVersion: z.literal(1),
  deliveryId: z.string(),
  caseReference: z.string(),
  projectTitle: z.string(),
  kind: z.enum(['first', 'partial', 'recurring']),
  round: z.int().min(1),
  state: z.string(),
  orderedOn: day.nullable(),
  dueOn: day.nullable(),
  promisedOn: day.nullable(),
  interval: z.enum(['yearly', 'every-four-months']).nullable(),
  permit: z.strictObject({
    permitId: z.string(),
    version: z.int().min(1),
    decidedOn: day,
    endsOn: day,
    conditions: z.array(z.string()),
  }),
  registry: z.strictObject({
    registryId: z.string(),
    name: z.string(),
    controller: z.string().nullable(),
  }),
  variables: z.array(z.strictObject({ name: z.string(), variableId: z.uuid().nullable() })).min(1),
  period: period.nullable(),
  population: answers,
  detail: answers,
  pseudonyms: z.strictObject({
    identificationLevel: z.string().nullable(),
    isLinked: z.boolean(),
    linker: z.string().nullable(),
    keyFile: z.string().nullable(),
    keyFileState: z.string().nullable(),
    keyFileSha256: z.string().nullable(),
    serialNumbers: z.int().min(0).nullable(),
    serialPrefix: z.string().nullable(),
    hasSeparatePseudonyms: z.boolean(),
  }),
  recipient: z.strictObject({
    institutionName: z.string().nullable(),
    institutionNumber: z.string().nullable(),
    projectLeader: z.string(),
    recipientEnvironment: z.string().nullable(),
  }),
});

export type OrderDocument = z.infer<typeof orderDocument>;

const populationAnswers = [
  'cohortFormation',
  'inclusionCriteria',
  'exclusionCriteria',
  'cohortArea',
  'groupSizes',
  'extractionMethod',
  'controlsWanted',
  'controlsCriteria',
  'relativesWanted',
  'relativesKinds',
];

const detailAnswers = ['placeDetail', 'dateDetail', 'minimisation'];

/** The order of one round; null where the permit gives nothing from the registry any more. */
export function orderFor(
  { reference, tracks }: AccessCase,
  deliveryId: string,
  content: PermitContent,
  registry: { name: string; controller: string | null },
): OrderDocument | null {
  const delivery = tracks.delivery[deliveryId];
  const registryId = delivery?.registryId ?? '';
  const frame = frameFor(content, registryId);
  if (!delivery || !frame) return null;
  const { orderedVariables } = delivery;
  const names = orderedVariables
    ? frame.variables.filter((name) => orderedVariables.includes(name))
    : frame.variables;
  const { granted } = content;
  const source = (granted.sources ?? []).find((each) => each.registryId === registryId);
  const idOf = (name: string) =>
    source?.variables?.find((variable) => variable.name === name)?.variableId ?? null;
  const { linkage, 'key-file': keyFiles } = tracks;
  const planned = linkage.plan?.registries.find((each) => each.registryId === registryId);
  const keyFile = keyFiles[registryId];
  return {
    schemaVersion: 1,
    deliveryId,
    caseReference: reference,
    projectTitle: granted.title ?? '',
    kind: delivery.kind ?? 'first',
    round: delivery.round ?? 1,
    state: delivery.state,
    orderedOn: delivery.orderedOn ?? null,
    dueOn: delivery.dueOn ?? null,
    promisedOn: delivery.promisedOn ?? null,
    interval: delivery.interval ?? null,
    permit: {
      permitId: content.permitId,
      version: content.version,
      decidedOn: content.decidedOn,
      endsOn: content.endsOn,
      conditions: content.conditions,
    },
    registry: { registryId, ...registry },
    variables: names.map((name) => ({ name, variableId: idOf(name) })),
    period: frame.period,
    population: answered(granted, populationAnswers),
    detail: answered(granted, detailAnswers),
    pseudonyms: {
      identificationLevel: granted.identificationLevel ?? null,
      isLinked: linkage.state !== 'none',
      linker: linkage.linker ?? null,
      keyFile: planned?.keyFile ?? null,
      keyFileState: keyFile?.state ?? null,
      keyFileSha256: keyFile?.keyFileSha256 ?? null,
      serialNumbers: keyFile?.accepted ?? null,
      serialPrefix: linkage.plan?.serialPrefix ?? null,
      hasSeparatePseudonyms: linkage.plan?.hasSeparatePseudonyms ?? false,
    },
    recipient: {
      institutionName: granted.institutionName ?? null,
      institutionNumber: granted.institutionNumber ?? null,
      projectLeader: content.projectLeader,
      recipientEnvironment: frame.recipientEnvironment,
    },
  };
}

const columns: readonly (readonly [
  string,
  (order: OrderDocument, variable: OrderDocument['variables'][number]) => Cell,
])[] = [
  ['order', ({ deliveryId }) => deliveryId],
  ['case', ({ caseReference }) => caseReference],
  ['permit', ({ permit }) => permit.permitId],
  ['permit_ends_on', ({ permit }) => permit.endsOn],
  ['registry_id', ({ registry }) => registry.registryId],
  ['registry', ({ registry }) => registry.name],
  ['kind', ({ kind }) => kind],
  ['round', ({ round }) => round],
  ['due_on', ({ promisedOn, dueOn }) => promisedOn ?? dueOn],
  ['variable', (_, { name }) => name],
  ['variable_id', (_, { variableId }) => variableId],
  ['data_from_on', ({ period: within }) => within?.fromOn],
  ['data_to_on', ({ period: within }) => within?.toOn],
  ['population', ({ population }) => asText(population['inclusionCriteria'])],
  ['area', ({ population }) => asText(population['cohortArea'])],
  ['date_detail', ({ detail }) => asText(detail['dateDetail'])],
  ['place_detail', ({ detail }) => asText(detail['placeDetail'])],
  ['identification', ({ pseudonyms }) => pseudonyms.identificationLevel],
  ['key_file', ({ pseudonyms }) => pseudonyms.keyFile],
  ['key_file_sha256', ({ pseudonyms }) => pseudonyms.keyFileSha256],
  ['institution', ({ recipient }) => recipient.institutionName],
  ['deliver_to', ({ recipient }) => recipient.recipientEnvironment],
];

/** The same order as a table: a row for each variable. */
export function orderCsv(order: OrderDocument): string {
  return [
    csvLine(columns.map(([name]) => name)),
    ...order.variables.map((variable) =>
      csvLine(columns.map(([, valueOf]) => valueOf(order, variable))),
    ),
  ].join('');
}

function answered(granted: PermitContent['granted'], names: readonly string[]) {
  return Object.fromEntries(
    names.flatMap((name) => (granted[name] === undefined ? [] : [[name, granted[name]]])),
  );
}

function asText(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
