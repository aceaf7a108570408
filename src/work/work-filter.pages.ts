import type { PersonFilter } from "../people/named.queries.ts";
import { refOf } from "../records/records.rules.ts";
import { type FilterBarView, filterPerson, filterSelect, filterText } from "../web/parts.ts";
import { paths, withQuery } from "../web/paths.ts";
import { say } from "../web/sentence.ts";
import type { WorkFilter } from "./work.queries.ts";
import { workStates } from "./work.rules.ts";

export type FilterChoices = {
  filter: Omit<WorkFilter, "sort"> & Partial<Pick<WorkFilter, "sort">>;
  query: Record<string, string | readonly string[] | null>;
  goals: { id: string; number: number; title: string }[];
  person: PersonFilter | null;
};

/** The same filters for the list and for the board, which shows every state anyway. */
export function workFilterBar(
  { filter, query, goals, person }: FilterChoices,
  { isBoard, isEmpty }: { isBoard: boolean; isEmpty: boolean },
): FilterBarView {
  const [state = null] = filter.states ?? [];
  const without = (key: string) => withQuery(paths.list("work"), { ...query, [key]: null, after: null });
  const goal = goals.find(({ id }) => id === filter.underId);
  const chosen = [
    state && { label: state, href: without("state") },
    goal && { label: `${refOf("goal", goal.number)} ${goal.title}`, href: without("goal") },
    person && { label: person.called, href: without("person") },
    filter.words && { label: `“${filter.words}”`, href: without("q") },
  ].filter(each => each !== null && each !== undefined && each !== "");
  const states = workStates.map(word => [word, word] as const);
  const { sort = "changed" } = filter;
  return {
    action: paths.list("work"),
    fields: [
      ...(isBoard ? [] : [filterSelect("state", "State", states, state)]),
      filterSelect(
        "goal",
        "Goal",
        goals.map(each => [each.id, `${refOf("goal", each.number)} ${each.title}`] as const),
        filter.underId ?? null,
      ),
      filterPerson("person", "Person", person?.called ?? null),
      filterText("q", "Word", filter.words ?? null),
    ],
    hidden: [
      ...(isBoard ? [{ name: "view", value: "board" }] : []),
      ...(sort === "changed" ? [] : [{ name: "sort", value: sort }]),
    ],
    shown: say(chosen.length > 0 ? "the work that fits" : "all work"),
    chosen,
    keepHref: null,
    csvHref:
      isEmpty || isBoard ? null : withQuery(paths.list("work"), { ...query, after: null, format: "csv" }),
  };
}
