import {
  barred,
  criteriaFor,
  isBarred,
  refuseUnassessed,
  refuseUnmet,
} from './case.assessment.rules.js';
import { prohibitedUse } from '../application/application.rules.js';
import type { CommandOf } from '../case.commands.js';
import { outcomeOfSources } from './case.exemption.rules.js';
import { hasFlag } from '../intake/case.flag.machine.js';
import { refuseUnsettledEthics } from '../advice/ethics.rules.js';
import type { AccessCase, Context, Decide, IsOpen, Refusing, TrackTable } from '../case.model.js';
import { refuseIncompleteExemption } from './decision-letter.rules.js';
import { type ExemptionBasis, exemptionBases, type ExemptionState } from './decision.model.js';
import { recordDraft, recordGrounds } from './proposal.rules.js';
import { refuse, refuseSamePerson, textOf } from '../refusal.rules.js';

/**
 * Exemption from confidentiality (dispensasjon fra taushetsplikt): a decision of its own for each
 * legal basis, helseregisterloven section 19 e for registries and helsepersonelloven section 29
 * (from 1 July 2026 section 29 e) for patient records. One person proposes, another signs; signing
 * has three outcomes and is therefore three commands.
 */
export const exemptionTrack = {
  name: 'exemption',
  initial: 'draft',
  states: [
    'draft',
    'not-needed',
    'proposed',
    'granted',
    'partly-granted',
    'refused',
    'expired',
    'revoked',
  ] satisfies ExemptionState[],
  final: ['refused', 'expired', 'revoked'],
  keyedBy: 'legalBasis',
  keys: () => exemptionBases,
  transitions: {
    'find-exemption-not-needed': {
      from: ['draft', 'not-needed'],
      to: 'not-needed',
      by: ['caseworker'],
      event: 'exemption-found-not-needed',
      during: ['in-assessment'],
    },
    // Also the way back for who finds that an exemption is needed after all.
    'draft-exemption': {
      from: ['draft', 'not-needed'],
      to: 'draft',
      by: ['caseworker'],
      event: 'exemption-drafted',
      during: ['in-assessment'],
    },
    'propose-exemption': {
      from: ['draft'],
      to: 'proposed',
      by: ['caseworker'],
      event: 'exemption-proposed',
      during: ['in-assessment'],
    },
    'return-exemption': {
      from: ['proposed'],
      to: 'draft',
      by: ['decision-maker'],
      event: 'exemption-returned',
      during: ['in-assessment', 'awaiting-information'],
    },
    'sign-exemption': {
      from: ['proposed'],
      to: 'granted',
      by: ['decision-maker'],
      event: 'exemption-signed',
      during: ['in-assessment'],
      needsFreshSignIn: true,
    },
    'sign-partial-exemption': {
      from: ['proposed'],
      to: 'partly-granted',
      by: ['decision-maker'],
      event: 'partial-exemption-signed',
      during: ['in-assessment'],
      needsFreshSignIn: true,
    },
    'sign-exemption-refusal': {
      from: ['proposed'],
      to: 'refused',
      by: ['decision-maker'],
      event: 'exemption-refusal-signed',
      during: ['in-assessment'],
      needsFreshSignIn: true,
    },
    'revoke-exemption': {
      from: ['granted', 'partly-granted'],
      to: 'revoked',
      by: ['decision-maker'],
      event: 'exemption-revoked',
      during: ['in-assessment', 'awaiting-information', 'decided', 'in-delivery'],
      needsFreshSignIn: true,
    },
    'expire-exemption': {
      from: ['granted', 'partly-granted'],
      to: 'expired',
      by: ['system'],
      event: 'exemption-expired',
    },
  },
} as const satisfies TrackTable;

type ExemptionCommand = keyof typeof exemptionTrack.transitions;

export const exemptionDecisions: { [Name in ExemptionCommand]: Decide<Name> } = {
  'find-exemption-not-needed': (accessCase, { exceptions }, context) => {
    const refused = refuseForStatistics(accessCase) ?? refuseOutside(accessCase, exceptions);
    if (refused) return refused;
    // Indirectly identifiable data: the exception has criteria of its own (section 19 b).
    if (exceptions.some(({ exception }) => exception === 'hrl-19b')) {
      const unmet =
        refuseOutsideStatutory(exceptions, context) ??
        refuseUnassessed(accessCase, 'hrl-19b', context.today) ??
        refuseUnmet(accessCase, 'hrl-19b', context.today);
      if (unmet) return unmet;
    }
    const texts = exceptions.map(({ reason }) => textOf(context, 'why no exemption', reason));
    return {
      facts: {
        exceptions: exceptions.map(({ registryId, exception }, index) => ({
          registryId,
          exception,
          reasonId: texts[index]?.id,
        })),
      },
      texts,
    };
  },

  'draft-exemption': (accessCase, { proposal }, context) =>
    refuseForStatistics(accessCase) ?? recordDraft(proposal, 'exemption', context),

  'propose-exemption': (accessCase, command, context) =>
    refuseForStatistics(accessCase) ??
    refuseOutside(accessCase, command.sources) ??
    refuseOtherAct(command.legalBasis, command.sources, context) ??
    refuseUnready(accessCase, command.legalBasis, command, context.today) ??
    recordExemptionProposal(command, context),

  'return-exemption': ({ tracks }, { legalBasis, reason }, context) => {
    const text = textOf(context, 'why the exemption was returned', reason);
    return (
      refuseSamePerson(tracks.exemption[legalBasis]?.proposedBy, context) ?? {
        facts: { returnReasonId: text.id },
        texts: [text],
      }
    );
  },

  'sign-exemption': (accessCase, { legalBasis }, context) =>
    sign(accessCase, legalBasis, context, 'granted'),
  'sign-partial-exemption': (accessCase, { legalBasis }, context) =>
    sign(accessCase, legalBasis, context, 'partly-granted'),
  'sign-exemption-refusal': (accessCase, { legalBasis }, context) =>
    sign(accessCase, legalBasis, context, 'refused'),

  'revoke-exemption': (_, { reason }, context) => {
    const text = textOf(context, 'why the exemption was revoked', reason);
    return {
      facts: {
        revokedOn: context.today,
        revokedByName: context.actor.name,
        revocationReasonId: text.id,
      },
      texts: [text],
    };
  },

  'expire-exemption': ({ tracks }, { legalBasis }, { today }) => {
    const endsOn = tracks.exemption[legalBasis]?.endsOn;
    return endsOn && endsOn < today
      ? { facts: { expiredOn: today } }
      : refuse('exemption-still-valid');
  },
};

const isAnothersProposal: IsOpen = ({ tracks }, { personId }, basis) =>
  tracks.exemption[basis ?? '']?.proposedBy !== personId;

const maySign =
  (outcome: ReturnType<typeof outcomeOfSources>): IsOpen =>
  (accessCase, actor, basis) =>
    isAnothersProposal(accessCase, actor, basis) &&
    (outcome === 'refused' || !isBarred(accessCase, 'access')) &&
    outcomeOfSources(accessCase.tracks.exemption[basis ?? '']?.sources ?? []) === outcome;

const isWithExemption: IsOpen = ({ kind }) => kind !== 'statistics';

export const exemptionOpenings: Partial<Record<ExemptionCommand, IsOpen>> = {
  'find-exemption-not-needed': isWithExemption,
  'draft-exemption': isWithExemption,
  'propose-exemption': isWithExemption,
  'return-exemption': isAnothersProposal,
  'sign-exemption': maySign('granted'),
  'sign-partial-exemption': maySign('partly-granted'),
  'sign-exemption-refusal': maySign('refused'),
  'expire-exemption': () => false,
};

function sign(
  accessCase: AccessCase,
  legalBasis: ExemptionBasis,
  context: Context,
  outcome: ReturnType<typeof outcomeOfSources>,
): ReturnType<Decide<'sign-exemption'>> {
  const proposal = accessCase.tracks.exemption[legalBasis];
  const { sources = [], endsOn } = proposal ?? {};
  const same = refuseSamePerson(proposal?.proposedBy, context);
  if (same) return same;
  if (outcomeOfSources(sources) !== outcome) return refuse('proposal-says-otherwise');
  // The rules, and what they were applied to, may have changed since the decision was proposed.
  const unready =
    refuseOtherAct(legalBasis, sources, context) ??
    refuseUnready(accessCase, legalBasis, { sources, endsOn }, context.today);
  if (unready) return unready;
  const facts = {
    decisionId: context.newId(),
    rulesVersion: criteriaFor(legalBasis, accessCase.kind, context.today).versionId,
    signedBy: context.actor.personId ?? undefined,
    signedByName: context.actor.name,
    decidedOn: context.today,
  };
  const { tracks } = accessCase;
  const signed = {
    ...accessCase,
    tracks: {
      ...tracks,
      exemption: { ...tracks.exemption, [legalBasis]: { ...proposal, ...facts, state: outcome } },
    },
  };
  return refuseIncompleteExemption(signed, legalBasis, context) ?? { facts };
}

interface Outcome {
  sources: readonly { isGranted: boolean }[];
  endsOn?: string | null | undefined;
}

/** What must hold before an exemption is proposed, and still hold when it is signed. */
function refuseUnready(
  accessCase: AccessCase,
  legalBasis: ExemptionBasis,
  { sources, endsOn }: Outcome,
  today: string,
): Refusing | null {
  const blank = refuseUnassessed(accessCase, legalBasis, today);
  if (blank || outcomeOfSources(sources) === 'refused') return blank;
  if (hasFlag(accessCase.tracks, 'prohibited-use')) {
    return refuse('prohibited-use', prohibitedUse('sources'));
  }
  // What bars the access bars the exemption for it too, whichever of them is assessed first.
  if (isBarred(accessCase, 'access')) return barred('assessment.access');
  if (endsOn && endsOn <= today) {
    return refuse('exemption-end-passed', {
      field: 'endsOn',
      rule: 'an exemption that is granted ends after today',
      todo: 'choose a later date',
    });
  }
  return (
    refuseUnmet(accessCase, legalBasis, today) ?? refuseUnsettledEthics(accessCase.tracks, today)
  );
}

function refuseForStatistics({ kind }: AccessCase): Refusing | null {
  return kind === 'statistics'
    ? refuse('exemption-not-for-statistics', {
        field: 'legalBasis',
        rule: 'figures are given without exemption from confidentiality (section 19)',
        todo: 'propose the access decision',
      })
    : null;
}

/** Section 19 b is about the registries of section 11: those set up by law. */
function refuseOutsideStatutory(
  exceptions: CommandOf<'find-exemption-not-needed'>['exceptions'],
  { registries }: Context,
): Refusing | null {
  const problems = exceptions.flatMap(({ registryId, exception }, index) =>
    exception === 'hrl-19b' && registries[registryId]?.kind !== 'statutory'
      ? [
          {
            field: `exceptions.${index}.exception`,
            rule: 'section 19 b is for registries set up by law (section 11), not for quality registries',
            todo: 'name another exception, or propose an exemption for this source',
          },
        ]
      : [],
  );
  return problems.length === 0 ? null : refuse('exception-not-for-registry', ...problems);
}

/**
 * Helsepersonelloven section 29 e is about patient records and other treatment registers: what is
 * given under it lifts nothing for a registry that helseregisterloven section 19 e is about.
 */
function refuseOtherAct(
  legalBasis: ExemptionBasis,
  sources: readonly { registryId: string; isGranted: boolean }[],
  { registries }: Context,
): Refusing | null {
  if (legalBasis !== 'hpl-29') return null;
  const problems = sources.flatMap(({ registryId, isGranted }, index) =>
    isGranted && registries[registryId]?.kind === 'statutory'
      ? [
          {
            field: `sources.${index}.registryId`,
            rule: 'helsepersonelloven section 29 e is for patient records, not for registries set up by law',
            todo: 'propose an exemption under helseregisterloven section 19 e for this source',
          },
        ]
      : [],
  );
  return problems.length === 0 ? null : refuse('exemption-not-for-registry', ...problems);
}

/** Only sources of the application, each once. */
function refuseOutside(
  { tracks }: AccessCase,
  sources: readonly { registryId: string }[],
): Refusing | null {
  const ids = sources.map(({ registryId }) => registryId);
  const isOnce = new Set(ids).size === ids.length;
  if (isOnce && ids.every((id) => tracks.application.registryIds.includes(id))) return null;
  return refuse('sources-not-answered', {
    field: 'sources',
    rule: 'an exemption covers sources of the application, each once',
    todo: 'name each registry once, and only registries of the application',
  });
}

/** What a proposed exemption records. */
export function recordExemptionProposal(command: CommandOf<'propose-exemption'>, context: Context) {
  const { sources, endsOn } = command;
  const reasons = sources.map(({ reason }) => textOf(context, 'reason per source', reason));
  const grounds = recordGrounds(command, context);
  return {
    facts: {
      sources: sources.map(({ registryId, isGranted }, index) => ({
        registryId,
        isGranted,
        reasonId: reasons[index]?.id,
      })),
      // What a returned proposal said of this must not outlive it.
      endsOn: endsOn ?? null,
      ...grounds.facts,
    },
    texts: [...reasons, ...grounds.texts],
  };
}
