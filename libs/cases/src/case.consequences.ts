import type { Base, LetterOrder, Recipient } from '../../letters/src/letter.templates.js';
import { grantedRegistryIds, outcomeOf } from './case.access.machine.js';
import type { AccessCase, CaseEvent, Context } from './case.model.js';
import { preliminaryReplyDueOn } from './case.waiting.rules.js';

/** Work that follows an event; the shell turns each into an outbox row. */
export type Job =
  | { job: 'create-domain' }
  | { job: 'destroy-domain' }
  | { job: 'note-disclosure'; registryId: string };

export interface Consequences {
  letters: LetterOrder[];
  jobs: Job[];
}

const nothing: Consequences = { letters: [], jobs: [] };

type Follow = (accessCase: AccessCase, event: CaseEvent, context: Context) => Consequences;

/** What each event causes, or explicitly nothing. An event missing here fails the tests. */
export const consequences: Readonly<Record<string, Follow | 'nothing'>> = {
  'draft-edited': 'nothing',
  submitted: (accessCase, _, context) => letter(receipt(accessCase, context)),
  withdrawn: 'nothing',
  'case-taken': 'nothing',
  'found-complete': 'nothing',
  'case-closed': 'nothing',

  'rek-required': 'nothing',
  'rek-found-not-required': 'nothing',
  'forwarded-to-rek': (accessCase, _, context) => letter(rekForwarding(accessCase, context)),
  'acknowledged-at-rek': 'nothing',
  'rek-approval-recorded': 'nothing',
  'rek-rejection-recorded': 'nothing',

  'registry-consulted': (accessCase, event, context) =>
    letter(consultation(accessCase, event, context)),
  'advice-given': 'nothing',
  'consultation-cancelled': 'nothing',

  'exemption-found-not-needed': 'nothing',
  'exemption-proposed': 'nothing',
  'exemption-returned': 'nothing',
  // Both decisions go out in one letter, with the access decision.
  'exemption-signed': 'nothing',

  'access-decision-proposed': 'nothing',
  'access-decision-returned': 'nothing',
  'access-grant-signed': (accessCase, _, context) => letter(decision(accessCase, context)),
  'partial-access-grant-signed': (accessCase, _, context) => letter(decision(accessCase, context)),
  'access-refusal-signed': (accessCase, _, context) => letter(decision(accessCase, context)),

  'permit-issued': 'nothing',
  'permit-ended': 'nothing',

  'linkage-ordered': 'nothing',
  'linkage-domain-ordered': () => ({ letters: [], jobs: [{ job: 'create-domain' }] }),
  'domain-created': 'nothing',
  'key-file-recorded': 'nothing',
  'linkage-completed': 'nothing',
  'key-destruction-ordered': () => ({ letters: [], jobs: [{ job: 'destroy-domain' }] }),
  'keys-destroyed': (accessCase, _, context) => letter(certificate(accessCase, context)),

  'delivery-ordered': (accessCase, event, context) =>
    letter(deliveryOrder(accessCase, event, context)),
  'delivery-promised': 'nothing',
  // helseregisterloven section 19 h: data are disclosed when they are delivered.
  delivered: (_, { registryId }) => ({
    letters: [],
    jobs: registryId === null ? [] : [{ job: 'note-disclosure', registryId }],
  }),
  'receipt-confirmed': 'nothing',
  'deletion-confirmed': 'nothing',
};

/**
 * The letters and jobs of an event.
 *
 * @param accessCase the case as it is after the event.
 * @param context with the event's own texts among its texts.
 */
export function consequencesOf(
  accessCase: AccessCase,
  event: CaseEvent,
  context: Context,
): Consequences {
  const follow = consequences[event.type];
  if (follow === undefined) throw new Error(`No consequences decided for ${event.type}`);
  return follow === 'nothing' ? nothing : follow(accessCase, event, context);
}

function letter(order: LetterOrder): Consequences {
  return { letters: [order], jobs: [] };
}

function receipt({ reference, tracks, applicantId }: AccessCase, context: Context): LetterOrder {
  const submittedOn = context.today;
  return {
    kind: 'receipt',
    recipient: applicant(applicantId, context),
    data: {
      ...base(reference, context),
      submittedOn,
      preliminaryReplyDueOn: preliminaryReplyDueOn(submittedOn),
      registryNames: names(tracks.application.registryIds, context),
    },
  };
}

function rekForwarding({ reference, tracks }: AccessCase, context: Context): LetterOrder {
  const { purpose = '', protocolReference = '' } = context.draft;
  return {
    kind: 'rek-forwarding',
    recipient: {
      kind: 'rek',
      id: null,
      lines: ['Regionale komiteer for medisinsk og helsefaglig forskningsetikk (REK)'],
    },
    data: {
      ...base(reference, context),
      purpose,
      protocolReference,
      registryNames: names(tracks.application.registryIds, context),
    },
  };
}

function consultation(
  { reference, tracks }: AccessCase,
  { registryId }: CaseEvent,
  context: Context,
): LetterOrder {
  const id = registryId ?? '';
  const { questionId = '', answerDueOn = '' } = tracks.consultation[id] ?? {};
  return {
    kind: 'consultation',
    recipient: registry(id, context),
    data: {
      ...base(reference, context),
      registryName: nameOf(id, context),
      purpose: context.draft.purpose ?? '',
      variables: variablesOf(id, context),
      question: textFor(questionId, context),
      answerDueOn,
    },
  };
}

function decision({ reference, tracks, applicantId }: AccessCase, context: Context): LetterOrder {
  const { access, exemption, ethics } = tracks;
  return {
    kind: 'decision',
    recipient: applicant(applicantId, context),
    data: {
      ...base(reference, context),
      // The caseworker who answers for the case is the one who drafted its decision.
      caseworkerName: access.proposedByName ?? null,
      decidedOn: access.decidedOn ?? context.today,
      decisionMakerName: access.signedByName ?? '',
      outcome: outcomeOf(tracks),
      sources: (access.sources ?? []).map(({ registryId, isGranted, reasonId }) => ({
        registryName: nameOf(registryId, context),
        variables: variablesOf(registryId, context),
        isGranted,
        reason: textFor(reasonId, context),
      })),
      exemption:
        exemption.state === 'granted'
          ? {
              decidedOn: exemption.decidedOn ?? '',
              decisionMakerName: exemption.signedByName ?? '',
              legalBasis: exemption.legalBasis ?? '',
              reason: Object.values(exemption.criteriaIds ?? {})
                .map((id) => textFor(id, context))
                .join('\n\n'),
            }
          : null,
      rek:
        ethics.state === 'approved'
          ? { reference: ethics.rekReference ?? '', validUntilOn: ethics.validUntilOn ?? '' }
          : null,
      facts: textFor(access.factsId, context),
      considerations: textFor(access.considerationsId, context),
      conditions: (access.conditionIds ?? []).map((id) => textFor(id, context)),
      permitEndsOn: grantedRegistryIds(tracks).length > 0 ? (access.permitEndsOn ?? null) : null,
    },
  };
}

/** A submitted application has its period; a draft has no order. */
const unknownPeriod = { fromOn: '', toOn: '' };

function deliveryOrder(
  { reference, tracks }: AccessCase,
  { registryId }: CaseEvent,
  context: Context,
): LetterOrder {
  const id = registryId ?? '';
  const { dataPeriod = unknownPeriod, recipientEnvironment = '' } = context.draft;
  return {
    kind: 'delivery-order',
    recipient: registry(id, context),
    data: {
      ...base(reference, context),
      registryName: nameOf(id, context),
      permitReference: tracks.permit.permitReference ?? '',
      permitEndsOn: tracks.permit.endsOn ?? '',
      variables: variablesOf(id, context),
      dataPeriod,
      recipientEnvironment,
    },
  };
}

function certificate(
  { reference, tracks, applicantId }: AccessCase,
  context: Context,
): LetterOrder {
  const { linkage, permit } = tracks;
  return {
    kind: 'destruction-certificate',
    recipient: applicant(applicantId, context),
    data: {
      ...base(reference, context),
      permitReference: permit.permitReference ?? '',
      domainId: linkage.domainId ?? '',
      destroyedAt: linkage.destroyedAt ?? '',
      orderedByName: linkage.orderedByName ?? '',
      serialNumberCount: linkage.serialNumberCount ?? 0,
      certificateSha256: linkage.certificateSha256 ?? '',
    },
  };
}

function base(caseReference: string, context: Context): Base {
  const { draft, applicantName, assigneeName, today } = context;
  return {
    caseReference,
    projectTitle: draft.title ?? '',
    applicantName,
    institutionName: draft.institutionName ?? '',
    letterOn: today,
    caseworkerName: assigneeName,
  };
}

function applicant(id: string, { applicantName, draft }: Context): Recipient {
  const lines = [applicantName, draft.institutionName ?? '', ...(draft.postalAddress ?? [])];
  return { kind: 'applicant', id, lines: lines.filter((line) => line !== '') };
}

function registry(id: string, context: Context): Recipient {
  return { kind: 'registry', id, lines: [nameOf(id, context)] };
}

function names(registryIds: readonly string[], context: Context): string[] {
  return registryIds.map((id) => nameOf(id, context));
}

function nameOf(registryId: string, { registries }: Context): string {
  return registries[registryId]?.name ?? registryId;
}

function variablesOf(registryId: string, { draft }: Context): string {
  return draft.sources?.find((source) => source.registryId === registryId)?.variables ?? '';
}

function textFor(id: string | undefined, { texts }: Context): string {
  const body = texts[id ?? ''];
  if (body === undefined) throw new Error('A letter lacks a text that its case refers to');
  return body;
}
