import { type NumberedKind, refOf } from "../records/records.rules.ts";
import { type Day, formatDay } from "../shared/dates.ts";
import { type DigestDay, waysOf } from "../told/told.pages.ts";
import { formView, type Option } from "../web/forms.ts";
import { pageHead } from "../web/head.ts";
import { cell, head, listView, rowHead } from "../web/list.ts";
import { personMark } from "../web/marks.ts";
import { paths } from "../web/paths.ts";
import type { FailedForm } from "../web/posts.ts";
import { link, type Part, ref, say, time, titleLink, who } from "../web/sentence.ts";
import type { Look } from "./bulk.queries.ts";
import { type BulkDeed, bulkForms, picksText } from "./bulk.rules.ts";
import { deedLabels } from "./bulk-bar.pages.ts";

const things: Record<NumberedKind, [one: string, many: string]> = {
  goal: ["goal", "goals"],
  request: ["request", "requests"],
  work: ["work item", "work items"],
  budget: ["budget request", "budget requests"],
};
const lists: Record<NumberedKind, string> = {
  goal: "Goals",
  request: "Requests",
  work: "Work",
  budget: "Budget",
};

export const counted = (kind: NumberedKind, n: number): string => `${n} ${things[kind][n === 1 ? 0 : 1]}`;

/** The deed with its number, as heading and button say it. */
const deedWords: Record<BulkDeed, (some: string) => string> = {
  follow: some => `Follow ${some}`,
  unfollow: some => `Stop following ${some}`,
  goal: some => `Put ${some} under a goal`,
  "no-goal": some => `Take ${some} off a goal`,
  owner: some => `Change the owner of ${some}`,
  due: some => `Set the due day of ${some}`,
  drop: some => `Drop ${some}`,
};

const doneWords: Record<BulkDeed, (some: string) => string> = {
  follow: some => `You follow ${some} more`,
  unfollow: some => `You follow ${some} less`,
  goal: some => `${some} put under the goal`,
  "no-goal": some => `${some} taken off the goal`,
  owner: some => `${some} handed over`,
  due: some => `${some} dated anew`,
  drop: some => `${some} dropped`,
};

/** What it does to each, who hears of it beside those below, and whether it can be undone. */
const effects: Record<BulkDeed, string> = {
  follow: "What changes in them stands on your desk. Nobody is told, and you can stop at any time.",
  unfollow: "Their changes no longer stand on your desk. Nobody is told, and you can follow them again.",
  goal: "Each gets an entry in its history and stands in the goal’s line of sight. “Take off a goal” undoes it.",
  "no-goal": "Each gets an entry in its history, and the goal’s line of sight no longer shows it.",
  owner:
    "Each gets an entry in its history. The new owner finds it on their desk and follows it from now on.",
  due: "Each gets an entry in its history with the day before. Dates that are expected do not move by it.",
  drop: "Each is closed with your reason. Whoever drops one can take that back on its page, within an hour.",
};

export function doneFlash(kind: NumberedKind, name: BulkDeed, done: number, left: number): string {
  const some = done === 0 ? "Nothing was done" : doneWords[name](counted(kind, done));
  if (left === 0) return `${some}.`;
  return `${some}. ${counted(kind, left)} ${left === 1 ? "was" : "were"} left: changed by somebody meanwhile, or not to be had. See below how ${left === 1 ? "it stands" : "they stand"} now.`;
}

export type BulkPage = {
  kind: NumberedKind;
  name: BulkDeed;
  looks: readonly Look[];
  /** Ticked, but not there or not to be seen. */
  missing: number;
  values: Record<string, unknown>;
  options: Record<string, Option[]>;
  back: string;
  day: DigestDay;
  failed: FailedForm | undefined;
};

export const listPath = (kind: NumberedKind, back: string): string => {
  const query = new URLSearchParams(back).toString();
  return query === "" ? paths.list(kind) : `${paths.list(kind)}?${query}`;
};

function nowOf({ record, owner, serves }: Look, name: BulkDeed, today: Day): Part[] {
  if (name === "owner") return say(owner ? who(personMark(owner)) : "nobody yet");
  if (name === "due") return say(record.due ? time(record.due, formatDay(record.due, today)) : "no day");
  if (name === "goal" || name === "no-goal")
    return serves.length === 0
      ? say("no goal")
      : serves.flatMap(({ number }, index) =>
          say(index > 0 ? ", " : "", link(paths.record("goal", number), "", refOf("goal", number))),
        );
  return say(record.state);
}

const nowHeads: Record<BulkDeed, string> = {
  follow: "State",
  unfollow: "State",
  goal: "Serves now",
  "no-goal": "Serves now",
  owner: "Owner now",
  due: "Due now",
  drop: "State now",
};

const titled = (kind: NumberedKind, { record }: Look) =>
  rowHead(say(titleLink(paths.record(kind, record.number), record.title)), {
    kind: say(ref(refOf(kind, record.number))),
  });

const capital = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1);

function doableTable(page: BulkPage, looks: readonly Look[]) {
  const { kind, name, day } = page;
  const tells = looks.some(({ told }) => told !== null);
  const label = nowHeads[name];
  return listView({
    caption: "What happens to each",
    heads: [head(capital(things[kind][0])), head(label), ...(tells ? [head("Who is told")] : [])],
    rows: looks.map(look => [
      titled(kind, look),
      cell(label, nowOf(look, name, day.today), { inline: true }),
      ...(look.told ? [cell("Who is told", waysOf(look.told, page.day) ?? "nobody", { inline: true })] : []),
    ]),
    isClose: true,
  });
}

const leftTable = (kind: NumberedKind, looks: readonly Look[]) =>
  listView({
    caption: "Left as they are",
    heads: [head(capital(things[kind][0])), head("Why")],
    rows: looks.map(look => [titled(kind, look), cell("Why", look.why ?? "", { wide: true })]),
    isClose: true,
  });

function formOf(page: BulkPage, doable: readonly Look[]) {
  const { kind, name, values, options, back, failed } = page;
  const picks = picksText(doable.map(({ record }) => record));
  return formView(bulkForms[name], {
    action: paths.bulkDeed(kind, name),
    submit: deedWords[name](String(doable.length)),
    values: { ...values, records: picks, back },
    typed: failed && { ...failed.typed, records: picks },
    errors: failed?.errors,
    options,
  });
}

const missingWords = (n: number): string =>
  n === 1
    ? "One that you ticked is not there, or you may not see it."
    : `${n} that you ticked are not there, or you may not see them.`;

/** Before a deed on many: what happens to each, who sees it, and which are left. */
export function bulkPage(page: BulkPage) {
  const { kind, name, looks, missing, back } = page;
  const doable = looks.filter(({ why }) => why === null);
  const left = looks.filter(({ why }) => why !== null);
  const form = doable.length > 0 ? formOf(page, doable) : null;
  const isNothing = looks.length === 0;
  const none = `Nothing to do: ${deedLabels[name].toLowerCase()}`;
  return {
    head: pageHead({
      title: deedLabels[name],
      heading: form ? deedWords[name](counted(kind, doable.length)) : isNothing ? "Nothing is ticked" : none,
      kicker: say(link(listPath(kind, back), lists[kind])),
      standing: say(
        isNothing
          ? "Tick the rows you mean in the list, then choose what to do with them."
          : form
            ? effects[name]
            : "None of those that you ticked can be had for this. Below is why.",
      ),
      form: form ?? { summary: null },
    }),
    form,
    doable: form && doableTable(page, doable),
    left:
      left.length > 0 ? { heading: `Left as they are: ${left.length}`, list: leftTable(kind, left) } : null,
    missing: missing > 0 ? missingWords(missing) : null,
    backHref: listPath(kind, back),
  };
}
