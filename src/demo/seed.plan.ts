import type { RequestState } from "../requests/requests.rules.ts";
import type { Chance } from "./seed.chance.ts";
import type { World } from "./seed.world.ts";

/** How many requests of the example stand in each state. */
export const exampleStates: Partial<Record<RequestState, number>> = {
  draft: 1,
  submitted: 5,
  "needs info": 1,
  accepted: 2,
  estimated: 2,
  committed: 1,
  "in delivery": 2,
  delivered: 1,
  confirmed: 5,
  declined: 1,
  deferred: 1,
  duplicate: 1,
  withdrawn: 1,
};

/** Days since it was begun: half of them are younger than `median`. What is over goes back ten years. */
const ages: Partial<Record<RequestState, { median: number; spread: number }>> = {
  draft: { median: 20, spread: 1 },
  submitted: { median: 10, spread: 1 },
  "needs info": { median: 15, spread: 0.8 },
  accepted: { median: 35, spread: 0.9 },
  estimated: { median: 50, spread: 0.8 },
  committed: { median: 90, spread: 0.7 },
  deferred: { median: 90, spread: 0.7 },
  "in delivery": { median: 120, spread: 0.7 },
  delivered: { median: 90, spread: 0.5 },
};

const mostDays = 3652;

export type Planned = { begins: Date; target: RequestState };

/** So many requests in the example's mix of states, in the order in which they were begun. */
export function planRequests(
  count: number,
  { chance, moments }: Pick<World, "chance" | "moments">,
): Planned[] {
  const states = Object.entries(exampleStates) as [RequestState, number][];
  const deck = states.flatMap(([state, times]) => Array<RequestState>(times).fill(state));
  const planned: Planned[] = [];
  while (planned.length < count)
    for (const target of chance.shuffled(deck).slice(0, count - planned.length))
      planned.push({ target, begins: moments.before(ageOf(target, chance)) });
  return planned.sort((a, b) => a.begins.getTime() - b.begins.getTime());
}

function ageOf(target: RequestState, chance: Chance): number {
  const age = ages[target];
  if (age) return Math.min(mostDays, Math.max(0.5, chance.skewed(age.median, age.spread)));
  return chance.between(45, mostDays);
}
