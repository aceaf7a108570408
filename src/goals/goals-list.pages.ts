import { bulkBar, tickOf } from "../bulk/bulk-bar.pages.ts";
import type { Sort } from "../records/records.list.ts";
import { refOf } from "../records/records.rules.ts";
import { keepable } from "../saved-views/saved-views.pages.ts";
import { type Day, formatShortDay } from "../shared/dates.ts";
import type { Actor } from "../shared/deed.ts";
import { deedLink, pageHead } from "../web/head.ts";
import { cell, head, keptCells, listView, rowHead } from "../web/list.ts";
import { sideMark } from "../web/marks.ts";
import type { EmptyView, PagerView } from "../web/parts.ts";
import { paths, withQuery } from "../web/paths.ts";
import { health, type Part, ref, say, time, titleLink } from "../web/sentence.ts";
import { goalTag, healthOf } from "./goal-words.pages.ts";
import { goalStateOf } from "./goals.queries.ts";
import { canDraft, canManagePriorities } from "./goals.rules.ts";
import { goalFilterBar, type ListQuery } from "./goals-filter.pages.ts";
import type { ListedGoal } from "./goals-list.queries.ts";
import { baselineWords, formatValue, targetWords } from "./measures.rules.ts";
import type { ListedPriority } from "./priorities.queries.ts";
import { priorityName } from "./priorities.rules.ts";

export type GoalListPage = {
  rows: ListedGoal[];
  pager: PagerView;
  query: ListQuery;
  sort: Sort;
  priorities: ListedPriority[];
  people: { id: string; name: string }[];
  /** Active goals, and those of them on which the sides disagree; counted to `most` at the utmost. */
  counts: { active: number; differ: number; most: number };
  actor: Actor;
  today: Day;
};

export function goalListPage(page: GoalListPage) {
  const { rows, actor, priorities } = page;
  return {
    head: pageHead({
      title: "Goals",
      kicker: kickerOf(priorities),
      heading: "What the district wants for its students",
      standing: say(countWords(page.counts)),
      deeds: [
        ...(canDraft(actor) && priorities.length > 0
          ? [deedLink("Draft a goal", paths.new("goal"), { first: true })]
          : []),
        ...(canManagePriorities(actor) ? [deedLink("Priorities", paths.priorities)] : []),
      ],
    }),
    ...keepable("goal", goalFilterBar(page)),
    list: rows.length === 0 ? null : table(page),
    bulk: bulkBar(
      "goal",
      actor,
      numbersOf(rows),
      withQuery(paths.list("goal"), { ...page.query, sort: page.sort }),
    ),
    empty: rows.length === 0 ? emptyView(page) : null,
    pager: page.pager,
  };
}

function kickerOf(priorities: readonly ListedPriority[]): Part[] {
  const years = [...new Set(priorities.map(priority => priority.years).filter(Boolean))];
  return say(years.length === 1 ? `Goals · ${years[0]}` : "Goals");
}

function countWords({ active, differ, most }: GoalListPage["counts"]): string {
  const some =
    active > most ? `Over ${most} active goals` : `${active} active ${active === 1 ? "goal" : "goals"}`;
  if (differ === 0) return `${some}.`;
  return `${some}. On ${differ > most ? `over ${most}` : differ} of them the two sides disagree.`;
}

const numbersOf = (rows: readonly ListedGoal[]) => rows.map(({ record }) => record);

function table({ rows, query, sort, today }: GoalListPage) {
  const sorted = (by: Sort) => ({
    href: withQuery(paths.list("goal"), { ...query, sort: by === "changed" ? null : by }),
    sort: sort === by ? (by === "due" ? ("ascending" as const) : ("descending" as const)) : null,
  });
  return listView({
    caption: "Goals with the view of each side",
    heads: [
      head("Goal", sorted("number")),
      head("Leadership", { mark: sideMark("leadership", { spoken: false }) }),
      head("Technology", { mark: sideMark("technology", { spoken: false }) }),
      head("Measure, last and target"),
      head("Due", sorted("due")),
      head("State", sorted("changed")),
    ],
    rows: rows.map(row => cellsOf(shownOf(row, today))),
  });
}

/** Why, risks and the like are not shown. */
const shownOf = ({ row: { dueText, fromPlanAt }, ...listed }: ListedGoal, today: Day) => ({
  ...{ ...listed, today },
  row: { dueText, fromPlanAt },
});

const cellsOf = keptCells((shown: ReturnType<typeof shownOf>) => {
  const { record, row, priority, views, measure, reading, today } = shown;
  const kind = say(ref(refOf("goal", record.number)), ` · ${priorityName(priority)}`);
  return [
    rowHead(say(titleLink(paths.record("goal", record.number), record.title)), {
      kind,
      tick: tickOf("goal", record.number),
    }),
    cell("Leadership", say(health(healthOf(views.leadership, today, { isShort: true })))),
    cell("Technology", say(health(healthOf(views.technology, today, { isShort: true })))),
    cell("Measure", measure ? measureWords(measure, reading) : "no measure", {
      inline: true,
      wide: true,
      ...(measure ? { kind: say(measure.name) } : {}),
    }),
    cell(
      "Due",
      record.due ? say(time(record.due, formatShortDay(record.due, today))) : row.dueText || "no day",
      { day: true, inline: true },
    ),
    cell("State", say(goalTag(goalStateOf(record.state))), {
      inline: true,
      ...(row.fromPlanAt ? { kind: say("to be confirmed") } : {}),
    }),
  ];
});

type Measured = NonNullable<ListedGoal["measure"]>;

function measureWords(measure: Measured, reading: ListedGoal["reading"]): string {
  const unit = measure.unit === "%" ? "%" : "";
  const now = reading ? formatValue(reading.value, unit) : baselineWords(measure, unit);
  const target = targetWords(measure, unit);
  return [now || "no reading yet", target && `target ${target}`].filter(Boolean).join(", ");
}

function emptyView({ actor, query, priorities }: GoalListPage): EmptyView {
  const isFiltered = Object.values(query).some(value => value !== null);
  const mayManage = canManagePriorities(actor) && priorities.length === 0;
  return {
    id: "no-goals",
    heading: isFiltered ? "No goal fits" : "No goal is written down yet",
    sentence: isFiltered
      ? "Take a filter away to see more."
      : "Goals of the district belong here: what will be better for students, and who stands for it on both sides.",
    deeds: [
      ...(mayManage ? [deedLink("Make the first priority", paths.newPriority, { first: true })] : []),
      ...(canDraft(actor) && priorities.length > 0 && !isFiltered
        ? [deedLink("Draft a goal", paths.new("goal"))]
        : []),
    ],
    example: isFiltered
      ? null
      : {
          lead: "A good one reads like this",
          title: "Every third grader reads at grade level by June 2027",
          text: "Measured by: share of third graders at level, from 61% to 75%. Sponsor: the assistant superintendent. Partner: the director of technology.",
        },
  };
}
