import { addDays, type Day, isWorkingDay } from "../shared/dates.ts";

/** Days away from projects, both included. */
export type Leave = { from: Day; to: Day };

export type Hands = { hoursAWeek: number; leave: readonly Leave[] };

export type Team = {
  people: readonly Hands[];
  /** What share of those hours keeps the lights on, 0 to 1. */
  lightsOn: number;
  holidays: readonly Day[];
};

/** As far as a day is given: what lies beyond ten years is no date. */
const HORIZON_DAYS = 3_653;

/** A week's hours lie evenly on its five working days, so that a holiday or a day of leave costs a fifth. */
export function hoursOn(day: Day, { people, lightsOn, holidays }: Team): number {
  if (!isWorkingDay(day, holidays)) return 0;
  const isThere = ({ leave }: Hands) => !leave.some(({ from, to }) => from <= day && day <= to);
  const hours = people.filter(isThere).reduce((sum, { hoursAWeek }) => sum + hoursAWeek / 5, 0);
  return hours * (1 - lightsOn);
}

/** The hours that a team has from a day on, as one growing sum. */
export class Capacity {
  readonly #days: Day[] = [];
  readonly #sums: number[] = [];
  readonly #team: Team;
  #next: Day;

  constructor(today: Day, team: Team) {
    this.#team = team;
    this.#next = today;
  }

  /** The first day by whose end so many hours have passed; null where no hours are planned, or not in ten years. */
  dayAfter(hours: number): Day | null {
    while ((this.#sums.at(-1) ?? 0) < hours) if (!this.#grow()) return null;
    let low = 0;
    let high = this.#sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sums[middle] ?? 0) >= hours) high = middle;
      else low = middle + 1;
    }
    return this.#days[low] ?? this.#next;
  }

  /** @returns whether there was another day to look at */
  #grow(): boolean {
    if (this.#days.length >= HORIZON_DAYS) return false;
    this.#sums.push((this.#sums.at(-1) ?? 0) + hoursOn(this.#next, this.#team));
    this.#days.push(this.#next);
    this.#next = addDays(this.#next, 1);
    return true;
  }
}

/** The team's hours from the first day to the last, both included. */
export function hoursBetween(first: Day, last: Day, team: Team): number {
  let sum = 0;
  for (let day = first; day <= last; day = addDays(day, 1)) sum += hoursOn(day, team);
  return sum;
}
