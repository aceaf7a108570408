/** The chances a forecast is said with: P50, P80, P95. */
export const LEVELS = [0.5, 0.8, 0.95] as const;

/** From how many members a group's own past counts, and how many members weigh as much as everybody's past. */
const GROUP_LEAST = 5;
const GROUP_HALF_WEIGHT = 30;

/**
 * The quantile of n sorted values is the one at rank min(n, ceil((n + 1) q)): the rank below which the next
 * value of the same kind falls with a chance of at least q. Source: docs/forecast.md, "The quantile".
 */
export function quantileOf(sorted: ArrayLike<number>, level: number): number {
  const rank = Math.max(1, Math.min(sorted.length, Math.ceil((sorted.length + 1) * level)));
  const value = sorted[rank - 1];
  if (value === undefined) throw new RangeError("A quantile needs at least one value.");
  return value;
}

/**
 * n/(n + 30) × the group's quantile + 30/(n + 30) × the base; a group of fewer than five says nothing.
 * Source: docs/forecast.md, "Size and kind".
 */
export function blendedQuantile(base: number, group: readonly number[], level: number): number {
  const n = group.length;
  if (n < GROUP_LEAST) return base;
  const own = n / (n + GROUP_HALF_WEIGHT);
  return own * quantileOf(group, level) + (1 - own) * base;
}

/**
 * What a forecast quantile costs: q for each unit the value lies above it, 1 - q for each unit below.
 * Its expectation is least at the true quantile. Source: docs/forecast.md, "How a forecast is judged".
 */
export function pinballLoss(level: number, value: number, forecast: number): number {
  return Math.max(level * (value - forecast), (level - 1) * (value - forecast));
}
