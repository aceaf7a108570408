/** Rounds of the event loop without an arrival, after which everybody who came has been seen. */
const quietRounds = 2;
/** Arrivals come first, but whoever waits is never kept for more rounds than these. */
const mostRounds = 60;

/**
 * Who is next, once all who came have been seen: one at a time, and after one of a network comes one of another. The
 * event loop takes in one connection a round. Work that never waits would hold each round for as long as a page takes,
 * so that a flood stands in line unseen, and everybody else behind it.
 */
export class Turns {
  readonly #waiting = new Map<string, (() => void)[]>();
  #isTurning = false;
  #isFresh = false;
  #quiet = 0;
  #rounds = 0;

  /** Somebody came, for whom there may be no place. */
  arrive(): void {
    this.#isFresh = true;
  }

  /** Resolves when it is this one's turn. */
  take(network: string): Promise<void> {
    return new Promise(resolve => {
      const line = this.#waiting.get(network);
      if (line) line.push(resolve);
      else this.#waiting.set(network, [resolve]);
      if (!this.#isTurning) setImmediate(this.#turn);
      this.#isTurning = true;
    });
  }

  readonly #turn = (): void => {
    this.#quiet = this.#isFresh ? 0 : this.#quiet + 1;
    this.#isFresh = false;
    this.#rounds += 1;
    const begin = this.#quiet < quietRounds && this.#rounds < mostRounds ? null : this.#next();
    this.#isTurning = this.#waiting.size > 0;
    if (this.#isTurning) setImmediate(this.#turn);
    begin?.();
  };

  #next(): (() => void) | undefined {
    this.#rounds = 0;
    this.#quiet = 0;
    const [first] = this.#waiting;
    if (!first) return undefined;
    const [network, line] = first;
    const begin = line.shift();
    this.#waiting.delete(network);
    if (line.length > 0) this.#waiting.set(network, line);
    return begin;
  }
}
