export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands where it was put until it is moved: the example district's life, `--now`, tests. */
export class MovedClock implements Clock {
  #instant: Date;

  constructor(instant: Date) {
    this.#instant = instant;
  }

  now(): Date {
    return new Date(this.#instant);
  }

  moveTo(instant: Date): void {
    this.#instant = instant;
  }
}
