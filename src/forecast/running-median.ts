import { placeIn } from "./sorted-window.ts";

/**
 * The median of a growing selection of numbers that are all known beforehand: counts by rank in a Fenwick tree
 * (P. Fenwick, "A new data structure for cumulative frequency tables", 1994), so that each step costs log n.
 */
export class RunningMedian {
  readonly #values: readonly number[];
  readonly #counts: Uint32Array;
  #count = 0;

  constructor(all: readonly number[]) {
    this.#values = [...new Set(all)].sort((a, b) => a - b);
    this.#counts = new Uint32Array(this.#values.length + 1);
  }

  add(value: number): void {
    this.#count += 1;
    for (let node = placeIn(this.#values, value) + 1; node < this.#counts.length; node += node & -node) {
      this.#counts[node] = (this.#counts[node] ?? 0) + 1;
    }
  }

  /** The middle value, or the mean of the two in the middle. */
  get median(): number {
    return (this.#ranked((this.#count + 1) >> 1) + this.#ranked((this.#count + 2) >> 1)) / 2;
  }

  #ranked(rank: number): number {
    let place = 0;
    let left = rank;
    for (let step = 2 ** Math.floor(Math.log2(this.#counts.length)); step >= 1; step /= 2) {
      const count = this.#counts[place + step];
      if (count !== undefined && count < left) {
        place += step;
        left -= count;
      }
    }
    return this.#values[place] ?? Number.NaN;
  }
}
