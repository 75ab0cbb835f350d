import type { CommandOf } from '../case.commands.js';
import {
  actualCost,
  baseNok,
  type Estimate,
  isExempt,
  type Minutes,
  mostToCharge,
  type RegistryAmount,
  withdrawalCost,
} from './case.fee.rules.js';
import type {
  AccessCase,
  Context,
  Decide,
  FeeState,
  IsOpen,
  Refusing,
  RegistryFeeState,
  TrackTable,
} from '../case.model.js';
import { openStates } from '../case.states.rules.js';
import { refuse, textOf } from '../refusal.rules.js';

/**
 * The fee of Helsedataservice: estimated before the decision, accepted or answered by withdrawal,
 * and never more than what the case has cost (helseregisterloven section 19 g).
 */
export const feeTrack = {
  name: 'fee',
  initial: 'none',
  states: ['none', 'estimated', 'accepted', 'exempt', 'invoiced'] satisfies FeeState[],
  final: ['exempt', 'invoiced'],
  keyedBy: null,
  transitions: {
    'estimate-fee': {
      from: ['none', 'estimated', 'accepted'],
      to: 'estimated',
      by: ['caseworker'],
      event: 'fee-estimated',
      during: openStates,
    },
    'accept-estimate': {
      from: ['estimated'],
      to: 'accepted',
      by: ['applicant'],
      event: 'estimate-accepted',
      during: openStates,
    },
    'find-fee-exempt': {
      from: ['none', 'estimated', 'accepted'],
      to: 'exempt',
      by: ['caseworker'],
      event: 'fee-found-exempt',
      during: openStates,
    },
    'register-hours': {
      from: ['none', 'estimated', 'accepted', 'exempt'],
      to: 'unchanged',
      by: ['caseworker'],
      event: 'hours-registered',
      during: openStates,
    },
    'issue-invoice-basis': {
      from: ['none', 'estimated', 'accepted'],
      to: 'invoiced',
      by: ['caseworker'],
      event: 'invoice-basis-issued',
      during: ['decided', 'in-delivery', 'closed', 'withdrawn'],
    },
  },
} as const satisfies TrackTable;

/** What a registry works and bills, by itself and for itself. */
export const registryFeeTrack = {
  name: 'registry-fee',
  initial: 'none',
  states: ['none', 'registered'] satisfies RegistryFeeState[],
  final: ['registered'],
  keyedBy: 'registryId',
  transitions: {
    'register-registry-hours': {
      from: ['none', 'registered'],
      to: 'registered',
      by: ['registry-adviser', 'registry-delivery'],
      event: 'registry-hours-registered',
      during: openStates,
    },
  },
} as const satisfies TrackTable;

type FeeCommand = keyof typeof feeTrack.transitions | keyof typeof registryFeeTrack.transitions;

export const feeDecisions: { [Name in FeeCommand]: Decide<Name> } = {
  'estimate-fee': (accessCase, command, context) => {
    if (isExempt(accessCase)) return refuse('fee-exempt');
    const unknown = refuseStrangers(accessCase, command.registryCosts ?? []);
    if (unknown) return unknown;
    const basis = textOf(context, 'basis of the estimate', command.basis);
    return {
      facts: {
        estimate: estimateOf(accessCase, command, context),
        prices: pricesOf(accessCase, context),
        basisId: basis.id,
        estimatedOn: context.today,
      },
      texts: [basis],
    };
  },

  'accept-estimate': ({ tracks }, _, { actor, now }) => ({
    facts: {
      acceptedAt: now.toISOString(),
      acceptedBy: actor.personId,
      acceptedNok: tracks.fee.estimate?.ownNok ?? 0,
    },
  }),

  'find-fee-exempt': (accessCase, { ground, reason }, context) => {
    const fits =
      ground === 'data-update'
        ? accessCase.kind === 'data-update'
        : accessCase.kind === 'statistics';
    if (!fits) {
      return refuse('exemption-does-not-fit', {
        field: 'ground',
        rule: 'free of charge are students who ask for figures, and updates of what was granted',
        todo: 'choose the ground that fits the kind of case, or estimate the fee',
      });
    }
    const text = textOf(context, 'why no fee', reason);
    return { facts: { ground, reasonId: text.id }, texts: [text] };
  },

  'register-hours': (accessCase, command, context) => {
    const { fee } = accessCase.tracks;
    return (
      refuseFuture(command.workedOn, context) ?? {
        facts: {
          minutes: sumOf(fee.minutes, command),
          prices: pricesOf(accessCase, context),
          lastWork: { ...workOf(command), by: context.actor.personId },
        },
      }
    );
  },

  'issue-invoice-basis': (accessCase, { amountNok }, context) => {
    const isWithdrawn = accessCase.tracks.application.state === 'withdrawn';
    const { state, acceptedNok = 0 } = accessCase.tracks.fee;
    if (!isWithdrawn && state !== 'accepted') return refuse('estimate-not-accepted');
    const most = mostToCharge(accessCase).ownNok;
    const charged = amountNok ?? (isWithdrawn ? most : Math.min(most, acceptedNok));
    if (charged > most) {
      return refuse('fee-over-actual-cost', {
        field: 'amountNok',
        rule: 'a fee is no more than what the case has cost (helseregisterloven section 19 g)',
        todo: 'charge no more than the hours that are registered',
      });
    }
    if (!isWithdrawn && charged > acceptedNok) {
      return refuse('fee-over-accepted-estimate', {
        field: 'amountNok',
        rule: 'a fee above what was accepted is accepted anew',
        todo: 'make a new estimate that says why, or charge what was accepted',
      });
    }
    return { facts: { invoicedOn: context.today, chargedNok: charged } };
  },

  'register-registry-hours': ({ tracks }, command, context) => {
    const { minutes, amountNok = 0 } = tracks['registry-fee'][command.registryId] ?? {};
    return (
      refuseFuture(command.workedOn, context) ?? {
        facts: {
          minutes: sumOf(minutes, command),
          amountNok: amountNok + command.amountNok,
          lastWork: { ...workOf(command), by: context.actor.personId },
        },
      }
    );
  },
};

export const feeOpenings: Partial<Record<FeeCommand, IsOpen>> = {
  'estimate-fee': (accessCase) => !isExempt(accessCase),
  'find-fee-exempt': ({ kind }) => kind === 'statistics' || kind === 'data-update',
  'issue-invoice-basis': (accessCase) =>
    accessCase.tracks.application.state === 'withdrawn'
      ? withdrawalCost(accessCase).ownNok > 0
      : accessCase.tracks.fee.state === 'accepted' && actualCost(accessCase).ownNok > 0,
};

function estimateOf(
  accessCase: AccessCase,
  { hours, registryCosts }: CommandOf<'estimate-fee'>,
  context: Context,
): Estimate {
  const prices = pricesOf(accessCase, context);
  const base = baseNok(accessCase.tracks.application.registryIds.length, prices);
  const registries = registryCosts ?? advisedCosts(accessCase);
  const ownNok = base + hours * prices.hourNok;
  return {
    baseNok: base,
    hours,
    hourNok: prices.hourNok,
    ownNok,
    registries,
    totalNok: registries.reduce((sum, { amountNok }) => sum + amountNok, ownNok),
  };
}

/** What the registries said it would cost when they gave advice. */
function advisedCosts({ tracks }: AccessCase): RegistryAmount[] {
  return Object.entries(tracks.consultation).flatMap(([registryId, { costNok }]) =>
    typeof costNok === 'number' ? [{ registryId, amountNok: costNok }] : [],
  );
}

/** A case keeps the prices that were in force when they were first needed. */
function pricesOf({ tracks }: AccessCase, { prices }: Context) {
  return tracks.fee.prices ?? prices;
}

function sumOf(
  minutes: Minutes = {},
  work: Pick<CommandOf<'register-hours'>, 'activity' | 'minutes'>,
): Minutes {
  return { ...minutes, [work.activity]: (minutes[work.activity] ?? 0) + work.minutes };
}

function workOf({
  activity,
  minutes,
  workedOn,
}: Pick<CommandOf<'register-hours'>, 'activity' | 'minutes' | 'workedOn'>) {
  return { activity, minutes, workedOn };
}

function refuseFuture(workedOn: string, { today }: Context): Refusing | null {
  if (workedOn <= today) return null;
  return refuse('worked-in-the-future', {
    field: 'workedOn',
    rule: 'hours are registered when they have been worked',
    todo: 'give a date that is not after today',
  });
}

function refuseStrangers(
  { tracks }: AccessCase,
  costs: readonly RegistryAmount[],
): Refusing | null {
  const strangers = costs.flatMap(({ registryId }, index) =>
    tracks.application.registryIds.includes(registryId) ? [] : [index],
  );
  if (strangers.length === 0) return null;
  return refuse(
    'registry-not-in-application',
    ...strangers.map((index) => ({
      field: `registryCosts.${index}.registryId`,
      rule: 'the registry is a source of this application',
      todo: 'choose one of its sources',
    })),
  );
}
