import { drawsFor } from "./draws.ts";
import { normalAt } from "./normal.ts";
import { placeIn, SortedWindow } from "./sorted-window.ts";

const WINDOW = 300;
/** So many finished items it takes to say how one compares with them. */
const SCORED_FROM = 30;
/** Scores of the last so many items, in stretches that a team works through in some weeks. */
const KEPT = 1_000;
const STRETCH = 20;
const LEAST = 200;
const MOST = 0.5;
/** A difference below this is one of rounding. */
const TIE = 1e-9;
/** No item has this number: what all share is a draw of its own. */
const SHARED = -1;

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const spread = (values: readonly number[], around: number): number =>
  mean(values.map(value => (value - around) ** 2));

/** How far items that follow one another go wrong together. Source: docs/forecast.md, "Good and bad times". */
export class SharedLuck {
  readonly #before = new SortedWindow(WINDOW);
  #scores: number[] = [];

  /** Scores what began on one day by what was known before it. */
  learn(logRatios: readonly number[]): void {
    const { sorted } = this.#before;
    if (sorted.length >= SCORED_FROM) {
      const score = (ratio: number) => {
        const below = placeIn(sorted, ratio - TIE);
        const tied = placeIn(sorted, ratio + TIE) - below;
        return normalAt((below + (tied + 1) / 2) / (sorted.length + 1));
      };
      this.#scores = [...this.#scores, ...logRatios.map(score)].slice(-KEPT);
    }
    for (const ratio of logRatios) this.#before.add(ratio);
  }

  /** The correlation of two items' scores, from 0: apart, to 1: together. 0 while too few are finished to tell. */
  get together(): number {
    const scores = this.#scores;
    if (scores.length < LEAST) return 0;
    const middle = mean(scores);
    const apart = spread(scores, middle);
    if (apart === 0) return 0;
    const first = scores.length % STRETCH;
    const stretches = Array.from({ length: Math.floor(scores.length / STRETCH) }, (_, index) =>
      mean(scores.slice(first + index * STRETCH, first + (index + 1) * STRETCH)),
    );
    const more = (spread(stretches, middle) * STRETCH) / apart;
    return Math.min(MOST, Math.max(0, (more - 1) / (STRETCH - 1)));
  }
}

/**
 * Where a draw lands, of so many equal steps, in each run: runs in bad times land higher with every item, and a single
 * item lands on each step as often as before. Null where nothing is shared.
 */
export function stepsTogether(
  together: number,
  seed: number,
  runs: number,
  steps: number,
): Uint16Array | null {
  if (together === 0) return null;
  const scores = Array.from({ length: steps }, (_, step) => normalAt((step + 0.5) / steps));
  const ends = Array.from({ length: steps - 1 }, (_, step) => normalAt((step + 1) / steps));
  const [shared, own] = [Math.sqrt(together), Math.sqrt(1 - together)];
  const draw = drawsFor(seed, SHARED);
  const landed = new Uint16Array(runs * steps);
  for (let run = 0; run < runs; run += 1) {
    const times = shared * normalAt(draw(run));
    for (const [step, score] of scores.entries())
      landed[run * steps + step] = placeIn(ends, times + own * score);
  }
  return landed;
}
