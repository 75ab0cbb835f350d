import { recordProposal, refuseSources } from './access-proposal.rules.js';
import { outcomeOf } from './case.access.rules.js';
import { prohibitedUse } from '../application/application.rules.js';
import { hasFlag } from '../intake/case.flag.machine.js';
import { needsEthicsClarified, needsExemption } from '../case.kind.rules.js';
import { criteriaFor, refuseUnassessed, refuseUnmet } from './case.assessment.rules.js';
import { exemptionEndOf, exemptionsProposed, liftingOf } from './case.exemption.rules.js';
import type { AccessCase, Context, Decide, IsOpen, Refusing, TrackTable } from '../case.model.js';
import { type ProposedSource, refuseUnreasonedDepartures } from '../advice/consultation.rules.js';
import { refuseIncompleteLetter } from './decision-letter.rules.js';
import type { AccessState, SourceAnswer } from './decision.model.js';
import { refuseUnsettledEthics } from '../advice/ethics.rules.js';
import { recordDraft } from './proposal.rules.js';
import { refuseChange, refuseEffectDay } from '../permits/permit.change.rules.js';
import { refuse, refuseSamePerson, textOf } from '../refusal.rules.js';

export { grantedRegistryIds, outcomeOf } from './case.access.rules.js';

/**
 * The access decision (vedtak om tilgjengeliggjøring), helseregisterloven section 19 a, for figures
 * section 19: a grant or a refusal per source and variable, proposed by one person and signed by
 * another. Signing has three outcomes and is therefore three commands; the proposal decides which
 * of them stands open.
 */
export const accessTrack = {
  name: 'access',
  initial: 'draft',
  states: ['draft', 'proposed', 'granted', 'partly-granted', 'refused'] satisfies AccessState[],
  final: ['granted', 'partly-granted', 'refused'],
  keyedBy: null,
  transitions: {
    'draft-access-decision': {
      from: ['draft'],
      to: 'draft',
      by: ['caseworker'],
      event: 'access-decision-drafted',
      during: ['in-assessment'],
    },
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
      during: ['in-assessment', 'awaiting-information'],
    },
    'sign-access-grant': {
      from: ['proposed'],
      to: 'granted',
      by: ['decision-maker'],
      event: 'access-grant-signed',
      during: ['in-assessment'],
      moves: { application: 'decided' },
      needsFreshSignIn: true,
    },
    'sign-partial-access-grant': {
      from: ['proposed'],
      to: 'partly-granted',
      by: ['decision-maker'],
      event: 'partial-access-grant-signed',
      during: ['in-assessment'],
      moves: { application: 'decided' },
      needsFreshSignIn: true,
    },
    'sign-access-refusal': {
      from: ['proposed'],
      to: 'refused',
      by: ['decision-maker'],
      event: 'access-refusal-signed',
      during: ['in-assessment'],
      moves: { application: 'decided' },
      needsFreshSignIn: true,
    },
  },
} as const satisfies TrackTable;

type AccessCommand = keyof typeof accessTrack.transitions;

export const accessDecisions: { [Name in AccessCommand]: Decide<Name> } = {
  'draft-access-decision': (_, { proposal }, context) =>
    recordDraft(proposal, 'access decision', context),

  'propose-access-decision': (accessCase, command, context) =>
    refuseSources(accessCase, command.sources, context) ??
    refuseUnready(
      accessCase,
      { ...command, reasoned: Object.keys(command.departureReasons ?? {}) },
      context,
    ) ??
    refuseEffectDay(accessCase, command, context) ??
    recordProposal(command, context),

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
    outcomeOf(tracks) === outcome &&
    tracks.access.proposedBy !== personId &&
    mayDepart(tracks) &&
    exemptionsProposed(tracks).length === 0;

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

function sign(
  accessCase: AccessCase,
  context: Context,
  outcome: ReturnType<typeof outcomeOf>,
): ReturnType<Decide<'sign-access-grant'>> {
  const { access } = accessCase.tracks;
  const same = refuseSamePerson(access.proposedBy, context);
  if (same) return same;
  if (outcomeOf(accessCase.tracks) !== outcome) return refuse('proposal-says-otherwise');
  // What was settled when the decision was proposed may have changed or run out since.
  const { sources = [], permitEndsOn, statistics } = access;
  const reasoned = Object.keys(access.departureReasonIds ?? {});
  const proposal = { sources, reasoned, permitEndsOn, statistics };
  const unready =
    refuseSources(accessCase, answersOf(sources), context) ??
    refuseUnready(accessCase, proposal, context);
  if (unready) return unready;
  const facts = {
    decisionId: context.newId(),
    rulesVersion: criteriaFor('access', accessCase.kind, context.today).versionId,
    signedBy: context.actor.personId ?? undefined,
    signedByName: context.actor.name,
    decidedOn: context.today,
  };
  const signed = {
    ...accessCase,
    tracks: { ...accessCase.tracks, access: { ...access, ...facts, state: outcome } },
  };
  return refuseIncompleteLetter(signed, context) ?? { facts };
}

/** The answers of a proposal as they were given: the applicant may have changed what is asked since. */
function answersOf(sources: readonly SourceAnswer[]) {
  return sources.map(({ registryId, isGranted, reasonId, variables }) => ({
    registryId,
    isGranted,
    reason: reasonId,
    variables: variables.map((variable) => ({ ...variable, reason: variable.reasonId })),
  }));
}

interface Outcome {
  sources: readonly ProposedSource[];
  /** The registries from whose advice it is said why the decision departs. */
  reasoned: readonly string[];
  permitEndsOn?: string | null | undefined;
  statistics?: object | null | undefined;
}

/** What must be settled before a decision is proposed, and still be so when it is signed. */
function refuseUnready(
  accessCase: AccessCase,
  outcome: Outcome,
  context: Context,
): Refusing | null {
  const { kind, tracks } = accessCase;
  const unreasoned = refuseUnreasonedDepartures(
    tracks.consultation,
    outcome.sources,
    outcome.reasoned,
  );
  if (unreasoned) return unreasoned;
  const granted = outcome.sources.filter(({ isGranted }) => isGranted);
  // What REK has not settled stands in the way whatever else is still to be done.
  const ethics =
    granted.length === 0 || !needsEthicsClarified(kind)
      ? null
      : refuseUnsettledEthics(tracks, context.today);
  if (ethics) return ethics;
  if (exemptionsProposed(tracks).length > 0) {
    return refuse('exemption-not-signed', {
      field: 'exemption',
      rule: 'a proposed exemption is signed or returned before access is decided',
      todo: 'have the exemption signed or returned',
    });
  }
  const blank = refuseUnassessed(accessCase, 'access', context.today);
  if (blank || granted.length === 0) return blank;

  // From here on something is granted.
  if (hasFlag(tracks, 'prohibited-use')) return refuse('prohibited-use', prohibitedUse('sources'));
  return (
    refuseUnmetBar(accessCase, context.today) ??
    (kind === 'statistics' ? refuseUnlessAnonymous(outcome) : null) ??
    (needsExemption(kind) ? refuseUnlessLifted(accessCase, granted, context.today) : null) ??
    refuseUnmet(accessCase, 'access', context.today) ??
    refusePeriod(accessCase, outcome, context) ??
    refuseChange(accessCase, outcome.permitEndsOn ?? '', context)
  );
}

/** The bar stands before everything else: nothing that is settled elsewhere outweighs it. */
function refuseUnmetBar(accessCase: AccessCase, today: string): Refusing | null {
  const refused = refuseUnmet(accessCase, 'access', today);
  return refused?.refused.code === 'security-bar' ? refused : null;
}

function refuseUnlessAnonymous({ statistics }: Outcome): Refusing | null {
  if (statistics) return null;
  return refuse('disclosure-control-missing', {
    field: 'statistics.minimumCellSize',
    rule: 'finished statistics are anonymous (section 19)',
    todo: 'say how small counts are treated and how the answer is given',
  });
}

/** Consent, another exception or an exemption, for each source that is granted (section 19 a (3)). */
function refuseUnlessLifted(
  accessCase: AccessCase,
  granted: readonly { registryId: string }[],
  today: string,
): Refusing | null {
  const { tracks } = accessCase;
  const liftings = granted.map(({ registryId }) => liftingOf(tracks, registryId, today));
  const covered = granted.filter((_, index) => liftings[index] !== null);
  if (covered.length === granted.length) {
    // The answers to section 19 b stay open as long as access is not proposed.
    return liftings.some((each) => each?.by === 'exception' && each.exception === 'hrl-19b')
      ? (refuseUnassessed(accessCase, 'hrl-19b', today) ??
          refuseUnmet(accessCase, 'hrl-19b', today))
      : null;
  }
  return refuse(
    'confidentiality-not-lifted',
    ...granted
      .filter((source) => !covered.includes(source))
      .map(({ registryId }) => ({
        field: `exemption.${registryId}`,
        rule: 'consent, another exception or an exemption lifts confidentiality (section 19 a)',
        todo: 'have an exemption signed that covers this source, or record what lifts it',
      })),
  );
}

function refusePeriod(
  { kind, tracks }: AccessCase,
  { permitEndsOn, sources }: Outcome,
  { draft, today }: Context,
): Refusing | null {
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
  const granted = sources.filter(({ isGranted }) => isGranted);
  const exempted = granted.find(({ registryId }) => {
    const endsOn = exemptionEndOf(tracks, registryId, today);
    return endsOn !== null && permitEndsOn > endsOn;
  });
  if (exempted) {
    return refuse('permit-outlives-exemption', {
      field: 'permitEndsOn',
      rule: 'the permit ends no later than the exemption that it rests on (section 19 a)',
      todo: 'choose an earlier date, or have the exemption last longer',
    });
  }
  const { projectEndsOn } = draft;
  if (kind === 'individual-level' && projectEndsOn && permitEndsOn > projectEndsOn) {
    return refuse('more-than-applied-for', {
      field: 'permitEndsOn',
      rule: 'the permit ends no later than the project does by its application',
      todo: 'choose an earlier date',
    });
  }
  return null;
}
