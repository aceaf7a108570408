import type { Day } from "../shared/dates.ts";
import { blendedQuantile, quantileOf } from "./quantiles.ts";
import { SortedWindow } from "./sorted-window.ts";

/** A finished item: the likely hours said before work began, and the hours it took. */
export type Pair = {
  startedOn: Day;
  likelyHours: number;
  actualHours: number;
  /** "" where none is known */
  kind: string;
};

export type Estimated = Pick<Pair, "likelyHours" | "kind">;

const WINDOW = 300;
const RECENT = 100;

/** log(actual / likely): 0 is as estimated, log 2 twice the hours. */
export const logRatioOf = (pair: Pair): number => Math.log(pair.actualHours / pair.likelyHours);

/** Hours that can teach: both above zero, and their ratio a number. */
export const canTeach = (pair: Pair): boolean =>
  pair.likelyHours > 0 && pair.actualHours > 0 && Number.isFinite(logRatioOf(pair));

/** The size class floor(log2 hours), held in -2 (under half an hour) … 8 (from 256 hours). */
export const sizeOf = (likelyHours: number): number =>
  Math.min(8, Math.max(-2, Math.floor(Math.log2(likelyHours))));

/** The log ratios of finished items: the last 300 of all, of each size and of each kind, and the last 100. */
export class History {
  readonly #all = new SortedWindow(WINDOW);
  readonly #recent = new SortedWindow(RECENT);
  readonly #sizes = new Map<number, SortedWindow>();
  readonly #kinds = new Map<string, SortedWindow>();
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(pair: Pair): void {
    if (!canTeach(pair)) throw new RangeError("A finished item needs hours above zero, likely and actual.");
    const ratio = logRatioOf(pair);
    this.#count += 1;
    this.#all.add(ratio);
    this.#recent.add(ratio);
    windowOf(this.#sizes, sizeOf(pair.likelyHours)).add(ratio);
    windowOf(this.#kinds, pair.kind).add(ratio);
  }

  /** The mean of the quantile shrunk by size and the one shrunk by kind (docs/forecast.md, "Size and kind"). */
  blend(item: Estimated, level: number): number {
    const base = quantileOf(this.#all.sorted, level);
    const bySize = blendedQuantile(base, this.#sizes.get(sizeOf(item.likelyHours))?.sorted ?? [], level);
    const byKind = blendedQuantile(base, this.#kinds.get(item.kind)?.sorted ?? [], level);
    return (bySize + byKind) / 2;
  }

  /** The plain quantile of the last 100 of all: what the drift rule falls back to. */
  recent(level: number): number {
    return quantileOf(this.#recent.sorted, level);
  }
}

function windowOf<Key>(windows: Map<Key, SortedWindow>, key: Key): SortedWindow {
  const known = windows.get(key);
  if (known) return known;
  const made = new SortedWindow(WINDOW);
  windows.set(key, made);
  return made;
}
