import { addDays } from '../clocks/calendar.rules.js';
import type { RevocationState } from '../appeals/appeal.model.js';
import type { AccessCase, Context, Decide, IsOpen, Refusing, TrackTable } from '../case.model.js';
import { isInForce } from './permit.rules.js';
import { refuse, refuseSamePerson, textOf } from '../refusal.rules.js';

/**
 * Calling a permit back, to its holder's harm (forvaltningsloven section 35): notice first and time
 * to answer (section 16), then a decision by two people. The signature is on the permit's own track,
 * so that no permit is revoked without a decision (d64 R9.3.5).
 */
export const revocationTrack = {
  name: 'revocation',
  initial: 'none',
  states: [
    'none',
    'noticed',
    'heard',
    'proposed',
    'signed',
    'dropped',
    'reversed',
  ] satisfies RevocationState[],
  final: ['signed'],
  keyedBy: null,
  transitions: {
    'give-prior-notice': {
      from: ['none', 'dropped', 'reversed'],
      to: 'noticed',
      by: ['caseworker'],
      event: 'prior-notice-given',
    },
    'answer-prior-notice': {
      from: ['noticed', 'heard'],
      to: 'heard',
      by: ['applicant', 'caseworker'],
      event: 'prior-notice-answered',
    },
    'drop-revocation': {
      from: ['noticed', 'heard', 'proposed'],
      to: 'dropped',
      by: ['caseworker'],
      event: 'revocation-dropped',
    },
    'propose-revocation': {
      from: ['noticed', 'heard'],
      to: 'proposed',
      by: ['caseworker'],
      event: 'revocation-proposed',
    },
    'return-revocation': {
      from: ['proposed'],
      to: 'heard',
      by: ['decision-maker'],
      event: 'revocation-returned',
    },
  },
} as const satisfies TrackTable;

type RevocationCommand = keyof typeof revocationTrack.transitions;

/** Shorter than this is no time to answer in; the European regulation gives four weeks at most. */
const HEARING_DAYS = { min: 7, max: 28 };

export const revocationDecisions: { [Name in RevocationCommand]: Decide<Name> } = {
  'give-prior-notice': ({ tracks }, { ground, reason, hearingDueOn }, context) => {
    if (!isInForce(tracks.permit) || tracks.permit.state === 'carried') {
      return refuse('no-active-permit');
    }
    const { today } = context;
    if (
      hearingDueOn < addDays(today, HEARING_DAYS.min) ||
      hearingDueOn > addDays(today, HEARING_DAYS.max)
    ) {
      return refuse('hearing-too-short-or-long', {
        field: 'hearingDueOn',
        rule: 'the holder has one to four weeks to answer (forvaltningsloven section 16)',
        todo: 'choose a date from one to four weeks ahead',
      });
    }
    const text = textOf(context, 'why revocation is considered', reason);
    return {
      facts: { ground, reasonId: text.id, noticedOn: today, hearingDueOn },
      texts: [text],
    };
  },

  'answer-prior-notice': (_, { statement }, context) => {
    const text = textOf(context, 'answer to the prior notice', statement);
    return { facts: { statementId: text.id, answeredOn: context.today }, texts: [text] };
  },

  'drop-revocation': (_, { reason }, context) => {
    const text = textOf(context, 'why the revocation was dropped', reason);
    return { facts: { dropReasonId: text.id }, texts: [text] };
  },

  'propose-revocation': (accessCase, command, context) => {
    const early = refuseUnheard(accessCase, context);
    if (early) return early;
    const facts = textOf(context, 'facts of the revocation', command.facts);
    const considerations = textOf(context, 'revocation: considerations', command.considerations);
    const deferred = textOf(context, 'revocation: deferred effect', command.deferredEffect);
    const { actor } = context;
    return {
      facts: {
        rule: command.rule,
        factsId: facts.id,
        considerationsId: considerations.id,
        deferredEffectId: deferred.id,
        proposedBy: actor.personId,
        proposedByName: actor.name,
      },
      texts: [facts, considerations, deferred],
    };
  },

  'return-revocation': ({ tracks }, { reason }, context) => {
    const text = textOf(context, 'why the revocation was returned', reason);
    return (
      refuseSamePerson(tracks.revocation.proposedBy, context) ?? {
        facts: { returnReasonId: text.id },
        texts: [text],
      }
    );
  },
};

export const revocationOpenings: Partial<Record<RevocationCommand, IsOpen>> = {
  'give-prior-notice': ({ tracks }) =>
    isInForce(tracks.permit) && tracks.permit.state !== 'carried',
  'return-revocation': ({ tracks }, { personId }) => tracks.revocation.proposedBy !== personId,
};

/** Nothing is proposed before the holder has answered, or has had the time to. */
function refuseUnheard({ tracks }: AccessCase, { today }: Context): Refusing | null {
  const { state, hearingDueOn = today } = tracks.revocation;
  if (state === 'heard' || hearingDueOn < today) return null;
  return refuse('hearing-not-over', {
    field: 'hearingDueOn',
    rule: 'the holder has answered, or the time to answer is over (forvaltningsloven section 16)',
    todo: 'await the answer or the end of the hearing',
  });
}
