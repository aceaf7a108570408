import type { RecordRow } from "../records/records.actions.ts";
import { isNumbered, refOf } from "../records/records.rules.ts";
import { type Day, formatShortDay } from "../shared/dates.ts";
import { formView, type Option } from "../web/forms.ts";
import { pageHead } from "../web/head.ts";
import { facts } from "../web/parts.ts";
import { pathOf, paths } from "../web/paths.ts";
import type { FailedForm } from "../web/posts.ts";
import { link, type Part, say } from "../web/sentence.ts";
import { type GoalKin, mostComing } from "./copy.queries.ts";
import { baselineAnew, yearOn } from "./copy.rules.ts";
import { verbPath } from "./goal-deeds.pages.ts";
import { copyForm } from "./goal-form.rules.ts";
import { both, goalTag } from "./goal-words.pages.ts";
import type { Goal } from "./goals.queries.ts";
import { type HandshakeSeat, handshake, handshakeSeats } from "./goals.rules.ts";
import type { MeasureRow, ReadingRow } from "./measures.queries.ts";
import { baselineWords, formatValue, targetWords } from "./measures.rules.ts";
import { priorityName } from "./priorities.rules.ts";

const named = (record: RecordRow): Part => {
  const ref = isNumbered(record.kind) ? refOf(record.kind, record.number) : null;
  return link(pathOf(record) ?? paths.desk, "", ref);
};

const list = (records: readonly RecordRow[]): Part[] =>
  records.flatMap((record, index) => say(index > 0 ? ", " : "", named(record)));

/** Among the facts of a goal: which it continues, which continue it, and what is still to come under it. */
export function kinFacts({ from, to, coming }: GoalKin): [string, Part[]][] {
  const titled = (record: RecordRow) =>
    say(link(paths.record("goal", record.number), record.title, refOf("goal", record.number)));
  return [
    ...(from ? [["Continues", titled(from)] as [string, Part[]]] : []),
    ...to.map((record): [string, Part[]] => ["Continued as", titled(record)]),
    ...(coming.length > 0
      ? [["Comes along", say(...list(coming), ", once it is active")] as [string, Part[]]]
      : []),
  ];
}

export type CopyPage = {
  goal: Goal;
  measures: readonly MeasureRow[];
  last: ReadonlyMap<string, ReadingRow>;
  requests: readonly RecordRow[];
  work: readonly RecordRow[];
  /** Who can still sit there. */
  fit: readonly HandshakeSeat[];
  already: readonly RecordRow[];
  today: Day;
  failed: FailedForm | undefined;
};

function measureOption(measure: MeasureRow, last: ReadingRow | undefined, today: Day): Option {
  const from = baselineWords(baselineAnew(measure, last), measure.unit);
  const read = last
    ? `${formatValue(last.value, measure.unit)} on ${formatShortDay(last.day, today)}`
    : `${from} at its start, no reading yet`;
  const target = targetWords(measure, measure.unit);
  return {
    value: measure.id,
    label: measure.name,
    hint: `${last || from ? `Begins at ${read}` : "Begins without a number"}${target ? `; target ${target}` : ""}.`,
  };
}

const recordOption = (record: RecordRow): Option => ({
  value: record.id,
  label: `${isNumbered(record.kind) ? refOf(record.kind, record.number) : ""} ${record.title}`,
  hint: record.state,
});

const seatOptions = ({ goal, fit }: CopyPage): Option[] =>
  fit.flatMap(seat => {
    const value = goal.seats[seat];
    return value ? [{ value, label: `${goal.names[seat]}, ${seat}`, hint: `For ${handshake[seat]}.` }] : [];
  });

const parts = [
  { heading: "1. The goal of the next year", fields: ["title", "why", "startsOn", "due"] },
  { heading: "2. Who stands for it", fields: ["sides"] },
  { heading: "3. How you will know", fields: ["measures"] },
  { heading: "4. What is unfinished", fields: ["requests", "work"] },
];

function formOf(page: CopyPage) {
  const { goal, measures, last, requests, work, failed, today } = page;
  const options = {
    sides: seatOptions(page),
    measures: measures.map(measure => measureOption(measure, last.get(measure.id), today)),
    requests: requests.map(recordOption),
    work: work.map(recordOption),
  };
  const empty = Object.entries(options).flatMap(([name, some]) => (some.length === 0 ? [name] : []));
  const shown = parts
    .map(({ heading, fields }) => ({ heading, fields: fields.filter(name => !empty.includes(name)) }))
    .filter(({ fields }) => fields.length > 0)
    .map(({ heading, fields }, index) => ({ heading: heading.replace(/^\d/, String(index + 1)), fields }));
  const all = Object.fromEntries(
    Object.entries(options).map(([name, some]) => [name, some.map(({ value }) => value)]),
  );
  return formView(copyForm, {
    action: verbPath(goal, "copy"),
    submit: "Make the draft",
    told: "A draft tells nobody.",
    version: goal.record.version,
    values: {
      ...{ title: goal.record.title, why: goal.row.why, ...all },
      ...{ startsOn: yearOn(goal.row.startsOn), due: yearOn(goal.record.due) },
    },
    ...{ typed: failed?.typed, errors: failed?.errors, options, parts: shown },
    only: shown.flatMap(({ fields }) => fields),
  });
}

/** Why something of the old goal is not offered. */
function notesOf({ goal, fit, measures, requests, work, already }: CopyPage): Part[][] {
  const gone = handshakeSeats.filter(seat => goal.names[seat] && !fit.includes(seat));
  return [
    ...(already.length > 0
      ? [say("It goes on already, as ", ...list(already), ". This makes another one.")]
      : []),
    ...gone.map(seat =>
      say(`${goal.names[seat]} cannot be ${seat} any more. Name somebody else on the draft.`),
    ),
    ...(measures.length === 0 ? [say("It has no measure. Add one to the draft.")] : []),
    ...(requests.length + work.length === 0 ? [say("Nothing under it is unfinished.")] : []),
    ...(Math.max(requests.length, work.length) >= mostComing
      ? [say(`Only the newest ${mostComing} are offered. Link the others from their own pages.`)]
      : []),
  ];
}

export function copyPage(page: CopyPage) {
  const { goal } = page;
  const { record, row, priority } = goal;
  const form = formOf(page);
  const ref = refOf("goal", record.number);
  const kept = [row.rhythm && `check-ins ${row.rhythm}`, row.schools && `schools: ${row.schools}`];
  return {
    head: pageHead({
      title: `Copy ${ref} to the next year`,
      heading: "Copy to the next year",
      kicker: say("Goal ", link(paths.record("goal", record.number), record.title, ref)),
      standing: say(
        "This makes a draft that continues it. Only you, those ticked and the liaisons see it, and nobody is told until you propose it. Then both sides confirm it anew.",
      ),
      form,
    }),
    form,
    notes: notesOf(page).map(said => ({ said })),
    facts: facts(
      ["Now", say(goalTag(goal.state))],
      ["Priority", priorityName(priority)],
      ["Also copied", both(kept.filter(each => each !== ""))],
      ["Left behind", "check-ins, readings, comments, files and links, money, and what is done"],
    ),
    stays: `${ref} stays as it is until you mark it achieved or retire it.`,
  };
}
