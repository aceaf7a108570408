import { refOf } from "../records/records.rules.ts";
import { keepable } from "../saved-views/saved-views.pages.ts";
import { type Day, dayOf, daysBetween, durationWords, formatDay } from "../shared/dates.ts";
import type { Actor } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import { type DigestDay, newsTold } from "../told/told.pages.ts";
import { deedLink, pageHead } from "../web/head.ts";
import { pathOf, paths, withQuery } from "../web/paths.ts";
import { late, link, type Part, say, time } from "../web/sentence.ts";
import { effortWords, joined, person } from "./work.pages.ts";
import type { AboveRow, WorkRow } from "./work.queries.ts";
import { canDoWork, canMove, stateOf, type WorkMove } from "./work.rules.ts";
import type { BoardColumn } from "./work-board.queries.ts";
import { type BoardState, doneDays } from "./work-board.rules.ts";
import { type FilterChoices, workFilterBar } from "./work-filter.pages.ts";
import { emptyWork } from "./work-list.pages.ts";

export type WorkBoardPage = FilterChoices & {
  columns: BoardColumn[];
  above: AboveRow[];
  today: Day;
  digest: DigestDay;
  zone: string;
  actor: Actor;
};

const headings: Record<BoardState, string> = {
  planned: "Planned",
  doing: "Doing",
  blocked: "Blocked",
  done: "Done lately",
};

/** Moves that need no words, and the key that makes them on a card. */
const presses: { move: WorkMove; verb: string; label: string; key: string }[] = [
  { move: "start", verb: "start", label: "Start", key: "s" },
  { move: "unblock", verb: "release", label: "Go on", key: "u" },
  { move: "finish", verb: "completion", label: "Done", key: "d" },
];

/** Every state a row of a table, which a wide page shows as columns. */
export function workBoardPage(page: WorkBoardPage) {
  const { columns, above, actor, query } = page;
  const aboveOf = Map.groupBy(above, row => row.workId);
  const isEmpty = columns.every(({ rows }) => rows.length === 0);
  const plan = canDoWork(actor) ? [deedLink("Plan work", paths.new("work"), { first: true })] : [];
  return {
    head: pageHead({
      heading: "Work",
      standing: say("What technology is doing, and for which goal."),
      deeds: [
        ...plan,
        ...(canDoWork(actor) ? [deedLink("My week", paths.workSheet)] : []),
        deedLink("As a list", withQuery(paths.list("work"), { ...query, view: null, after: null })),
      ],
    }),
    ...keepable(
      "work",
      workFilterBar(page, { isBoard: true, isEmpty }),
      isEmpty ? null : withQuery(paths.list("work"), { ...query, view: "board", after: null }),
    ),
    told:
      canDoWork(actor) && !isEmpty
        ? `${newsTold("Done", page.digest)} “Start” and “Go on” tell nobody.`
        : null,
    columns: isEmpty
      ? null
      : columns.map(column => ({
          heading: headings[column.state],
          cards: column.rows.map(item => cardOf(item, aboveOf.get(item.record.id) ?? [], page)),
          none: column.state === "done" ? `Nothing was finished in the last ${doneDays} days.` : "Nothing.",
          more: moreLink(column, query),
        })),
    empty: isEmpty ? emptyWork(actor) : null,
  };
}

function moreLink({ state, more, isMoreCounted }: BoardColumn, query: WorkBoardPage["query"]) {
  if (more === 0) return null;
  const href = withQuery(paths.list("work"), { ...query, view: null, after: null, state });
  return { href, label: `and ${isMoreCounted ? "" : "over "}${more} more` };
}

function cardOf(item: WorkRow, serves: AboveRow[], { actor, query, today, zone }: WorkBoardPage) {
  const { record, owner, work } = item;
  const state = stateOf(record.state);
  const back = (verb: string) =>
    withQuery(paths.verb("work", record.number, verb), { ...query, view: "board", after: null });
  const buttons = presses
    .filter(({ move }) => canMove(actor, move, state))
    .map(({ verb, label, key }) => ({ action: back(verb), label, key }));
  return {
    title: say(link(paths.record("work", record.number), record.title, refOf("work", record.number))),
    plainWords: work.plainWords || null,
    blocked:
      state === "blocked"
        ? say(late(`${work.blockedBy}, for ${durationWords(daysBetween(dayOf(record.since, zone), today))}`))
        : null,
    serves: serves.length > 0 ? say("For ", ...joined(serves.map(refLink))) : null,
    who: [
      ...(owner ? say(person(owner.name, owner.side)) : say("Nobody yet")),
      ...dueParts(item, today),
      ...(work.hoursLeft === null && work.hoursLogged === 0 ? [] : say(`, ${effortWords(item)}`)),
    ],
    key: newId(),
    version: String(record.version),
    action: buttons[0]?.action ?? null,
    buttons,
    block: canMove(actor, "block", state) ? `${paths.record("work", record.number)}#blockage` : null,
  };
}

/** The number alone: a goal's title is longer than a card. */
function refLink(row: AboveRow): Part {
  const ref = refOf(row.kind === "goal" ? "goal" : "request", row.number);
  return link(pathOf(row) ?? paths.desk, ref);
}

function dueParts({ record }: WorkRow, today: Day): Part[] {
  if (!record.due || record.state === "done") return [];
  return say(", due ", time(record.due, formatDay(record.due, today)));
}
