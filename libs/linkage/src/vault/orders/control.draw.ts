/** Somebody in the pool, by a number that leads back to the row. */
export type PoolRef = number;

/** What everybody in one cell has in common: the exact attributes, and one value within a range. */
export interface Cell {
  /** The combination of attributes that must be equal. */
  stratum: number;
  /** The number that may differ; null where nothing may. */
  value: number | null;
}

export interface DrawWanted {
  perCase: number;
  /** How far the number may differ; null where nothing may. */
  within: number | null;
  mayBeCases: boolean;
}

/** A whole number from 0 up to, not with, `below`. */
export type Draw = (below: number) => number;

export interface Drawn {
  /** The set of each case, from 1. */
  setOfCase: Map<PoolRef, number>;
  /** The set that each control belongs to. */
  setOfControl: Map<PoolRef, number>;
  /** How many controls could not be found. */
  unmet: number;
}

/**
 * Draws controls for cases: at random, nobody twice, from the cells that match. The pool is offered
 * one by one, and only as many of each cell are kept as can be needed: every one of a cell has the
 * same chance to be kept, so that memory follows the cases and not the pool.
 *
 * Cases are served in random order, one control each in turn, so that where a cell runs dry nobody is
 * served better for coming first in the list.
 */
export class ControlDraw {
  private readonly cases: { ref: PoolRef; cell: number }[] = [];
  private readonly needed = new Map<number, number>();
  private readonly kept = new Map<number, { refs: PoolRef[]; seen: number }>();
  private readonly cellAt = new Map<string, number>();
  private readonly nearOf = new Map<number, readonly number[]>();

  constructor(
    private readonly cells: readonly Cell[],
    private readonly wanted: DrawWanted,
    private readonly draw: Draw,
  ) {
    cells.forEach(({ stratum, value }, cell) => this.cellAt.set(`${stratum}/${value}`, cell));
  }

  addCase(ref: PoolRef, cell: number): void {
    this.cases.push({ ref, cell });
    // A case may be offered as a control of others, and never as its own: one more is kept for that.
    const most = this.wanted.perCase + (this.wanted.mayBeCases ? 1 : 0);
    for (const near of this.matching(cell)) {
      this.needed.set(near, (this.needed.get(near) ?? 0) + most);
    }
  }

  /** Somebody of the pool, once all cases are known. */
  offer(ref: PoolRef, cell: number): void {
    const needed = this.needed.get(cell);
    if (needed === undefined) return;
    const pool = this.kept.get(cell) ?? { refs: [], seen: 0 };
    if (pool.seen === 0) this.kept.set(cell, pool);
    pool.seen++;
    if (pool.refs.length < needed) pool.refs.push(ref);
    else {
      const at = this.draw(pool.seen);
      if (at < needed) pool.refs[at] = ref;
    }
  }

  drawAll(): Drawn {
    const setOfCase = new Map<PoolRef, number>();
    const setOfControl = new Map<PoolRef, number>();
    const order = this.shuffled(this.cases);
    order.forEach(({ ref }, index) => setOfCase.set(ref, index + 1));
    let unmet = 0;
    for (let turn = 0; turn < this.wanted.perCase; turn++) {
      for (const { ref, cell } of order) {
        const control = this.take(cell, ref);
        if (control === null) unmet++;
        else setOfControl.set(control, setOfCase.get(ref)!);
      }
    }
    return { setOfCase, setOfControl, unmet };
  }

  /** One of those that match, each with the same chance; null where nobody is left. */
  private take(cell: number, self: PoolRef): PoolRef | null {
    const near = this.matching(cell);
    let left = 0;
    for (const each of near) left += this.kept.get(each)?.refs.length ?? 0;
    while (left > 0) {
      const [refs, at] = this.placeIn(near, this.draw(left));
      if (refs[at] !== self) {
        const taken = refs[at]!;
        refs[at] = refs.at(-1)!;
        refs.pop();
        return taken;
      }
      // Nobody is their own control: drawn again, so that all others keep the same chance.
      if (left === 1) return null;
    }
    return null;
  }

  private placeIn(near: readonly number[], nth: number): [refs: PoolRef[], at: number] {
    let at = nth;
    for (const each of near) {
      const refs = this.kept.get(each)?.refs ?? [];
      if (at < refs.length) return [refs, at];
      at -= refs.length;
    }
    throw new Error('There are fewer left than were counted.');
  }

  /** The cells whose people may be controls of a case in this one. */
  private matching(cell: number): readonly number[] {
    const known = this.nearOf.get(cell) ?? this.findMatching(cell);
    this.nearOf.set(cell, known);
    return known;
  }

  private findMatching(cell: number): number[] {
    const { within } = this.wanted;
    const { stratum, value } = this.cells[cell]!;
    if (within === null || value === null) return [cell];
    const near: number[] = [];
    for (let other = value - within; other <= value + within; other++) {
      const found = this.cellAt.get(`${stratum}/${other}`);
      if (found !== undefined) near.push(found);
    }
    return near;
  }

  private shuffled<T>(list: readonly T[]): T[] {
    const order = [...list];
    for (let last = order.length - 1; last > 0; last--) {
      const other = this.draw(last + 1);
      [order[last], order[other]] = [order[other]!, order[last]!];
    }
    return order;
  }
}
