import { isNet } from '../measures/measure.party.rules.js';
import { grouped } from './timeline.groups.rules.js';
import type { Piece } from './timeline.pieces.rules.js';
import type { Reckoning, Span, Time, Wait } from './timeline.model.js';

/** The waiting of some months, from the first of them on. */
export function spanOf(pieces: readonly Piece[], firstMonth: string): Span {
  const waits = waitsOf(pieces, firstMonth);
  const perStage = [...grouped(waits, ({ stage }) => stage)].map(([stage, within]) => ({
    stage,
    ...reckoningOf(within),
    waits: countOf(within),
  }));
  const perParty = [...grouped(waits, ({ party }) => party)].map(([party, within]) => ({
    party,
    ...sumOf(within),
    waits: countOf(within),
  }));
  return {
    ...reckoningOf(waits),
    perStage: perStage.sort((a, b) => b.gross.days - a.gross.days || (a.stage < b.stage ? -1 : 1)),
    perParty: perParty.sort((a, b) => b.days - a.days || (a.party < b.party ? -1 : 1)),
    waits,
  };
}

/** Each day of the gross is of one party, and either stopped or net. */
export function reckoningOf(times: readonly (Time & { party: string })[]): Reckoning {
  return {
    gross: sumOf(times),
    net: sumOf(times.filter(({ party }) => isNet(party))),
    stopped: sumOf(times.filter(({ party }) => !isNet(party))),
  };
}

/** A wait over many months is one: it counts where it begins, or in the first month of them. */
function waitsOf(pieces: readonly Piece[], firstMonth: string): Wait[] {
  const waits = new Map<string, Wait>();
  for (const { stage, party, month, days, workingDays, begun, continued } of pieces) {
    const key = `${stage}/${party}`;
    const wait = waits.get(key) ?? { stage, party, days: 0, workingDays: 0, waits: 0 };
    wait.days += days;
    wait.workingDays += workingDays;
    wait.waits += begun + (month === firstMonth ? continued : 0);
    waits.set(key, wait);
  }
  return [...waits.values()].sort(
    (a, b) => b.days - a.days || (a.stage + a.party < b.stage + b.party ? -1 : 1),
  );
}

function sumOf(times: readonly Time[]): Time {
  const sum = { days: 0, workingDays: 0 };
  for (const { days, workingDays } of times) {
    sum.days += days;
    sum.workingDays += workingDays;
  }
  return sum;
}

function countOf(waits: readonly Wait[]): number {
  return waits.reduce((sum, wait) => sum + wait.waits, 0);
}
