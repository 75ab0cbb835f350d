import type { LetterOrder } from '../../../letters/src/wording/letter.templates.js';
import type {
  DeliveryFrame,
  NamedPerson,
  PermitNews,
} from '../../../letters/src/wording/letter.permit.templates.js';
import { grantedRegistryIds, variablesAsked } from '../decisions/case.access.rules.js';
import type { Draft } from '../application/application.rules.js';
import type { AccessCase, Context } from '../case.model.js';
import { applicant, base, nameOf, operator, registry } from '../consequence.model.js';

/**
 * What a new version of a permit, or its end, is told to whom (d64 R9.3.6, R9.4.11): the holder gets
 * the permit itself, each registry the order as it now stands, and those who run the environment
 * what they act on.
 */
export function permitLetters(
  accessCase: AccessCase,
  what: PermitNews,
  fromAt: string,
  context: Context,
): LetterOrder[] {
  return [
    ...(what === 'revoked' || what === 'ended'
      ? []
      : [permitDocument(accessCase, what, fromAt, context)]),
    // A first version is told to the registries by their orders.
    ...(what === 'issued' ? [] : registryNotices(accessCase, what, fromAt, context)),
    ...environmentNotices(accessCase, what, fromAt, context),
  ];
}

type Gone = 'revoked' | 'ended';

function permitDocument(
  { applicantId, reference, tracks }: AccessCase,
  what: Exclude<PermitNews, Gone>,
  fromAt: string,
  context: Context,
): LetterOrder {
  const { permit } = tracks;
  const content = context.permitContent;
  const granted = grantedIn(context);
  return {
    kind: 'permit',
    recipient: applicant(applicantId, context),
    data: {
      ...base(reference, context),
      permitReference: permit.permitReference ?? '',
      version: permit.versions?.at(-1)?.version ?? 1,
      what,
      decidedOn: content?.decidedOn ?? context.today,
      decisionMakerName: content?.signedByName ?? '',
      fromAt,
      endsOn: permit.endsOn ?? '',
      purpose: granted.purpose ?? '',
      sources: (granted.sources ?? []).map(({ registryId }) => ({
        registryName: nameOf(registryId, context),
        variables: variablesAsked(granted, registryId).join(', '),
      })),
      dataPeriod: periodOf(granted),
      namedPersons: namedPersonsOf(granted, context),
      recipientEnvironment: granted.recipientEnvironment ?? null,
      conditions: content?.conditions ?? [],
    },
  };
}

function registryNotices(
  { reference, tracks }: AccessCase,
  what: Exclude<PermitNews, 'issued'>,
  fromAt: string,
  context: Context,
): LetterOrder[] {
  const { permit } = tracks;
  const granted = grantedIn(context);
  const isOver = what === 'revoked' || what === 'ended';
  return grantedRegistryIds(tracks).map((registryId) => ({
    kind: 'permit-notice',
    recipient: registry(registryId, context),
    data: {
      ...base(reference, context),
      permitReference: permit.permitReference ?? '',
      what,
      fromAt,
      endsOn: permit.endsOn ?? '',
      registryName: nameOf(registryId, context),
      order: isOver ? null : frameOf(granted, variablesAsked(granted, registryId)),
    },
  }));
}

/** None where the answer is figures: nobody works with them in an environment. */
function environmentNotices(
  { reference, tracks }: AccessCase,
  what: PermitNews,
  fromAt: string,
  context: Context,
): LetterOrder[] {
  const { permit } = tracks;
  const granted = grantedIn(context);
  const { recipientEnvironment } = granted;
  if (recipientEnvironment === undefined || recipientEnvironment === '') return [];
  return [
    {
      kind: 'environment-notice',
      recipient: operator(granted),
      data: {
        ...base(reference, context),
        permitReference: permit.permitReference ?? '',
        what,
        fromAt,
        endsOn: permit.endsOn ?? '',
        recipientEnvironment,
        isOpen: what !== 'revoked' && what !== 'ended',
        namedPersons: namedPersonsOf(granted, context),
      },
    },
  ];
}

/** The frame of a delivery: what, from when, to where. */
export function frameOf(granted: Draft, variables: readonly string[]): DeliveryFrame {
  return {
    variables: variables.join(', '),
    dataPeriod: periodOf(granted),
    recipientEnvironment: granted.recipientEnvironment ?? null,
  };
}

/** What the version in force gives; where it was not looked up, the application. */
function grantedIn({ permitContent, draft }: Context): Draft {
  return permitContent?.granted ?? draft;
}

function periodOf({ dataPeriod }: Draft): DeliveryFrame['dataPeriod'] {
  const { fromOn, toOn } = dataPeriod ?? {};
  return fromOn !== undefined && toOn !== undefined ? { fromOn, toOn } : null;
}

/** Those whom the application names as users of the data; always the project leader. */
function namedPersonsOf(granted: Draft, { applicantName }: Context): NamedPerson[] {
  const leader = { name: applicantName, organisation: granted.institutionName ?? '' };
  const users = granted['namedUsers'];
  const others = (Array.isArray(users) ? (users as Partial<NamedPerson>[]) : [])
    .map(({ name = '', organisation = '' }) => ({ name, organisation }))
    .filter(({ name }) => name !== '' && name !== applicantName);
  return [leader, ...others];
}
