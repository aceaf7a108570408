import { priorityName } from "../../goals/priorities.rules.ts";
import { type NumberedKind, refOf } from "../../records/records.rules.ts";
import { fiscalYearName } from "../../shared/dates.ts";
import { formatCents } from "../../shared/money.ts";
import type { SightView } from "../../web/parts.ts";
import { paths, withQuery } from "../../web/paths.ts";
import { late, link, type Part, say } from "../../web/sentence.ts";
import { type Below, mostPlaced } from "./line-of-sight.queries.ts";
import type { Sight, YearOfMoney } from "./line-of-sight.rules.ts";

type SeenGoal = {
  record: { id: string; number: number; title: string };
  priority: { id: string; code: string; title: string };
};

const counted = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

/** "3 requests"; "over 200 work items" where there are more than were followed. */
function countOf(kind: "request" | "work", { requests, work, over }: Sight): string {
  if (over.has(kind)) return `over ${mostPlaced} ${kind === "work" ? "work items" : "requests"}`;
  return kind === "work"
    ? counted(work.length, "work item", "work items")
    : counted(requests.length, "request", "requests");
}

const named = (kind: NumberedKind, { number, title }: Below) =>
  link(paths.record(kind, number), title, refOf(kind, number));

/** The first by name, the others by number: "R-214 Nightly class lists and 2 more"; too many to count are "all". */
function firstAndMore(
  kind: NumberedKind,
  rows: readonly Below[],
  isOver: boolean,
  goal: SeenGoal["record"],
): Part[] {
  const [first] = rows;
  if (!first) return [];
  const blocked = first.state === "blocked" ? ", blocked," : "";
  if (rows.length === 1) return say(named(kind, first), blocked.replace(/,$/, ""));
  // The list of requests shows what was asked for, and a number reads better there.
  const all = withQuery(paths.list(kind), {
    goal: kind === "request" ? refOf("goal", goal.number) : goal.id,
  });
  return isOver
    ? say(named(kind, first), `${blocked} and others: `, link(all, "see all"))
    : say(named(kind, first), `${blocked} and `, link(all, `${rows.length - 1} more`));
}

const moneyWords = ({ approved, asked, drafted }: YearOfMoney): string =>
  [
    approved > 0 ? `${formatCents(approved)} approved` : "",
    asked > 0 ? `${formatCents(asked)} asked` : "",
    drafted > 0 ? `${formatCents(drafted)} in draft` : "",
  ]
    .filter(Boolean)
    .join(", ") || "nothing approved";

/** From the priority down to the money, and what is missing. */
export function sightView(goal: SeenGoal, sight: Sight, fiscalYearStart: string): SightView {
  const { record, priority } = goal;
  const { over } = sight;
  const hours = `${over.has("work") ? "over " : ""}${sight.hoursLeft.toLocaleString("en-US")}`;
  const left = sight.hoursLeft > 0 ? `, ${hours} ${sight.hoursLeft === 1 ? "hour" : "hours"} left` : "";
  return {
    above: {
      kind: "Priority",
      said: say(link(withQuery(paths.list("goal"), { priority: priority.id }), priorityName(priority))),
    },
    here: {
      kind: "Goal",
      said: say(link(paths.record("goal", record.number), record.title, refOf("goal", record.number))),
    },
    below: [
      ...(sight.requests.length > 0
        ? [
            {
              kind: countOf("request", sight),
              said: firstAndMore("request", sight.requests, over.has("request"), record),
            },
          ]
        : []),
      ...(sight.work.length > 0
        ? [
            {
              kind: `${countOf("work", sight)}${left}`,
              said: firstAndMore("work", sight.work, over.has("work"), record),
            },
          ]
        : []),
      ...sight.money.map(year => ({
        kind: `Money, ${fiscalYearName(year.fiscalYear, fiscalYearStart)}`,
        said: say(link(withQuery(paths.list("budget"), { goal: record.id }), moneyWords(year))),
      })),
      ...(sight.missing.length > 0
        ? [{ kind: "What is missing", said: say(late(sight.missing.join(", "))) }]
        : []),
    ],
  };
}
