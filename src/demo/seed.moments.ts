import { type Day, dayOf, instantOf } from "../shared/dates.ts";
import type { Chance } from "./seed.chance.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const opens = 7.5 * hourMs;
const closes = 17 * hourMs;

/** Days after a day, of years that have four digits. */
export const daysAfter = (day: Day, days: number): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

/** Office hours in the district; that its clocks change in summer does not matter here. */
export class Moments {
  readonly now: Date;
  readonly #chance: Chance;
  readonly #inUtc: number;

  constructor(now: Date, timeZone: string, chance: Chance) {
    this.now = now;
    this.#chance = chance;
    const today = dayOf(now, timeZone);
    this.#inUtc = Date.parse(`${today}T00:00:00Z`) - instantOf(today, "00:00", timeZone).getTime();
  }

  /** So many days after that instant, when somebody works, and never in the future. */
  later(from: Date, days: number): Date {
    const at = Math.max(this.#inOffice(from.getTime() + days * dayMs), from.getTime() + 60_000);
    if (at < this.now.getTime()) return new Date(at);
    const left = Math.max(0, this.now.getTime() - from.getTime());
    return new Date(from.getTime() + Math.floor(left * this.#chance.next()));
  }

  before(days: number): Date {
    return this.later(new Date(this.now.getTime() - days * dayMs), 0);
  }

  /** The district's day of that instant. */
  dayOf(instant: Date): Day {
    return new Date(instant.getTime() + this.#inUtc).toISOString().slice(0, 10);
  }

  #inOffice(instant: number): number {
    const local = instant + this.#inUtc;
    let day = Math.floor(local / dayMs);
    const time = local - day * dayMs;
    // Day 0 was a Thursday.
    const weekday = (day + 4) % 7;
    if (weekday === 6) day += 2;
    if (weekday === 0) day += 1;
    const worked = time >= opens && time <= closes ? time : this.#chance.between(opens, closes);
    return Math.floor(day * dayMs + worked - this.#inUtc);
  }
}
