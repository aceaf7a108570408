/** The place of the first value in the sorted list that is not lower: where the value stands, or would. */
export function placeIn(sorted: readonly number[], value: number): number {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((sorted[middle] ?? value) < value) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The last `size` values, kept in order of value while they come and go: a change costs one short copy. */
export class SortedWindow {
  readonly #size: number;
  readonly #arrivals: number[] = [];
  readonly #sorted: number[] = [];
  #oldest = 0;

  constructor(size: number) {
    this.#size = size;
  }

  get sorted(): readonly number[] {
    return this.#sorted;
  }

  add(value: number): void {
    const leaving = this.#arrivals[this.#oldest];
    if (this.#arrivals.length === this.#size && leaving !== undefined) {
      this.#sorted.splice(placeIn(this.#sorted, leaving), 1);
    }
    this.#arrivals[this.#oldest] = value;
    this.#oldest = (this.#oldest + 1) % this.#size;
    this.#sorted.splice(placeIn(this.#sorted, value), 0, value);
  }
}
