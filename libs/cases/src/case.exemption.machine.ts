import type { Decide, ExemptionState, IsOpen, TrackTable } from './case.model.js';
import { refuse, refuseSamePerson, textOf } from './refusal.rules.js';

/**
 * Exemption from confidentiality (dispensasjon fra taushetsplikt), helseregisterloven section 19 e:
 * a decision of its own, proposed by one person and signed by another.
 */
export const exemptionTrack = {
  name: 'exemption',
  initial: 'draft',
  states: ['draft', 'not-needed', 'proposed', 'granted'] satisfies ExemptionState[],
  final: ['not-needed', 'granted'],
  keyedBy: null,
  transitions: {
    'find-exemption-not-needed': {
      from: ['draft'],
      to: 'not-needed',
      by: ['caseworker'],
      event: 'exemption-found-not-needed',
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
      during: ['in-assessment'],
    },
    'sign-exemption': {
      from: ['proposed'],
      to: 'granted',
      by: ['decision-maker'],
      event: 'exemption-signed',
      during: ['in-assessment'],
    },
  },
} as const satisfies TrackTable;

type ExemptionCommand = keyof typeof exemptionTrack.transitions;

export const exemptionDecisions: { [Name in ExemptionCommand]: Decide<Name> } = {
  'find-exemption-not-needed': (_, { legalBasis, reason }, context) => {
    const text = textOf(context, 'why no exemption', reason);
    return { facts: { legalBasis, reasonId: text.id }, texts: [text] };
  },

  'propose-exemption': (_, { legalBasis, criteria, threatensSociety }, context) => {
    // helseregisterloven section 19 e, since 15 April 2026: a yes can only lead to refusal.
    if (threatensSociety) {
      return refuse('security-bar', {
        field: 'threatensSociety',
        rule: 'data that can threaten basic functions of society are not released',
        todo: 'refuse the application instead of proposing an exemption',
      });
    }
    const texts = Object.entries(criteria).map(([criterion, body]) =>
      textOf(context, `exemption: ${criterion}`, body),
    );
    const criteriaIds = Object.fromEntries(
      Object.keys(criteria).map((criterion, index) => [criterion, texts[index]?.id]),
    );
    return {
      facts: {
        legalBasis,
        criteriaIds,
        proposedBy: context.actor.personId,
        proposedByName: context.actor.name,
      },
      texts,
    };
  },

  'return-exemption': ({ tracks }, { reason }, context) => {
    const text = textOf(context, 'why the exemption was returned', reason);
    return (
      refuseSamePerson(tracks.exemption.proposedBy, context) ?? {
        facts: { returnReasonId: text.id },
        texts: [text],
      }
    );
  },

  'sign-exemption': ({ tracks }, _, context) => {
    const same = refuseSamePerson(tracks.exemption.proposedBy, context);
    if (same) return same;
    return {
      facts: {
        signedBy: context.actor.personId,
        signedByName: context.actor.name,
        decidedOn: context.today,
      },
    };
  },
};

const isAnothersProposal: IsOpen = ({ tracks }, { personId }) =>
  tracks.exemption.proposedBy !== personId;

export const exemptionOpenings: Partial<Record<ExemptionCommand, IsOpen>> = {
  'sign-exemption': isAnothersProposal,
  'return-exemption': isAnothersProposal,
};
