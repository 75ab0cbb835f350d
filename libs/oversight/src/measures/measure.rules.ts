import { receivedOn, snapshotsOf, type Snapshot } from '../../../cases/src/clocks/case.ledger.js';
import type { CaseHistory, LoggedCaseEvent } from '../../../cases/src/clocks/clock.model.js';
import type { Run } from '../../../cases/src/clocks/clock.past.rules.js';
import { dataAvailableAfter } from '../../../cases/src/clocks/clock.runs.rules.js';
import { osloDate } from '../../../cases/src/clocks/calendar.rules.js';
import type { AccessCase } from '../../../cases/src/case.model.js';
import {
  calendarOf,
  settingsOn,
  type SettingVersion,
} from '../../../cases/src/settings/setting.rules.js';
import { type Cell, keyOf, type KnownCell, monthOf } from './measure.model.js';
import { type Before, type Count, countsOf, holdAfter } from './measure.moments.rules.js';
import { type Standing, standingAfter, standingCounts } from './measure.standing.rules.js';

/** A case from its first day, as its log tells it. */
export interface Course {
  firstDay: AccessCase;
  history: CaseHistory;
  versions: readonly SettingVersion[];
  /** The purposes that the application named when it was submitted. */
  purposes: readonly string[];
}

/**
 * Everything a case adds to the figures, each with the days on which that was known: what the log
 * as it stood on a day gives, is what here was known on that day. So a report as of any earlier day
 * counts cells, and need not read the log again.
 */
export function cellsOf({ firstDay, history, versions, purposes }: Course): KnownCell[] {
  const { events } = history;
  const last = events.at(-1);
  if (!last) return [];
  const snapshots = snapshotsOf(firstDay, events, osloDate(last.at));
  const first = snapshots.findIndex(({ tracks }) => tracks.application.submittedOn !== undefined);
  const received = snapshots[first];
  if (!received) return [];
  const calendar = calendarOf(settingsOn(receivedOn(received), versions));

  const known: KnownCell[] = [];
  let open = new Map<string, KnownCell>();
  let before = firstState(received);
  let standing: Standing = { availableOn: null, decidedOn: null, endedOn: null };
  let limit: Run | undefined;
  const seen: Snapshot[] = [];
  for (const [index, snapshot] of snapshots.entries()) {
    const event = events[index];
    seen.push(snapshot);
    if (index < first || !event) continue;
    const { on } = snapshot;
    const toCell = (count: Count): Cell => cellFrom(count, firstDay, snapshot);
    for (const count of countsOf(event, snapshot, before, calendar)) {
      known.push({ ...toCell(count), knownFromOn: on, knownUntilOn: null });
    }
    limit = dataAvailableAfter(limit, {
      snapshots: seen,
      notes: history.notes,
      asOfOn: on,
      versions,
    });
    standing = standingAfter(standing, limit, snapshot);
    before = stateAfter(before, event, snapshot);
    // What stands at the end of a day is what was known on it.
    if (snapshots[index + 1]?.on === on) continue;
    const counts = standingCounts(limit, snapshot, before, standing, purposes, calendar);
    open = exchanged(known, open, counts.map(toCell), on);
  }
  return [...known, ...open.values()];
}

/** The cells that hold from a day on; those that no longer do are closed and kept. */
function exchanged(
  known: KnownCell[],
  open: ReadonlyMap<string, KnownCell>,
  cells: readonly Cell[],
  on: string,
): Map<string, KnownCell> {
  const next = new Map<string, KnownCell>();
  for (const [key, cell] of summed(cells)) {
    const same = open.get(key);
    next.set(
      key,
      same?.count === cell.count ? same : { ...cell, knownFromOn: on, knownUntilOn: null },
    );
  }
  for (const [key, cell] of open) {
    if (next.get(key) !== cell) known.push({ ...cell, knownUntilOn: on });
  }
  return next;
}

function summed(cells: readonly Cell[]): Map<string, Cell> {
  const sums = new Map<string, Cell>();
  for (const cell of cells) {
    const key = keyOf(cell);
    sums.set(key, { ...cell, count: cell.count + (sums.get(key)?.count ?? 0) });
  }
  return sums;
}

function cellFrom({ on, ...count }: Count, { kind }: AccessCase, { tracks }: Snapshot): Cell {
  return { unitId: tracks.assignment.unitId ?? null, ...count, month: monthOf(on), kind };
}

function firstState(received: Snapshot): Before {
  const on = receivedOn(received);
  return {
    receivedOn: on,
    hold: {
      party: received.party,
      stage: received.tracks.application.state,
      unitId: received.tracks.assignment.unitId ?? null,
      sinceOn: on,
    },
    stage: received.tracks.application.state,
    stageSinceOn: on,
    orderedOn: new Map(),
    hasDelivered: new Set(),
  };
}

/** With these a delivery begins: ordered by somebody, or as a round of a plan. */
const orders: readonly string[] = ['delivery-ordered', 'recurring-delivery-ordered'];

function stateAfter(
  before: Before,
  { type, part, registryId }: LoggedCaseEvent,
  snapshot: Snapshot,
): Before {
  const { on, tracks } = snapshot;
  const { state } = tracks.application;
  const after = { ...before, hold: holdAfter(before.hold, snapshot) };
  if (state !== before.stage) Object.assign(after, { stage: state, stageSinceOn: on });
  const delivery = part ?? registryId;
  if (orders.includes(type) && delivery !== null) {
    after.orderedOn = new Map(before.orderedOn).set(delivery, on);
  }
  if (type === 'delivered' && registryId !== null) {
    after.hasDelivered = new Set(before.hasDelivered).add(registryId);
  }
  return after;
}
