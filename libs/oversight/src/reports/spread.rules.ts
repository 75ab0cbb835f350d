/** Counts of whole numbers of days, and what can be said of them. */

export interface Weighted {
  value: number;
  count: number;
}

/** The least value that at least this share of the counts does not exceed; null of nothing. */
export function quantile(weighted: readonly Weighted[], share: number): number | null {
  const sorted = weighted.filter(({ count }) => count > 0).sort((a, b) => a.value - b.value);
  const needed = share * countOf(sorted);
  let reached = 0;
  for (const { value, count } of sorted) {
    reached += count;
    if (reached >= needed) return value;
  }
  return null;
}

export function countOf(weighted: readonly { count: number }[]): number {
  return weighted.reduce((sum, { count }) => sum + count, 0);
}

export function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/**
 * Half of all cases had come so far within so many days, those that still wait taken into account:
 * the product-limit estimate (Kaplan and Meier 1958). A median of the finished ones alone is the
 * better the more are left lying. null where half have not come so far.
 */
export function medianWithWaiting(
  finished: readonly Weighted[],
  stillWaiting: readonly Weighted[],
): number | null {
  const steps = new Map<number, { finished: number; left: number }>();
  const at = (value: number) => {
    const step = steps.get(value) ?? { finished: 0, left: 0 };
    steps.set(value, step);
    return step;
  };
  for (const { value, count } of finished) at(value).finished += count;
  for (const { value, count } of stillWaiting) at(value).left += count;
  let atRisk = countOf(finished) + countOf(stillWaiting);
  let share = 1;
  for (const [value, step] of [...steps].sort(([a], [b]) => a - b)) {
    if (step.finished > 0) share *= 1 - step.finished / atRisk;
    if (share <= 0.5 + rounding) return value;
    atRisk -= step.finished + step.left;
  }
  return null;
}

/** What many small factors lose by being multiplied. */
const rounding = 1e-9;

/** The auditor general's groups, in whole weeks that have passed. */
export const weekGroups = ['0-4', '5-8', '9-12', '13+'] as const;
export type WeekGroup = (typeof weekGroups)[number];

export function weekGroupOf(days: number): WeekGroup {
  const weeks = Math.floor(days / 7);
  return weeks <= 4 ? '0-4' : weeks <= 8 ? '5-8' : weeks <= 12 ? '9-12' : '13+';
}

/** The whole days that a group of weeks has in it, both included. */
export const daysOfWeekGroup: Readonly<Record<WeekGroup, { least: number; most: number }>> = {
  '0-4': { least: 0, most: 34 },
  '5-8': { least: 35, most: 62 },
  '9-12': { least: 63, most: 90 },
  '13+': { least: 91, most: 100_000 },
};
