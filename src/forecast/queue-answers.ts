import type { Database } from "../db/database.ts";
import type { Deps } from "../deps.ts";
import { dayOf } from "../shared/dates.ts";
import type { District } from "../shared/deed.ts";
import { fingerprintOf, type Inputs, loadInputs } from "./inputs.queries.ts";

/** As long as nobody notices that a page waits. What takes longer is there at a later look, and the page says so. */
export const patienceMs = 100;

type Asked = {
  /** What tells it from other questions; as JSON. */
  question: unknown;
  /** Requests that are not promised, but might be. */
  also: readonly string[];
};

/** Answers to the last few questions about the queue, each worked out once however many ask, as long as nothing changes. */
export class QueueAnswers<T> {
  readonly #kept = new WeakMap<Database, Map<string, Promise<T>>>();
  readonly #most: number;

  constructor(most = 20) {
    this.#most = most;
  }

  async get(
    { db, clock }: Pick<Deps, "db" | "clock">,
    district: District,
    { question, also }: Asked,
    answer: (inputs: Inputs) => Promise<T>,
  ): Promise<T> {
    const now = clock.now();
    const today = dayOf(now, district.timeZone);
    const key = JSON.stringify([await fingerprintOf(db.read, now, today), question]);
    const kept = this.#kept.get(db) ?? new Map<string, Promise<T>>();
    this.#kept.set(db, kept);
    const known = kept.get(key);
    if (known) return known;
    const found = loadInputs(db.read, district, today, also).then(answer);
    kept.set(key, found);
    for (const old of [...kept.keys()].slice(0, -this.#most)) kept.delete(old);
    found.catch(() => kept.delete(key));
    return found;
  }
}
