import { Forecaster, startDays } from "./forecaster.ts";
import { canTeach, type Estimated, type Pair } from "./history.ts";

export type { Pair } from "./history.ts";

/** An estimate to forecast. Low and high are the estimator's own. */
export type Item = Estimated & { lowHours?: number; highHours?: number };

/** What may be said of an estimate, and on what it rests. The likely hours are always shown as given. */
export type EffortRange =
  | {
      basis: "estimator";
      finished: number;
      likelyHours: number;
      lowHours: number | null;
      highHours: number | null;
    }
  | {
      basis: "few past items" | "past items";
      finished: number;
      likelyHours: number;
      p50Hours: number;
      p80Hours: number;
      p95Hours: number | null;
    };

/** So many finished items it takes to say a range, its P95, and to say it without "few". */
export const RANGE_FROM = 10;
export const P95_FROM = 19;
export const FEW_BELOW = 20;

/** One walk over the past serves every item that is forecast from it. Pairs without hours to learn from are left out. */
export function learnFrom(history: readonly Pair[]): Forecaster {
  const forecaster = new Forecaster();
  for (const day of startDays(history.filter(canTeach))) forecaster.learn(day);
  return forecaster;
}

/** What has been learned: a forecaster, or what is kept of one. */
type Past = Pick<Forecaster, "finished" | "quantile">;

/** Likely hours × exp(quantile of log(actual / likely)). Source: docs/forecast.md, "The forecast". */
export const hoursAt = (forecaster: Past, item: Estimated, level: number): number =>
  item.likelyHours * Math.exp(forecaster.quantile(item, level));

/**
 * Fewer than 10 finished: only the estimator's own low and high. From 10: P50 and P80, "few past items" up to 19.
 * From 19: P95, since below that its rank lies past the highest value seen.
 */
export function rangeFrom(forecaster: Past, item: Item): EffortRange {
  const { likelyHours } = item;
  if (!(likelyHours >= 0 && Number.isFinite(likelyHours))) {
    throw new RangeError("Likely hours must be a number, zero or more.");
  }
  const { finished } = forecaster;
  if (finished < RANGE_FROM) {
    const { lowHours = null, highHours = null } = item;
    return { basis: "estimator", finished, likelyHours, lowHours, highHours };
  }
  return {
    basis: finished < FEW_BELOW ? "few past items" : "past items",
    finished,
    likelyHours,
    p50Hours: hoursAt(forecaster, item, 0.5),
    p80Hours: hoursAt(forecaster, item, 0.8),
    p95Hours: finished < P95_FROM ? null : hoursAt(forecaster, item, 0.95),
  };
}

/** The range of one estimate from what finished before now. */
export const forecastRange = (history: readonly Pair[], item: Item): EffortRange =>
  rangeFrom(learnFrom(history), item);
