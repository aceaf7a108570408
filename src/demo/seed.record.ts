import { firstHead, link } from "../events/chain.ts";
import type { NewEvent } from "../events/event-kinds.ts";
import type { Made } from "../records/many.actions.ts";
import type { Audience, Kind, Seat } from "../records/records.rules.ts";
import type { Day } from "../shared/dates.ts";
import type { Actor } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";

type Step = {
  at: Date;
  by: Actor;
  forId?: string | undefined;
  event: NewEvent;
  /** What it changes in the record; null where it only adds to its history. */
  changes: { state?: string; audience?: Audience } | null;
};

/** A record as its history makes it: what the verbs would have written, had they been called at the time. */
export abstract class RecordLife {
  readonly id = newId();
  readonly seats = new Map<Seat, string>();
  readonly follows = new Map<string, Date>();
  readonly ties = new Map<string, Date>();
  readonly #steps: Step[] = [];
  title = "";
  words = "";
  due: Day | null = null;
  state = "";
  audience: Audience = "everyone";
  /** When the last thing happened. */
  at: Date;

  abstract readonly kind: Kind;

  constructor(at: Date) {
    this.at = at;
  }

  change(at: Date, by: Actor, event: NewEvent, changes: Step["changes"], forId?: string): void {
    if (changes?.state) this.state = changes.state;
    if (changes?.audience) this.audience = changes.audience;
    this.#steps.push({ at, by, event, changes, forId });
    this.at = at;
  }

  /** An entry that leaves the record's own row as it is; also one between those that are there. */
  add(at: Date, by: Actor, event: NewEvent, forId?: string): void {
    this.#steps.push({ at, by, event, changes: null, forId });
    if (at > this.at) this.at = at;
  }

  take(seat: Seat, personId: string, at: Date): void {
    this.seats.set(seat, personId);
    this.follow(personId, at);
  }

  follow(personId: string, at: Date): void {
    if (!this.follows.has(personId)) this.follows.set(personId, at);
  }

  made(number: number): Made {
    const steps = this.#steps.sort((a, b) => a.at.getTime() - b.at.getTime());
    const begun = steps[0]?.at ?? this.at;
    const { id, kind, title, due } = this;
    const record: Made["record"] = {
      ...{ id, kind, number, title, due, state: "", audience: "seats", version: 0 },
      ...{ since: begun, createdAt: begun, changedAt: begun, eventCount: 0, eventHead: firstHead },
    };
    const chain = steps.map(({ at, by, event, changes, forId }) => {
      if (changes) {
        if (changes.state !== undefined && changes.state !== record.state) record.since = at;
        Object.assign(record, changes, { version: record.version + 1 });
      }
      const row = link(record, { by, now: at, ...(forId ? { forId } : {}) }, record, event);
      Object.assign(record, { changedAt: at, eventCount: row.sequence, eventHead: row.hash });
      return row;
    });
    return { record, chain, words: this.words };
  }
}
