import type { Tx } from "../db/database.ts";
import { findActor } from "../people/people.queries.ts";
import { addDays, type Day, dayOf, instantOf, weekdayOf } from "../shared/dates.ts";
import { time as byItself, type Deed, type District } from "../shared/deed.ts";
import type { Name } from "./demo.cast.ts";

/** What the scenes share: who is who, and the numbers of what earlier scenes made. */
export class Story {
  readonly people: Record<Name, string>;
  readonly #numbers = new Map<string, number>();
  readonly #ids = new Map<string, string>();
  readonly #monday: Day;

  constructor(people: Record<Name, string>, monday: Day) {
    this.people = people;
    this.#monday = monday;
  }

  keep(key: string, record: { number: number; id: string }): void {
    this.#numbers.set(key, record.number);
    this.#ids.set(key, record.id);
  }

  number(key: string): number {
    const number = this.#numbers.get(key);
    if (number === undefined) throw new Error(`no earlier scene made “${key}”`);
    return number;
  }

  id(key: string): string {
    const id = this.#ids.get(key);
    if (id === undefined) throw new Error(`no earlier scene made “${key}”`);
    return id;
  }

  /** For verbs that take a version: the example's people read before they act. */
  about(key: string) {
    return { number: this.number(key), version: null };
  }

  /** A day by weeks from this week's Monday: `day(2, 3)` is a Wednesday in two weeks. */
  day(weeks: number, weekday = 1): Day {
    return addDays(this.#monday, 7 * weeks + weekday - 1);
  }
}

/** One verb, by one person, at a moment of the weeks before this one. */
export type Scene = {
  /** -6 is six weeks ago; weekday 1 is Monday. */
  week: number;
  weekday: number;
  time: string;
  who: Name | "time";
  act(tx: Tx, deed: Deed, story: Story): Promise<unknown>;
};

export const scene = (
  week: number,
  weekday: number,
  time: string,
  who: Name | "time",
  act: Scene["act"],
): Scene => ({ week, weekday, time, who, act });

export const mondayOf = (now: Date, zone: string): Day => {
  const today = dayOf(now, zone);
  return addDays(today, 1 - weekdayOf(today));
};

/** In the order in which they happened. */
export const inOrder = (scenes: readonly Scene[]): Scene[] =>
  [...scenes].sort((a, b) => a.week - b.week || a.weekday - b.weekday || a.time.localeCompare(b.time));

/** What the scene's verb works with: the person with the rights of that day, the clock moved to that moment. */
export async function deedOf(
  tx: Tx,
  { week, weekday, time, who }: Scene,
  story: Story,
  district: District,
): Promise<Deed> {
  const today = story.day(week, weekday);
  const now = instantOf(today, time, district.timeZone);
  const by = who === "time" ? byItself : await findActor(tx, story.people[who], today);
  if (!by) throw new Error(`${who} could not act on ${today}`);
  return { by, now, today, district };
}
