import { dutyWords } from "../../duties/duties.pages.ts";
import { isLate } from "../../duties/duties.rules.ts";
import { sentence } from "../../events/events.pages.ts";
import { pastWords } from "../../forecast/days.pages.ts";
import { type DaysRow, gapDays } from "../../forecast/days.rules.ts";
import type { RecordRow } from "../../records/records.actions.ts";
import { isNumbered, refOf } from "../../records/records.rules.ts";
import { type Day, dayOf, daysBetween, durationWords, formatShortDay } from "../../shared/dates.ts";
import type { District, Person } from "../../shared/deed.ts";
import { type Deed as DeedView, deedLink, pageHead } from "../../web/head.ts";
import { type HealthView, healthView, personMark, type SideMark, sideMark } from "../../web/marks.ts";
import type { DutyView } from "../../web/parts.ts";
import { pathOf, paths } from "../../web/paths.ts";
import { late, link, type Part, say, time, who } from "../../web/sentence.ts";
import { quickLog } from "../../work/quick-log.pages.ts";
import type { Desk } from "./desk.queries.ts";
import { houseDuties } from "./house.pages.ts";

type Given = { desk: Desk; person: Person; today: Day; now: Date; district: District };

const numbers = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"];

/** My desk: what I owe, what I wait for, and apart from both what changed. */
export function deskPage({ desk, person, today, now, district }: Given) {
  const zone = district.timeZone;
  const { duties, waits, following, named, news } = desk;
  const house = houseDuties(desk.house, person, today);
  const count = duties.length + house.length;
  return {
    head: pageHead({
      title: "My desk",
      heading: `${greeting(now, zone)}, ${person.name.split(" ")[0]}. ${needsWords(count)}`,
      kicker: say("My desk · ", time(today, weekdayWords(today))),
      standing: count === 0 ? say(nothingWords) : standingOf(duties, today, zone),
      deeds: headDeeds(person, count),
    }),
    duties: [...duties.map((duty, index) => dutyView(duty, index === 0, today, zone)), ...house],
    atWork: desk.atWork
      .filter(({ state }) => state !== "done")
      .map(({ number, title }) => ({
        said: say(link(paths.record("work", number), title, refOf("work", number))),
        quick: quickLog(number, today, "desk"),
      })),
    weekHref: paths.workSheet,
    waits: waits.map(record => ({ said: waitSentence(record, desk.days.get(record.id), today, zone) })),
    named: named.map(({ record, by, side, words, at }) => ({
      said: say(
        who(personMark({ name: by, side })),
        ", ",
        time(at.toISOString(), formatShortDay(dayOf(at, zone), today)),
        ", on ",
        link(
          `${pathOf(record) ?? paths.desk}#comments`,
          record.title,
          isNumbered(record.kind) ? refOf(record.kind, record.number) : null,
        ),
      ),
      words,
    })),
    news: news.map(event => ({ said: sentence(event) })),
    following: following.map(({ record, leadership, technology, days }) => ({
      said: say(link(paths.record("goal", record.number), record.title, refOf("goal", record.number))),
      healths: [sideHealth("leadership", leadership), sideHealth("technology", technology)],
      past: pastWords(days, record.due, today),
    })),
  };
}

function dutyView(duty: Desk["duties"][number], first: boolean, today: Day, zone: string): DutyView {
  const words = dutyWords(duty, today, zone);
  return {
    age: words.age,
    isLate: words.isLate,
    what: say(link(words.href, words.title, words.ref)),
    why: words.why === "" ? null : say(words.why),
    deed: deedLink(words.deed, words.href, { first }),
  };
}

const weekdayWords = (today: Day): string =>
  new Date(`${today}T12:00:00Z`).toLocaleDateString("en-US", {
    weekday: "long",
    month: "short",
    day: "numeric",
    timeZone: "UTC",
  });

function greeting(now: Date, zone: string): string {
  const hour = Number(now.toLocaleString("en-US", { hour: "2-digit", hourCycle: "h23", timeZone: zone }));
  return hour < 12 ? "Good morning" : hour < 18 ? "Good afternoon" : "Good evening";
}

const needsWords = (count: number): string =>
  count === 0
    ? "Nothing needs you."
    : `${numbers[count] ?? count} ${count === 1 ? "thing needs" : "things need"} you.`;

function standingOf(duties: Desk["duties"], today: Day, zone: string): Part[] | null {
  if (duties.length === 0) return null;
  const [only, ...others] = duties;
  if (only && others.length === 0) {
    const days = daysBetween(dayOf(only.since, zone), today);
    return say(isLate(only, today) ? "It is late." : `It has waited ${waitedWords(days)}.`);
  }
  const late = duties.filter(duty => isLate(duty, today)).length;
  const waiting = duties
    .filter(duty => !isLate(duty, today))
    .map(duty => daysBetween(dayOf(duty.since, zone), today));
  const lateWords = late === 0 ? "" : `${numbers[late] ?? late} ${late === 1 ? "is" : "are"} late. `;
  if (waiting.length === 0) return say(lateWords.trim());
  const longest = Math.max(...waiting);
  return say(
    `${lateWords}${late === 0 ? "The oldest has" : "Of the rest, the oldest has"} waited ${waitedWords(longest)}.`,
  );
}

const waitedWords = (days: number): string => (days === 0 ? "since today" : durationWords(days));

const nothingWords = "What you are asked to confirm, answer or decide stands here.";

/** Whoever comes to ask finds the way on top, also while something else waits for them. */
const headDeeds = ({ role }: Person, count: number): DeedView[] => [
  ...(role === "educator" || (count === 0 && role !== "viewer")
    ? [deedLink("Ask for something", paths.new("request"), { first: count === 0 && role === "educator" })]
    : []),
  ...(count === 0 ? [deedLink("Read the goals", paths.list("goal"))] : []),
];

/** For whom a record waits, by the state that it is in. */
const waitsFor: Record<string, string> = {
  "request submitted": "The liaison group to decide",
  "request accepted": "Technology to estimate",
  "request estimated": "The liaison group to commit",
  "request committed": "Technology to begin",
  "request in delivery": "Technology to deliver",
  "request deferred": "The day on which it comes back:",
  "budget submitted": "Both sides to endorse",
  "budget endorsed": "Finance to review",
  "budget reviewed": "The decision on",
  "goal proposed": "Both sides to confirm",
};

function waitSentence(record: RecordRow, said: DaysRow | undefined, today: Day, zone: string): Part[] {
  const days = daysBetween(dayOf(record.since, zone), today);
  const named = link(
    pathOf(record) ?? paths.desk,
    record.title,
    isNumbered(record.kind) ? refOf(record.kind, record.number) : null,
  );
  const since = days === 0 ? ", since today" : `, ${durationWords(days)}`;
  const day = said?.p80 ? [`; with 80 % by ${formatShortDay(said.p80, today)}`] : [];
  const gap = gapDays(said, record.due) ?? 0;
  const past = gap > 0 ? [", ", late(`${durationWords(gap)} after it is needed`)] : [];
  return say(
    `${waitsFor[`${record.kind} ${record.state}`] ?? record.state} `,
    named,
    since,
    ...(record.kind === "request" ? [...day, ...past] : []),
  );
}

type View = Desk["following"][number]["leadership"];

function sideHealth(side: "leadership" | "technology", view: View): { mark: SideMark; health: HealthView } {
  const words =
    view.health === "stale" ? `no word since ${formatShortDay(view.since, view.since)}` : undefined;
  return { mark: sideMark(side), health: healthView(view.health, words) };
}
