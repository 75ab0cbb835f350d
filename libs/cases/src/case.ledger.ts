import { addDays, daysBetween, osloDate } from './calendar.rules.js';
import { evolve } from './case.machine.js';
import type { AccessCase, CaseEvent } from './case.model.js';
import { type Party, waitingFor } from './case.waiting.rules.js';

export interface Segment {
  party: Party;
  /** First and last day that belong to the party, both counted. */
  fromOn: string;
  toOn: string;
  days: number;
}

export interface Ledger {
  asOfOn: string;
  grossDays: number;
  perParty: { party: Party; days: number }[];
  segments: Segment[];
}

/**
 * Whose time it was: each day from submission to the end of the case, or to `asOfOn`, belongs to
 * exactly one party. The day of an event is not counted and the last day is; a day belongs to the
 * party that held the case when the day began, in Norway. The parties' days therefore sum to the
 * gross days, always.
 */
export function ledgerOf(
  firstDay: AccessCase,
  events: readonly (CaseEvent & { at: Date })[],
  asOfOn: string,
): Ledger {
  const turns = turnsOf(firstDay, events);
  const startOn = turns.find(({ isSubmitted }) => isSubmitted)?.on;
  if (startOn === undefined) return { asOfOn, grossDays: 0, perParty: [], segments: [] };

  const overOn = turns.find(({ party }) => party === 'nobody')?.on;
  const endOn = overOn !== undefined && overOn < asOfOn ? overOn : asOfOn;
  const segments: Segment[] = [];
  let heldFrom = startOn;
  let holder: Party | undefined;
  for (const { on, party, isSubmitted } of turns) {
    if (!isSubmitted || on > endOn) continue;
    if (holder !== undefined) add(segments, holder, heldFrom, on);
    heldFrom = on;
    holder = party;
  }
  if (holder !== undefined) add(segments, holder, heldFrom, endOn);
  return {
    asOfOn,
    grossDays: Math.max(0, daysBetween(startOn, endOn)),
    perParty: sumPerParty(segments),
    segments,
  };
}

interface Turn {
  on: string;
  party: Party;
  isSubmitted: boolean;
}

/** After each event, who is waited for from then on. */
function turnsOf(firstDay: AccessCase, events: readonly (CaseEvent & { at: Date })[]): Turn[] {
  let accessCase = firstDay;
  return events.map((event) => {
    accessCase = evolve(accessCase, event);
    return {
      on: osloDate(event.at),
      party: waitingFor(accessCase.tracks),
      isSubmitted: accessCase.tracks.application.submittedOn !== undefined,
    };
  });
}

/** The days after `heldFrom` up to and with `until` go to the party that held the case. */
function add(segments: Segment[], party: Party, heldFrom: string, until: string): void {
  const days = daysBetween(heldFrom, until);
  if (days <= 0) return;
  const last = segments.at(-1);
  if (last?.party === party) {
    last.toOn = until;
    last.days += days;
  } else {
    segments.push({ party, fromOn: addDays(heldFrom, 1), toOn: until, days });
  }
}

function sumPerParty(segments: readonly Segment[]): { party: Party; days: number }[] {
  const sums = new Map<Party, number>();
  for (const { party, days } of segments) sums.set(party, (sums.get(party) ?? 0) + days);
  return [...sums]
    .map(([party, days]) => ({ party, days }))
    .sort((a, b) => b.days - a.days || a.party.localeCompare(b.party));
}
