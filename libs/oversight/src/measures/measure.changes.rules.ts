import { type Cell, keyOf, type KnownCell } from './measure.model.js';

export type StoredCell = KnownCell & { id: string; caseId: string };

/** What is to be written where a case has been measured anew. */
export interface CellChanges {
  added: (KnownCell & { caseId: string })[];
  /** Cells whose days have an end now, or another. */
  closed: { id: string; knownUntilOn: string | null }[];
  /** Ids of cells that were never true: of a day that was not over when it was measured. */
  removed: string[];
  /** What the figures change by, and from which day on: all of it together is today's change. */
  figures: FigureChange[];
}

export type FigureChange = Cell & { changedOn: string };

/** The least to write, so that measuring a case again after one event costs what that event changed. */
export function changesBetween(
  caseId: string,
  stored: readonly StoredCell[],
  cells: readonly KnownCell[],
): CellChanges {
  const left = new Map<string, StoredCell[]>();
  for (const cell of stored) {
    const key = identityOf(cell);
    const same = left.get(key);
    if (same) same.push(cell);
    else left.set(key, [cell]);
  }
  const changes: CellChanges = { added: [], closed: [], removed: [], figures: [] };
  for (const cell of cells) {
    const old = left.get(identityOf(cell))?.shift();
    if (!old) changes.added.push({ ...cell, caseId });
    else if (old.knownUntilOn !== cell.knownUntilOn) {
      changes.closed.push({ id: old.id, knownUntilOn: cell.knownUntilOn });
    }
  }
  changes.removed = [...left.values()].flat().map(({ id }) => id);
  changes.figures = difference(stored, cells);
  return changes;
}

function identityOf(cell: KnownCell): string {
  return `${keyOf(cell)}|${cell.count}|${cell.knownFromOn}`;
}

function difference(stored: readonly KnownCell[], cells: readonly KnownCell[]): FigureChange[] {
  const sums = new Map<string, FigureChange>();
  const add = (cell: KnownCell, changedOn: string, by: number) => {
    const { measure, month, kind, unitId, part, value } = cell;
    const key = `${keyOf(cell)}|${changedOn}`;
    const count = (sums.get(key)?.count ?? 0) + by;
    sums.set(key, { measure, month, kind, unitId, part, value, changedOn, count });
  };
  const addAll = (all: readonly KnownCell[], sign: 1 | -1) => {
    for (const cell of all) {
      add(cell, cell.knownFromOn, sign * cell.count);
      if (cell.knownUntilOn !== null) add(cell, cell.knownUntilOn, -sign * cell.count);
    }
  };
  addAll(stored, -1);
  addAll(cells, 1);
  return [...sums.values()].filter(({ count }) => count !== 0);
}
