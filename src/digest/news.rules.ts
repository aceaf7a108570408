import { isPast } from "../forecast/days.rules.ts";
import { viewsDiffer } from "../goals/check-ins.rules.ts";
import { type Health, healths } from "../goals/goals.rules.ts";
import { sees } from "../records/records.rules.ts";
import type { Person } from "../shared/deed.ts";
import type { Facts, Happened, WatchedGoal } from "./facts.queries.ts";

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

/** What they sit at or follow, as far as anything happened to it. */
const caredFor = ({ id }: Person, { sits, follows }: Facts): string[] => [
  ...new Set([...(sits.get(id) ?? []), ...(follows.get(id) ?? [])]),
];

/** What happened to all that may interest the person, newest first; a liaison cares for everything. */
function happenedFor(person: Person, facts: Facts): readonly Happened[] {
  if (person.liaisonSide !== null) return facts.happened;
  return caredFor(person, facts)
    .flatMap(id => facts.happenedTo.get(id) ?? [])
    .sort(newestFirst);
}

/** As the query orders them. */
const newestFirst = ({ event: a }: Happened, { event: b }: Happened): number =>
  b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1);

/** What happened since, the newest of each record only. */
export function newsOf(person: Person, facts: Facts, kinds: ReadonlySet<string>, since: Date): Happened[] {
  const { maySee } = readingOf(person, facts);
  const told = new Set<string>();
  return happenedFor(person, facts).filter(({ event, record }) => {
    if (event.at <= since || event.byId === person.id || !kinds.has(event.kind)) return false;
    if (told.has(record.id) || !maySee(record)) return false;
    told.add(record.id);
    return true;
  });
}

/**
 * What was said since: where the person is named, whatever they follow; else the last of each record that they sit at or
 * follow and that `moved` says nothing of. Talk is for those whom it concerns: liaisons hear of no other either.
 */
export function saidTo(
  person: Person,
  facts: Facts,
  since: Date,
  moved: readonly Happened[],
): { named: Happened[]; said: Happened[] } {
  const { maySee } = readingOf(person, facts);
  const isNews = ({ event, record }: Happened) =>
    event.at > since && event.byId !== person.id && maySee(record);
  const named = (facts.namedIn.get(person.id) ?? []).filter(isNews);
  const told = new Set([...moved, ...named].map(({ record }) => record.id));
  const said = caredFor(person, facts)
    .filter(id => !told.has(id))
    .flatMap(id => facts.saidOf.get(id)?.find(isNews) ?? [])
    .sort(newestFirst);
  return { named, said };
}

export type Risk = { goal: WatchedGoal; differ: boolean; stale: boolean; fell: boolean; past: boolean };

/** Goals where health fell, a side is silent, the two sides say different things, or the 80 % day is past the due one. */
export function risksOf(person: Person, facts: Facts, since: Date): Risk[] {
  const reading = readingOf(person, facts);
  const isFallen = (id: string) => (facts.fellAt.get(id) ?? since) > since;
  return facts.goals
    .filter(({ record }) => reading.isOfInterest(record.id) && reading.maySee(record))
    .map(goal => {
      const { leadership, technology } = goal.views;
      return {
        goal,
        differ: viewsDiffer(leadership, technology),
        stale: leadership.health === "stale" || technology.health === "stale",
        fell: isFallen(goal.record.id),
        past: isPast(goal.days, goal.record.due),
      };
    })
    .filter(risk => risk.differ || risk.stale || risk.fell || risk.past)
    .sort((a, b) => weight(b) - weight(a) || a.goal.record.number - b.goal.record.number);
}

/** What is off track or disputed stands before what is only silent. */
const weight = ({ goal, differ, fell, past }: Risk): number => {
  const says = [goal.views.leadership.health, goal.views.technology.health];
  return (
    (says.includes("off track") ? 8 : 0) +
    (differ ? 4 : 0) +
    (fell || past ? 2 : 0) +
    (says.includes("at risk") ? 1 : 0)
  );
};

const healthIn = (value: unknown): Health | null => healths.find(health => health === value) ?? null;

const fell = ({ event: { kind, data } }: Happened): boolean => {
  const before = healthIn(data.before);
  const now = healthIn(data.health) ?? "on track";
  return kind === "goal checked in" && before !== null && healths.indexOf(now) > healths.indexOf(before);
};

/** Those who are named in each comment, by person. */
export const namings = (said: readonly Happened[]): Map<string, Happened[]> => {
  const pairs = said.flatMap(each => {
    const { mentioned } = each.event.data;
    return Array.isArray(mentioned) ? mentioned.map(id => ({ id: String(id), each })) : [];
  });
  const by = Map.groupBy(pairs, ({ id }) => id);
  return new Map([...by].map(([id, some]) => [id, some.map(({ each }) => each)]));
};

/** When a check-in last made the health of each goal worse; events come newest first. */
export const lastFalls = (happened: readonly Happened[]): Map<string, Date> =>
  new Map(
    happened
      .filter(fell)
      .toReversed()
      .map(({ event, record }) => [record.id, event.at]),
  );
