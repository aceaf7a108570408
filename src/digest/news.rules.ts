import type { EventKind } from "../events/event-kinds.ts";
import { viewsDiffer } from "../goals/check-ins.rules.ts";
import { type Health, healths } from "../goals/goals.rules.ts";
import { sees } from "../records/records.rules.ts";
import type { Person } from "../shared/deed.ts";
import type { Facts, Happened, WatchedGoal } from "./facts.queries.ts";

/** What a digest tells as movement; a small step, such as an hour logged, is no news. */
export const movedKinds = [
  "goal proposed",
  "goal confirmed",
  "goal checked in",
  "goal held",
  "goal resumed",
  "request submitted",
  "request answered",
  "request accepted",
  "request estimated",
  "request committed",
  "request started",
  "request delivered",
  "request confirmed",
  "request not yet",
  "work blocked",
  "work done",
  "budget submitted",
  "budget endorsed",
  "budget reviewed",
  "budget returned",
] as const satisfies EventKind[];

export const decidedKinds = [
  "goal achieved",
  "goal retired",
  "request declined",
  "request deferred",
  "request made duplicate",
  "budget decided",
  "budget closed",
] as const satisfies EventKind[];

/** What a reader may be told: seen by them, not their own deed, and for others than liaisons followed or theirs. */
export type Reading = {
  maySee(record: { id: string; audience: Happened["record"]["audience"] }): boolean;
  isOfInterest(recordId: string): boolean;
};

export function readingOf(person: Person, facts: Facts): Reading {
  const sits = facts.sits.get(person.id) ?? new Set();
  const followed = facts.follows.get(person.id) ?? new Set();
  return {
    maySee: record => sees(person, record, sits.has(record.id)),
    isOfInterest: id => person.liaisonSide !== null || sits.has(id) || followed.has(id),
  };
}

/** What happened since, the newest of each record only. */
export function newsOf(person: Person, facts: Facts, kinds: readonly string[], since: Date): Happened[] {
  const reading = readingOf(person, facts);
  const told = new Set<string>();
  return facts.happened.filter(({ event, record }) => {
    if (event.at <= since || event.byId === person.id || !kinds.includes(event.kind)) return false;
    if (told.has(record.id) || !reading.isOfInterest(record.id) || !reading.maySee(record)) return false;
    told.add(record.id);
    return true;
  });
}

export type Risk = { goal: WatchedGoal; differ: boolean; stale: boolean; fell: boolean };

const worse = (before: Health | null, now: Health): boolean =>
  before !== null && healths.indexOf(now) > healths.indexOf(before);

/** Goals where health fell, a side is silent, or the two sides say different things. */
export function risksOf(person: Person, facts: Facts, since: Date): Risk[] {
  const reading = readingOf(person, facts);
  const fell = new Set(
    facts.happened
      .filter(({ event }) => event.kind === "goal checked in" && event.at > since)
      .filter(({ event }) => worse(healthIn(event.data.before), healthIn(event.data.health) ?? "on track"))
      .map(({ record }) => record.id),
  );
  return facts.goals
    .filter(({ record }) => reading.isOfInterest(record.id) && reading.maySee(record))
    .map(goal => {
      const { leadership, technology } = goal.views;
      return {
        goal,
        differ: viewsDiffer(leadership, technology),
        stale: leadership.health === "stale" || technology.health === "stale",
        fell: fell.has(goal.record.id),
      };
    })
    .filter(risk => risk.differ || risk.stale || risk.fell)
    .sort((a, b) => weight(b) - weight(a) || a.goal.record.number - b.goal.record.number);
}

/** What is off track or disputed stands before what is only silent. */
const weight = ({ goal, differ, fell }: Risk): number => {
  const says = [goal.views.leadership.health, goal.views.technology.health];
  return (
    (says.includes("off track") ? 8 : 0) +
    (differ ? 4 : 0) +
    (fell ? 2 : 0) +
    (says.includes("at risk") ? 1 : 0)
  );
};

const healthIn = (value: unknown): Health | null => healths.find(health => health === value) ?? null;
