import type { Equation } from './suppression.model.js';

/**
 * Which counts to hide: those from one to less than `below`, and as few others as it takes that none
 * of them can be found by any adding and subtracting of what is shown, nor the sum of few hidden
 * ones by subtraction. Wholes that other reports show too are hidden last.
 */
export function hiddenCounts(
  counts: ReadonlyMap<string, number>,
  equations: readonly Equation[],
  below: number,
  isTotal: (name: string) => boolean,
): Set<string> {
  const isSmall = (value: number) => value > 0 && value < below;
  const hidden = new Set([...counts].filter(([, value]) => isSmall(value)).map(([name]) => name));
  for (;;) {
    const told = smallSum(counts, equations, hidden, isSmall) ?? found(equations, hidden);
    if (!told) return hidden;
    const next = candidates(told, equations, hidden, counts, isTotal)[0];
    if (next === undefined) return new Set(counts.keys());
    hidden.add(next);
  }
}

/** Hidden counts of one equation whose sum can be found and is itself a small count. */
function smallSum(
  counts: ReadonlyMap<string, number>,
  equations: readonly Equation[],
  hidden: ReadonlySet<string>,
  isSmall: (value: number) => boolean,
): string[] | null {
  for (const { whole, parts } of equations) {
    if (hidden.has(whole)) continue;
    const out = parts.filter((part) => hidden.has(part));
    if (isSmall(out.reduce((sum, part) => sum + (counts.get(part) ?? 0), 0))) return out;
  }
  return null;
}

/** A hidden count that the equations determine: after elimination it stands alone in one. */
function found(equations: readonly Equation[], hidden: ReadonlySet<string>): string[] | null {
  const names = [...hidden];
  const rows = equations.map(({ whole, parts }) =>
    names.map((name) => (name === whole ? -1 : 0) + parts.filter((part) => part === name).length),
  );
  let done = 0;
  for (let column = 0; column < names.length && done < rows.length; column++) {
    const pivot = rows.findIndex((row, index) => index >= done && !isZero(row[column]));
    if (pivot < 0) continue;
    const [row = []] = rows.splice(pivot, 1);
    const lead = row[column] ?? 1;
    const scaled = row.map((value) => value / lead);
    for (const [index, other] of rows.entries()) {
      const factor = other[column] ?? 0;
      if (!isZero(factor)) {
        rows[index] = other.map((value, at) => value - factor * (scaled[at] ?? 0));
      }
    }
    rows.splice(done, 0, scaled);
    done++;
  }
  const alone = rows.find((row) => row.filter((value) => !isZero(value)).length === 1);
  const name = alone && names[alone.findIndex((value) => !isZero(value))];
  return name === undefined ? null : [name];
}

function isZero(value: number | undefined): boolean {
  return Math.abs(value ?? 0) < 1e-9;
}

/** What may be hidden beside these, best first: a count of something, small, and no total. */
function candidates(
  told: readonly string[],
  equations: readonly Equation[],
  hidden: ReadonlySet<string>,
  counts: ReadonlyMap<string, number>,
  isTotal: (name: string) => boolean,
): string[] {
  const beside = equations
    .map(({ whole, parts }) => [whole, ...parts])
    .filter((names) => told.some((name) => names.includes(name)))
    .flat()
    .filter((name) => !hidden.has(name));
  const cost = (name: string) => {
    const value = counts.get(name) ?? 0;
    return (isTotal(name) ? 2e12 : 0) + (value === 0 ? 1e12 : value);
  };
  return [...new Set(beside)].sort((a, b) => cost(a) - cost(b) || (a < b ? -1 : 1));
}
