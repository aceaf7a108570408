import { unavailable } from "../shared/app-error.ts";
import { elapsed } from "../shared/wait.ts";

type Waiting = { take: () => void; timer: NodeJS.Timeout };

const breatheEveryMs = 4;
const busy = () => unavailable("Too many changes at once. Try again in a few seconds.");

/** One at a time, first come, first served; no more than `most` wait, and none longer than `waitMs`. */
export class Turns {
  #taken = false;
  #breathed = elapsed();
  readonly #queue = new Set<Waiting>();
  readonly #most: number;
  readonly #waitMs: number;

  constructor(most: number, waitMs: number) {
    this.#most = most;
    this.#waitMs = waitMs;
  }

  async take<T>(work: () => Promise<T>): Promise<T> {
    await this.#turn();
    try {
      return await work();
    } finally {
      this.#handOn();
    }
  }

  /** Resolves when everyone who waits has had their turn; nobody new may come. */
  async end(): Promise<void> {
    await this.take(async () => {});
  }

  #turn(): Promise<void> | undefined {
    if (!this.#taken) {
      this.#taken = true;
      return undefined;
    }
    if (this.#queue.size >= this.#most) throw busy();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const giveUp = () => {
      this.#queue.delete(waiting);
      reject(busy());
    };
    const waiting: Waiting = { take: resolve, timer: setTimeout(giveUp, this.#waitMs) };
    this.#queue.add(waiting);
    return promise;
  }

  /** Writes follow each other without leaving the microtask queue; now and then the network needs a breath. */
  #handOn(): void {
    if (this.#queue.size === 0) {
      this.#taken = false;
      return;
    }
    if (elapsed() - this.#breathed < breatheEveryMs) {
      this.#next();
      return;
    }
    setImmediate(() => {
      this.#breathed = elapsed();
      this.#next();
    });
  }

  #next(): void {
    const [first] = this.#queue;
    if (!first) {
      this.#taken = false;
      return;
    }
    this.#queue.delete(first);
    clearTimeout(first.timer);
    first.take();
  }
}
