import { type EffortRange, type Item, RANGE_FROM, rangeFrom } from "./forecast.rules.ts";
import type { Forecaster } from "./forecaster.ts";
import { sizeOf } from "./history.ts";
import { LEVELS } from "./quantiles.ts";

/** Log ratios with 50, 80 and 95 %, by size and kind: what pages say of an estimate without going through the past. */
export type Ranges = Record<string, number[]>;
/** As it stands with the forecasts. */
export type KnownPast = { ranges: Ranges; finished: number };

const levels: readonly number[] = LEVELS;
const sizes = Array.from({ length: 11 }, (_, index) => index - 2);
const keyOf = (kind: string, size: number): string => `${size} ${kind}`;
const digits = 10_000;

/** @param kinds "" is one too: of work that no request asked for */
export function rangesOf(forecaster: Forecaster, kinds: readonly string[]): Ranges {
  if (forecaster.finished < RANGE_FROM) return {};
  const like = (item: { likelyHours: number; kind: string }) =>
    levels.map(level => Math.round(forecaster.quantile(item, level) * digits) / digits);
  return Object.fromEntries(
    kinds.flatMap(kind =>
      sizes.map(size => [keyOf(kind, size), like({ likelyHours: 2 ** size, kind })] as const),
    ),
  );
}

/** What the past says of an estimate; null where it has not been looked through yet. */
export function rangeIn(past: KnownPast | undefined, item: Item): EffortRange | null {
  if (!past) return null;
  const { ranges, finished } = past;
  const like = ranges[keyOf(item.kind, sizeOf(item.likelyHours))];
  if (finished >= RANGE_FROM && !like) return null;
  const quantile = (_: Item, level: number) => like?.[levels.indexOf(level)] ?? 0;
  return rangeFrom({ finished, quantile }, item);
}
