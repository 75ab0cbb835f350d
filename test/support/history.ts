import { addDays, type CaseCommand, CaseService, type Draft } from '#cases';
import type { Actor } from '#parties';
import type { Database } from '#platform';
import { criteriaInForce } from '../../libs/letters/src/rules/rule-book.rules.js';
import { FixedClock } from './given.js';
import {
  people,
  screenedAs,
  type Step,
  wholeApplication,
  wholeStatisticsRequest,
} from './journey.js';

/** One step of a case in the past: who gave which command on which day. */
interface Dated {
  on: string;
  by: Actor;
  command: Step['command'];
}

export interface PastCase {
  kind: 'individual-level' | 'statistics';
  receivedOn: string;
  /** The day on which all of it had been delivered. */
  deliveredOn: string;
  registryIds: readonly string[];
  /** The registries whose own controllers decide. */
  controllers: ReadonlySet<string>;
  /** Data of several registries joined on serial numbers before they are delivered. */
  isLinked: boolean;
  /** What is ordered on which day, where it is not all of each registry at once. */
  orders?: readonly PastOrder[];
}

export interface PastOrder {
  registryId: string;
  deliveredOn: string;
}

const sha256 = 'a'.repeat(64);
const period = { fromOn: '2010-01-01', toOn: '2020-12-31' };
const variables = [
  { name: 'Diagnosekode', justification: 'Avgrenser utvalget' },
  { name: 'Måned', justification: 'Følger forløpet over tid' },
];

/**
 * Plays cases of the past, each by the commands its people gave, several at a time: each lane has a
 * clock of its own, which stands where its case is.
 */
export async function playHistory(
  db: Database,
  cases: readonly PastCase[],
  lanes = 6,
): Promise<void> {
  const left = [...cases];
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      const clock = new FixedClock();
      const service = new CaseService(db, clock);
      for (let next = left.shift(); next; next = left.shift()) await play(service, clock, next);
    }),
  );
}

async function play(service: CaseService, clock: FixedClock, past: PastCase): Promise<void> {
  clock.at = timeOn(past.receivedOn);
  const { kind } = past;
  const id = await service.create(people.applicant, { language: 'nb', kind });
  let version = 1;
  for (const { on, by, command } of stepsOf(past)) {
    clock.at = timeOn(on);
    ({ version } = await service.execute(id, { ...command, version } as CaseCommand, by));
  }
}

function stepsOf(past: PastCase): Dated[] {
  const { receivedOn, deliveredOn, kind } = past;
  const decidedOn = addDays(deliveredOn, -2);
  const completeOn = addDays(receivedOn, 1);
  const at = (on: string, by: keyof typeof people, ...commands: Step['command'][]): Dated[] =>
    commands.map((command) => ({ on, by: people[by], command }));
  return [
    ...at(
      receivedOn,
      'applicant',
      { type: 'edit-draft', application: draftOf(past) },
      { type: 'submit' },
    ),
    ...at(completeOn, 'caseworker', { type: 'take-case', isImpartial: true }),
    ...at(completeOn, 'decisionMaker', { type: 'declare-impartial' }),
    ...at(completeOn, 'caseworker', screenedAs(kind), { type: 'find-complete' }),
    ...(kind === 'individual-level'
      ? at(
          completeOn,
          'caseworker',
          { type: 'find-rek-not-required', reason: 'Helsetjenesteforskning' },
          {
            type: 'find-exemption-not-needed',
            legalBasis: 'hrl-19e',
            exceptions: ownOf(past).map((registryId) => ({
              registryId,
              exception: 'other-exception',
              reason: 'Et annet unntak gjelder',
            })),
          },
        )
      : []),
    ...decided(past, decidedOn, at),
    ...(past.isLinked ? linked(past, decidedOn, at) : []),
    ...ordersOf(past).flatMap((order) => delivered(past, order)),
  ];
}

type At = (on: string, by: keyof typeof people, ...commands: Step['command'][]) => Dated[];

function decided(past: PastCase, on: string, at: At): Dated[] {
  const { kind } = past;
  const criteria =
    criteriaInForce(kind === 'statistics' ? 'hrl-19' : 'hrl-19a', on)?.criteria ?? [];
  return [
    ...past.registryIds
      .filter((id) => past.controllers.has(id))
      .flatMap((registryId) =>
        at(on, 'caseworker', {
          type: 'record-controller-grant',
          registryId,
          decidedOn: on,
          controllerReference: '2024/1',
        }),
      ),
    ...at(
      on,
      'caseworker',
      ...criteria.map(({ id }) => ({
        type: 'assess-criterion' as const,
        decisionObject: 'access' as const,
        criterion: id,
        isMet: true,
        reason: 'Vurdert ut fra søknaden',
      })),
      {
        type: 'propose-access-decision',
        sources: ownOf(past).map((registryId) => ({
          registryId,
          isGranted: true,
          reason: 'Nødvendig for formålet',
          variables: variables.map(({ name }) => ({ name, isGranted: true })),
        })),
        facts: 'Søknaden gjelder voksne.',
        considerations: 'Nytten veier tyngre enn ulempen.',
        conditions: [],
        permitEndsOn: addDays(on, 1_000),
        ...(kind === 'statistics' && {
          statistics: {
            minimumCellSize: 5,
            deliveryRoute: 'Portalen',
            safeguards: 'Tall under fem vises ikke.',
          },
        }),
      },
    ),
    ...at(on, 'decisionMaker', { type: 'sign-access-grant' }),
    ...at(on, 'caseworker', { type: 'issue-permit' }),
  ];
}

function linked(past: PastCase, on: string, at: At): Dated[] {
  return [
    ...at(on, 'caseworker', { type: 'order-linkage', linker: 'Folkehelseinstituttet' }),
    ...at(on, 'custodian', { type: 'create-linkage-domain' }),
    ...at(on, 'system', { type: 'record-domain-created' }),
    ...past.registryIds.flatMap((registryId) =>
      at(on, 'system', {
        type: 'record-key-file',
        registryId,
        runId: '11111111-1111-4111-8111-111111111111',
        rows: 10,
        accepted: 8,
        repeated: 1,
        invalid: 1,
        inputSha256: sha256,
        keyFileSha256: sha256,
      }),
    ),
    ...at(on, 'custodian', { type: 'complete-linkage' }),
  ];
}

/** Each order, numbered by the round it is of its registry. */
function ordersOf(past: PastCase): (PastOrder & { deliveryId: string })[] {
  const rounds = new Map<string, number>();
  const orders =
    past.orders ??
    past.registryIds.map((registryId) => ({ registryId, deliveredOn: past.deliveredOn }));
  return orders.map((order) => {
    const round = (rounds.get(order.registryId) ?? 0) + 1;
    rounds.set(order.registryId, round);
    return { ...order, deliveryId: `${order.registryId}.${round}` };
  });
}

function delivered(
  { kind }: PastCase,
  { registryId, deliveredOn, deliveryId }: PastOrder & { deliveryId: string },
): Dated[] {
  const by: Actor = { ...people.deliveryNpr, roles: [{ role: 'registry-delivery', registryId }] };
  const orderedOn = addDays(deliveredOn, -1);
  return [
    { on: orderedOn, by: people.caseworker, command: { type: 'order-delivery', registryId } },
    {
      on: orderedOn,
      by,
      command: { type: 'promise-delivery', deliveryId, promisedOn: deliveredOn },
    },
    { on: orderedOn, by, command: { type: 'start-preparation', deliveryId } },
    { on: orderedOn, by, command: { type: 'report-quality-check', deliveryId } },
    {
      on: deliveredOn,
      by,
      command: {
        type: 'report-delivered',
        deliveryId,
        files: [{ name: 'data.csv', rowCount: 8, sha256 }],
        fileCount: 1,
        rowCount: 8,
        variables: variables.map(({ name }) => name),
        period,
        ...(kind === 'statistics'
          ? { handOver: 'file-transfer', handOverPlace: 'Filoverføring' }
          : { handOver: 'secure-environment' }),
      },
    },
  ];
}

function ownOf({ registryIds: all, controllers }: PastCase): string[] {
  return all.filter((id) => !controllers.has(id));
}

function draftOf({ kind, registryIds: ids, receivedOn, isLinked }: PastCase): Draft {
  const whole = (kind === 'statistics' ? wholeStatisticsRequest : wholeApplication) as Draft;
  const starts = addDays(receivedOn, -30);
  return {
    ...whole,
    sources: ids.map((registryId) => ({ registryId, variables })),
    sourceDatasets: ids.map((source) => ({
      source,
      dataset: 'Hele registeret',
      country: 'NO',
      controller: 'Folkehelseinstituttet',
      decidedBy: 'Helsedataservice',
    })),
    registryPurposeFit: ids.map((source) => ({ source, fit: 'Registeret skal gi kunnskap.' })),
    dataPeriod: period,
    dataPeriods: ids.map((source) => ({ source, group: 'cohort', ...period })),
    projectStartsOn: starts,
    projectEndsOn: addDays(starts, 1_500),
    ...(kind === 'individual-level'
      ? {
          confidentialityPerSource: ids.map((source) => ({
            source,
            ground: 'dispensation-registry',
            soughtOrGiven: 'sought',
          })),
          accessPeriod: { fromOn: addDays(receivedOn, 60), toOn: addDays(receivedOn, 1_000) },
          linkageMethod: isLinked ? 'identity-number' : 'none',
        }
      : {
          statTables: ids.map((source, index) => ({
            order: index + 1,
            title: 'Tilfeller etter alder og fylke',
            source,
            population: 'Alle',
            rowVariables: 'Aldersgruppe',
            columnVariables: 'Fylke',
            percentages: 'row',
          })),
        }),
  };
}

function timeOn(on: string): Date {
  return new Date(`${on}T09:00:00.000Z`);
}
