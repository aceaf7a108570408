import type { Deps } from "../deps.ts";
import { newId } from "../shared/ids.ts";
import { loggable } from "../web/errors.ts";
import { releaseLease, takeLease } from "./leases.ts";

/** A verb that time calls. It may run twice, or late, and then does nothing a second time. */
export type Timer = {
  name: string;
  everyMs: number;
  /** Has guards of its own, so that every process may run it at once and none waits for a lease. */
  inEveryProcess?: boolean;
  /** Ends early when the signal says so. */
  run(deps: Deps, signal: AbortSignal): Promise<unknown>;
};

export type RunningTimers = { stop(): Promise<void> };

/** Long enough to outlast a slow round, short enough that another process soon takes over from a dead one. */
const leaseMs = 60_000;
const pollMs = 1000;
/** How often a process without the lease asks for it. */
const askMs = 10_000;

/** A moment that lies ahead is one of a clock that was set back since: the wait is over, or it would last for as long. */
const isWithin = (passedMs: number, waitMs: number): boolean => passedMs >= 0 && passedMs < waitMs;

/** One process at a time does what time calls for, the one that holds the lease, but for what every process may do. */
export class Clockwork {
  readonly #deps: Deps;
  readonly #timers: readonly Timer[];
  readonly #lease = { name: "timers", holder: newId() };
  readonly #stopping = new AbortController();
  readonly #ranAt = new Map<Timer, number>();
  readonly #running = new Map<Timer, Promise<void>>();
  #isMine = false;
  #askedAt = Number.NEGATIVE_INFINITY;

  constructor(deps: Deps, timers: readonly Timer[]) {
    this.#deps = deps;
    this.#timers = timers;
  }

  /** Starts whatever is due and not still running. */
  async tick(): Promise<void> {
    if (this.#stopping.signal.aborted) return;
    const isMine = await this.#holds();
    const now = this.#deps.clock.now().getTime();
    for (const timer of this.#timers) {
      const last = this.#ranAt.get(timer) ?? Number.NEGATIVE_INFINITY;
      if (!isMine && !timer.inEveryProcess) continue;
      if (this.#running.has(timer) || isWithin(now - last, timer.everyMs)) continue;
      this.#ranAt.set(timer, now);
      this.#running.set(timer, this.#run(timer));
    }
  }

  /** Resolves when all that runs now has ended. */
  async settled(): Promise<void> {
    await Promise.all(this.#running.values());
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.settled();
    await this.#deps.db.write(tx => releaseLease(tx, this.#lease));
  }

  /** The lease is lengthened at half its life, so that a quiet house writes twice a minute. */
  async #holds(): Promise<boolean> {
    const now = this.#deps.clock.now();
    if (isWithin(now.getTime() - this.#askedAt, this.#isMine ? leaseMs / 2 : askMs)) return this.#isMine;
    this.#isMine = false;
    this.#isMine = await this.#deps.db.write(tx => takeLease(tx, this.#lease, now, leaseMs));
    this.#askedAt = now.getTime();
    return this.#isMine;
  }

  async #run(timer: Timer): Promise<void> {
    try {
      await timer.run(this.#deps, this.#stopping.signal);
    } catch (error) {
      this.#deps.log.error(
        { timer: timer.name, error: loggable(error) },
        "a timer failed and will run again",
      );
    } finally {
      this.#running.delete(timer);
    }
  }
}

/** Polls each second, never by a long timer: one of over 24.8 days would fire at once. */
export function startClockwork(deps: Deps, timers: readonly Timer[]): RunningTimers {
  const clockwork = new Clockwork(deps, timers);
  let round: Promise<void> = Promise.resolve();
  let isBusy = false;
  const interval = setInterval(() => {
    if (isBusy) return;
    isBusy = true;
    round = clockwork
      .tick()
      .catch(error => deps.log.error({ error: loggable(error) }, "the timers could not run"))
      .finally(() => {
        isBusy = false;
      });
  }, pollMs);
  return {
    async stop() {
      clearInterval(interval);
      await round;
      await clockwork.stop();
    },
  };
}
