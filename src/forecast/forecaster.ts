import { compareDays } from "../shared/dates.ts";
import { type Estimated, History, logRatioOf, type Pair } from "./history.ts";
import { LEVELS, pinballLoss } from "./quantiles.ts";
import { SharedLuck } from "./shared-luck.ts";

/** The items that started on one day, and those of them whose forecast is judged. */
export type StartDay = { items: readonly Pair[]; cases: readonly Pair[] };

const FIRST_FIFTH_AT_MOST = 100;
const JUDGED_AT_MOST = 100;
const JUDGED_AT_LEAST = 30;
/** The simpler forecast must be this much better before it is trusted, or chance alone would switch back and forth. */
const DRIFT = 0.97;

/**
 * Items by start day, those of one day in the order given. The first min(100, a fifth) only feed history, and
 * so does whatever starts on the very first day, since nothing was known before it.
 */
export function* startDays(pairs: readonly Pair[]): Generator<StartDay> {
  const ordered = pairs.toSorted((a, b) => compareDays(a.startedOn, b.startedOn));
  const firstCase = Math.min(FIRST_FIFTH_AT_MOST, Math.floor(ordered.length / 5));
  let from = 0;
  while (from < ordered.length) {
    const day = ordered[from]?.startedOn;
    let to = from;
    while (to < ordered.length && ordered[to]?.startedOn === day) to += 1;
    const cases = from === 0 ? [] : ordered.slice(Math.max(from, firstCase), to);
    yield { items: ordered.slice(from, to), cases };
    from = to;
  }
}

/**
 * Says quantiles of log(actual / likely) from what it has learned, and checks itself: where the plain last 100
 * would have cost under 0.97 of the blend over the last 100 judged cases (at least 30), it says that instead.
 * Source: docs/forecast.md, "When the team changes".
 */
export class Forecaster {
  readonly #history = new History();
  readonly #luck = new SharedLuck();
  #losses: { blend: number; recent: number }[] = [];
  #drifted = false;

  get finished(): number {
    return this.#history.count;
  }

  get drifted(): boolean {
    return this.#drifted;
  }

  /** How far items go wrong together, 0 to 1. */
  get together(): number {
    return this.#luck.together;
  }

  quantile(item: Estimated, level: number): number {
    return this.#drifted ? this.#history.recent(level) : this.#history.blend(item, level);
  }

  /** Judges the day's cases by what was known before it, then learns all its items. */
  learn(day: StartDay): void {
    const losses = day.cases.map(pair => ({
      blend: this.#lossOf(pair, level => this.#history.blend(pair, level)),
      recent: this.#lossOf(pair, level => this.#history.recent(level)),
    }));
    this.#losses = [...this.#losses, ...losses].slice(-JUDGED_AT_MOST);
    for (const pair of day.items) this.#history.add(pair);
    this.#luck.learn(day.items.map(logRatioOf));
    const sum = (which: "blend" | "recent") => this.#losses.reduce((total, loss) => total + loss[which], 0);
    this.#drifted = this.#losses.length >= JUDGED_AT_LEAST && sum("recent") < DRIFT * sum("blend");
  }

  #lossOf(pair: Pair, quantile: (level: number) => number): number {
    const ratio = logRatioOf(pair);
    return LEVELS.reduce((total, level) => total + pinballLoss(level, ratio, quantile(level)), 0);
  }
}
