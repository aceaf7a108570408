import type { Sort } from "../records/records.list.ts";
import { type FilterBarView, filterCheckbox, filterSelect, filterText, type Link } from "../web/parts.ts";
import { paths, withQuery } from "../web/paths.ts";
import { say, strong } from "../web/sentence.ts";
import { healthWords, stateWords } from "./goals-list.rules.ts";
import type { ListedPriority } from "./priorities.queries.ts";
import { priorityName } from "./priorities.rules.ts";

/** The filters as they stand in the address. */
export type ListQuery = {
  state: string | null;
  priority: string | null;
  person: string | null;
  q: string | null;
  health: string | null;
  differ: string | null;
};

const healthLabels: Record<(typeof healthWords)[number], string> = {
  "on track": "On track",
  "at risk": "At risk",
  "off track": "Off track",
  stale: "No word lately",
  none: "No view yet",
};

const capital = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1);

const orders: Record<Sort, string> = {
  changed: "last changed first",
  due: "soonest due first, those without a day left out",
  number: "newest first",
};

type Given = {
  query: ListQuery;
  sort: Sort;
  rows: readonly unknown[];
  priorities: readonly ListedPriority[];
  people: readonly { id: string; name: string }[];
};

export function goalFilterBar({ query, sort, rows, priorities, people }: Given): FilterBarView {
  const named = priorities.map(priority => [priority.id, priorityName(priority)] as const);
  const kept = { ...query, sort: sort === "changed" ? null : sort };
  return {
    action: paths.list("goal"),
    fields: [
      filterSelect("priority", "Priority", named, query.priority),
      filterSelect(
        "state",
        "State",
        stateWords.map(word => [word, capital(word)] as const),
        query.state,
        "Open",
      ),
      filterSelect(
        "person",
        "Sponsor or partner",
        people.map(({ id, name }) => [id, name] as const),
        query.person,
      ),
      filterSelect(
        "health",
        "Health, either side",
        healthWords.map(word => [word, healthLabels[word]] as const),
        query.health,
      ),
      filterText("q", "Word", query.q),
      filterCheckbox("differ", "Two views differ", query.differ !== null),
    ],
    hidden: sort === "changed" ? [] : [{ name: "sort", value: sort }],
    shown: say(strong(shownWords(query)), `, ${orders[sort]}`),
    chosen: chosenOf(query, sort, new Map([...named, ...people.map(({ id, name }) => [id, name] as const)])),
    keepHref: null,
    csvHref: rows.length > 0 ? withQuery(paths.list("goal"), { ...kept, format: "csv" }) : null,
  };
}

function shownWords({ state }: ListQuery): string {
  if (state === null) return "goals that are open";
  return state === "all" ? "all goals" : `goals that are ${state}`;
}

/** Each chosen filter, with the address that lacks it. */
function chosenOf(query: ListQuery, sort: Sort, names: Map<string, string>): Link[] {
  const labels: Record<keyof ListQuery, string | null> = {
    state: query.state && capital(query.state),
    priority: query.priority && (names.get(query.priority) ?? "Priority"),
    person: query.person && (names.get(query.person) ?? "Person"),
    q: query.q && `“${query.q}”`,
    health: query.health && (healthLabels[query.health as keyof typeof healthLabels] ?? query.health),
    differ: query.differ && "Two views differ",
  };
  const keys = Object.keys(labels) as (keyof ListQuery)[];
  const without = (key: keyof ListQuery) =>
    withQuery(paths.list("goal"), { ...query, [key]: null, sort: sort === "changed" ? null : sort });
  return keys.flatMap(key => (labels[key] ? [{ label: labels[key], href: without(key) }] : []));
}
