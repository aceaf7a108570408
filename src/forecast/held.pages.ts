import { refOf } from "../records/records.rules.ts";
import { compareDays, type Day, daysBetween, durationWords, formatShortDay } from "../shared/dates.ts";
import { pageHead } from "../web/head.ts";
import { cell, head, listView, rowHead } from "../web/list.ts";
import { paths } from "../web/paths.ts";
import { late, link, type Part, say, time, titleLink } from "../web/sentence.ts";
import { percent, verdictOn } from "./backtest-report.ts";
import { type HeldCase, mostHeld } from "./held.queries.ts";
import { type Held, heldOf } from "./held.rules.ts";

/** Under so many a share is an accident. */
const fewest = 10;
const newest = 20;

/** "Of 41 said with 80 %, 33 came true." */
const heldWords = ({ level, cases, before, on }: Held): string =>
  `Of ${cases} said with ${percent(level)}, ${before + on} came true.`;

/** The one sentence beside a forecast; null before any day has passed. */
export function heldNote(all: readonly Held[] | undefined): string | null {
  const held = all?.find(({ level }) => level === 0.8);
  return held && held.cases > 0 ? heldWords(held) : null;
}

export function heldPage(cases: readonly HeldCase[], today: Day) {
  const held = heldOf(cases, today);
  const some = held.filter(each => each.cases > 0);
  const shown = cases
    .filter(({ p80 }) => p80 !== null && p80 < today)
    .sort((a, b) => compareDays(b.p80 ?? "", a.p80 ?? ""))
    .slice(0, newest);
  return {
    head: pageHead({
      title: "How days held",
      kicker: say(link(paths.capacity, "Capacity")),
      heading: "How the days that were said held",
      standing: say(
        some.length === 0
          ? "No day that was said with a promise has passed yet. The first ones stand here the day after."
          : some.map(heldWords).join(" "),
      ),
    }),
    held:
      some.length === 0
        ? null
        : listView({
            caption: "By chance",
            heads: [
              head("Said with"),
              head("Cases", { amount: true }),
              head("Before the day", { amount: true }),
              head("On the day", { amount: true }),
              head("Came true", { amount: true }),
              head("So the days were"),
            ],
            rows: some.map(heldRow),
          }),
    most: mostHeld.toLocaleString("en-US"),
    cases:
      shown.length === 0
        ? null
        : listView({
            caption: shown.length < newest ? "Said with 80 %" : `The newest ${newest} said with 80 %`,
            heads: [head("Request"), head("Said"), head("Delivered"), head("Came true")],
            rows: shown.map(each => caseRow(each, today)),
          }),
  };
}

function heldRow(held: Held) {
  const { level, cases, before, on } = held;
  const shares = { below: before / cases, atOrBelow: (before + on) / cases };
  return [
    rowHead(say(percent(level))),
    cell("Cases", String(cases), { amount: true }),
    cell("Before the day", String(before), { amount: true }),
    cell("On the day", String(on), { amount: true }),
    cell("Came true", `${before + on} of ${cases}`, { amount: true }),
    cell("So the days were", cases < fewest ? "too few to say" : verdicts[verdictOn(level, shares, cases)]),
  ];
}

const verdicts = { held: "right", short: "too early", long: "too late" } as const;

function caseRow({ number, title, p80, doneOn }: HeldCase, today: Day) {
  const day = (given: Day | null): Part[] =>
    given === null ? say("not yet") : say(time(given, formatShortDay(given, today)));
  const over = p80 === null ? 0 : daysBetween(p80, doneOn ?? today);
  return [
    rowHead(say(titleLink(paths.record("request", number), title, refOf("request", number)))),
    cell("Said", day(p80), { day: true }),
    cell("Delivered", day(doneOn), { day: true }),
    cell("Came true", over > 0 ? say("no, ", late(`${durationWords(over)} later`)) : "yes"),
  ];
}
