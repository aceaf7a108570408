import { Forecaster, startDays } from "./forecaster.ts";
import { logRatioOf, type Pair } from "./history.ts";
import { LEVELS, pinballLoss } from "./quantiles.ts";
import { RunningMedian } from "./running-median.ts";

/** Shares of the cases, 0 to 1, whose log ratio lies below the quantile, and at or below it. */
export type Coverage = { below: number; atOrBelow: number };

/** The outside shape of `forecast backtest --json`. Pinball losses are means over cases and the three quantiles. */
export type Backtest = {
  cases: number;
  coverage: { p50: Coverage; p80: Coverage; p95: Coverage };
  pinball: { model: number; asGiven: number; medianRatio: number; meanRatio: number };
};

/** Log ratios nearer than this are the same: 7 of 7 hours and 2.1 of 2.1 differ only by rounding. */
const TIE = 1e-9;

/** What a fixed ratio forecasts for all three quantiles. */
type Ratios = { median: number; mean: number };

/** Walks forward in time: each case is forecast from the items that started on an earlier day, and from nothing else. Without a case the shares and losses are NaN. */
export function backtest(pairs: readonly Pair[], onProgress: (done: number) => void = () => {}): Backtest {
  const forecaster = new Forecaster();
  const tally = new Tally();
  const median = new RunningMedian(pairs.map(ratioOf));
  let sum = 0;
  for (const day of startDays(pairs)) {
    const ratios = { median: median.median, mean: sum / forecaster.finished };
    for (const pair of day.cases) {
      tally.add(logRatioOf(pair), level => forecaster.quantile(pair, level), ratios);
    }
    forecaster.learn(day);
    for (const ratio of day.items.map(ratioOf)) {
      median.add(ratio);
      sum += ratio;
    }
    onProgress(forecaster.finished);
  }
  return tally.result();
}

const ratioOf = (pair: Pair): number => pair.actualHours / pair.likelyHours;

class Tally {
  #cases = 0;
  readonly #p50 = { level: LEVELS[0], below: 0, atOrBelow: 0 };
  readonly #p80 = { level: LEVELS[1], below: 0, atOrBelow: 0 };
  readonly #p95 = { level: LEVELS[2], below: 0, atOrBelow: 0 };
  readonly #losses = { model: 0, asGiven: 0, medianRatio: 0, meanRatio: 0 };

  add(value: number, quantile: (level: number) => number, ratios: Ratios): void {
    this.#cases += 1;
    for (const count of [this.#p50, this.#p80, this.#p95]) {
      const said = quantile(count.level);
      if (value < said - TIE) count.below += 1;
      if (value <= said + TIE) count.atOrBelow += 1;
      this.#losses.model += pinballLoss(count.level, value, said);
      this.#losses.asGiven += pinballLoss(count.level, value, 0);
      this.#losses.medianRatio += pinballLoss(count.level, value, Math.log(ratios.median));
      this.#losses.meanRatio += pinballLoss(count.level, value, Math.log(ratios.mean));
    }
  }

  result(): Backtest {
    const shares = (count: Coverage) => ({
      below: count.below / this.#cases,
      atOrBelow: count.atOrBelow / this.#cases,
    });
    const mean = (loss: number) => loss / (this.#cases * LEVELS.length);
    return {
      cases: this.#cases,
      coverage: { p50: shares(this.#p50), p80: shares(this.#p80), p95: shares(this.#p95) },
      pinball: {
        model: mean(this.#losses.model),
        asGiven: mean(this.#losses.asGiven),
        medianRatio: mean(this.#losses.medianRatio),
        meanRatio: mean(this.#losses.meanRatio),
      },
    };
  }
}
