import type {
  AccessCase,
  AccessState,
  Context,
  Decide,
  IsOpen,
  Refusing,
  TrackTable,
} from './case.model.js';
import type { CommandOf } from './case.commands.js';
import { prohibitedUse } from './application.rules.js';
import { hasFlag } from './case.flag.machine.js';
import { needsEthicsClarified, needsExemption } from './case.kind.rules.js';
import { type ProposedSource, refuseUnreasonedDepartures } from './consultation.rules.js';
import { refuseUnsettledEthics } from './ethics.rules.js';
import { refuse, refuseSamePerson, textOf } from './refusal.rules.js';

/**
 * The access decision (vedtak om tilgjengeliggjøring), helseregisterloven section 19 a: a grant or a
 * refusal per source, proposed by one person and signed by another. Signing has three outcomes and
 * is therefore three commands; the proposal decides which of them stands open.
 */
export const accessTrack = {
  name: 'access',
  initial: 'draft',
  states: ['draft', 'proposed', 'granted', 'partly-granted', 'refused'] satisfies AccessState[],
  final: ['granted', 'partly-granted', 'refused'],
  keyedBy: null,
  transitions: {
    'propose-access-decision': {
      from: ['draft'],
      to: 'proposed',
      by: ['caseworker'],
      event: 'access-decision-proposed',
      during: ['in-assessment'],
    },
    'return-access-decision': {
      from: ['proposed'],
      to: 'draft',
      by: ['decision-maker'],
      event: 'access-decision-returned',
      during: ['in-assessment'],
    },
    'sign-access-grant': {
      from: ['proposed'],
      to: 'granted',
      by: ['decision-maker'],
      event: 'access-grant-signed',
      during: ['in-assessment'],
      moves: { application: 'decided' },
    },
    'sign-partial-access-grant': {
      from: ['proposed'],
      to: 'partly-granted',
      by: ['decision-maker'],
      event: 'partial-access-grant-signed',
      during: ['in-assessment'],
      moves: { application: 'decided' },
    },
    'sign-access-refusal': {
      from: ['proposed'],
      to: 'refused',
      by: ['decision-maker'],
      event: 'access-refusal-signed',
      during: ['in-assessment'],
      moves: { application: 'decided' },
    },
  },
} as const satisfies TrackTable;

type AccessCommand = keyof typeof accessTrack.transitions;

export const accessDecisions: { [Name in AccessCommand]: Decide<Name> } = {
  'propose-access-decision': (accessCase, command, context) =>
    refuseProposal(accessCase, command, context.today) ?? recordProposal(command, context),

  'return-access-decision': ({ tracks }, { reason }, context) => {
    const text = textOf(context, 'why the access decision was returned', reason);
    return (
      refuseSamePerson(tracks.access.proposedBy, context) ?? {
        facts: { returnReasonId: text.id },
        texts: [text],
      }
    );
  },

  'sign-access-grant': (accessCase, _, context) => sign(accessCase, context, 'granted'),
  'sign-partial-access-grant': (accessCase, _, context) =>
    sign(accessCase, context, 'partly-granted'),
  'sign-access-refusal': (accessCase, _, context) => sign(accessCase, context, 'refused'),
};

const maySign =
  (outcome: ReturnType<typeof outcomeOf>): IsOpen =>
  ({ tracks }, { personId }) =>
    outcomeOf(tracks) === outcome && tracks.access.proposedBy !== personId && mayDepart(tracks);

export const accessOpenings: Partial<Record<AccessCommand, IsOpen>> = {
  'return-access-decision': ({ tracks }, { personId }) => tracks.access.proposedBy !== personId,
  'sign-access-grant': maySign('granted'),
  'sign-partial-access-grant': maySign('partly-granted'),
  'sign-access-refusal': maySign('refused'),
};

/** Whether the proposal says why wherever it departs from advice, or does not await it. */
function mayDepart({ access, consultation }: AccessCase['tracks']): boolean {
  const reasoned = Object.keys(access.departureReasonIds ?? {});
  return refuseUnreasonedDepartures(consultation, access.sources ?? [], reasoned) === null;
}

/** What the proposal comes to when it is signed. */
export function outcomeOf({
  access,
}: AccessCase['tracks']): 'granted' | 'partly-granted' | 'refused' {
  const sources = access.sources ?? [];
  if (sources.every(({ isGranted }) => isGranted)) return 'granted';
  return sources.some(({ isGranted }) => isGranted) ? 'partly-granted' : 'refused';
}

export function grantedRegistryIds({ access }: AccessCase['tracks']): string[] {
  return (access.sources ?? [])
    .filter(({ isGranted }) => isGranted)
    .map(({ registryId }) => registryId);
}

function sign(
  accessCase: AccessCase,
  context: Context,
  outcome: ReturnType<typeof outcomeOf>,
): ReturnType<Decide<'sign-access-grant'>> {
  const same = refuseSamePerson(accessCase.tracks.access.proposedBy, context);
  if (same) return same;
  if (outcomeOf(accessCase.tracks) !== outcome) return refuse('proposal-says-otherwise');
  // What was settled when the decision was proposed may have changed or run out since.
  const { sources = [], threatensSociety = false, permitEndsOn } = accessCase.tracks.access;
  const reasoned = Object.keys(accessCase.tracks.access.departureReasonIds ?? {});
  const proposal = { sources, reasoned, threatensSociety, permitEndsOn };
  const unsettled = refuseUnsettled(accessCase, proposal, context.today);
  if (unsettled) return unsettled;
  return {
    facts: {
      signedBy: context.actor.personId,
      signedByName: context.actor.name,
      decidedOn: context.today,
    },
  };
}

type Proposal = CommandOf<'propose-access-decision'>;

function refuseProposal(accessCase: AccessCase, proposal: Proposal, today: string) {
  const { tracks } = accessCase;
  const { sources } = proposal;
  const asked = [...tracks.application.registryIds].sort().join();
  const answered = sources
    .map(({ registryId }) => registryId)
    .sort()
    .join();
  if (asked !== answered) {
    return refuse('sources-not-answered', {
      field: 'sources',
      rule: 'each source of the application is granted or refused, once',
      todo: 'answer for every registry of the application and no other',
    });
  }
  const reasoned = Object.keys(proposal.departureReasons ?? {});
  return refuseUnsettled(accessCase, { ...proposal, reasoned }, today);
}

interface Outcome {
  sources: readonly ProposedSource[];
  /** The registries from whose advice it is said why the decision departs. */
  reasoned: readonly string[];
  threatensSociety: boolean;
  permitEndsOn?: string | undefined;
}

/** What must be settled before a decision is proposed, and still be so when it is signed. */
function refuseUnsettled(
  { kind, tracks }: AccessCase,
  { sources, reasoned, permitEndsOn, threatensSociety }: Outcome,
  today: string,
): Refusing | null {
  const unreasoned = refuseUnreasonedDepartures(tracks.consultation, sources, reasoned);
  if (unreasoned) return unreasoned;
  if (!sources.some(({ isGranted }) => isGranted)) return null;

  // From here on something is granted.
  if (hasFlag(tracks, 'prohibited-use')) {
    return refuse('prohibited-use', prohibitedUse('sources'));
  }
  if (threatensSociety) {
    return refuse('security-bar', {
      field: 'threatensSociety',
      rule: 'data that can threaten basic functions of society are not released (section 19 a)',
      todo: 'refuse every source',
    });
  }
  const ethics = needsEthicsClarified(kind) ? refuseUnsettledEthics(tracks, today) : null;
  if (ethics) return ethics;
  if (
    needsExemption(kind) &&
    tracks.exemption.state !== 'granted' &&
    tracks.exemption.state !== 'not-needed'
  ) {
    return refuse('confidentiality-not-lifted', {
      field: 'exemption',
      rule: 'consent, another exception or an exemption lifts confidentiality (section 19 a)',
      todo: 'have the exemption signed, or find that none is needed',
    });
  }
  if (!permitEndsOn || permitEndsOn <= today) {
    return refuse('permit-end-missing', {
      field: 'permitEndsOn',
      rule: 'a grant ends on a date after today',
      todo: 'give the date when the permit ends',
    });
  }
  const { validUntilOn } = tracks.ethics;
  if (validUntilOn && permitEndsOn > validUntilOn) {
    return refuse('permit-outlives-rek-approval', {
      field: 'permitEndsOn',
      rule: 'the permit ends no later than the approval from REK',
      todo: 'choose an earlier date',
    });
  }
  return null;
}

function recordProposal(command: Proposal, context: Context) {
  const reasons = command.sources.map(({ reason }) => textOf(context, 'reason per source', reason));
  const criteria = Object.entries(command.criteria).map(
    ([criterion, body]) => [criterion, textOf(context, `access: ${criterion}`, body)] as const,
  );
  const departures = Object.entries(command.departureReasons ?? {}).map(
    ([registryId, body]) =>
      [registryId, textOf(context, 'why the advice is departed from', body)] as const,
  );
  const facts = textOf(context, 'facts of the decision', command.facts);
  const considerations = textOf(context, 'main considerations', command.considerations);
  const conditions = command.conditions.map((body) => textOf(context, 'condition', body));
  return {
    facts: {
      sources: command.sources.map(({ registryId, isGranted }, index) => ({
        registryId,
        isGranted,
        reasonId: reasons[index]?.id,
      })),
      criteriaIds: Object.fromEntries(criteria.map(([criterion, { id }]) => [criterion, id])),
      departureReasonIds: Object.fromEntries(departures.map(([id, text]) => [id, text.id])),
      threatensSociety: command.threatensSociety,
      factsId: facts.id,
      considerationsId: considerations.id,
      conditionIds: conditions.map(({ id }) => id),
      ...(command.permitEndsOn && { permitEndsOn: command.permitEndsOn }),
      proposedBy: context.actor.personId,
      proposedByName: context.actor.name,
    },
    texts: [
      ...reasons,
      ...criteria.map(([, text]) => text),
      ...departures.map(([, text]) => text),
      facts,
      considerations,
      ...conditions,
    ],
  };
}
