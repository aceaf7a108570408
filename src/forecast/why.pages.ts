import { refOf } from "../records/records.rules.ts";
import { type Day, formatShortDay } from "../shared/dates.ts";
import { paths } from "../web/paths.ts";
import { link, type Part, say, time } from "../web/sentence.ts";
import type { Under, Why } from "./why.queries.ts";

const named = ({ kind, number, title }: Under): Part | string =>
  kind === "request" || kind === "work"
    ? link(paths.record(kind, number), title, refOf(kind, number))
    : title;

const counted = (n: number, one: string): string =>
  `${n.toLocaleString("en-US", { maximumFractionDigits: 0 })} ${n === 1 ? one : `${one}s`}`;

/** Why a record is late, in the order in which one would ask; null where it is not. */
export function whyWords(why: Why | null, today: Day): Part[] | null {
  if (!why) return null;
  const { last, blocked, before, weekHours } = why;
  const hours = `technology has ${counted(weekHours, "hour")} a week for projects.`;
  const [first, ...more] = blocked;
  return say(
    "Why: ",
    ...(last
      ? [named(last), " is done last, by ", time(last.day, formatShortDay(last.day, today)), ". "]
      : []),
    before.requests === 0
      ? `Nothing that is promised stands before it; ${hours}`
      : `${counted(before.requests, "promised request")} ${before.requests === 1 ? "stands" : "stand"} before it, ${counted(before.hours, "hour")} by estimate, and ${hours}`,
    ...(first
      ? [
          " ",
          named(first),
          more.length > 0 ? ` and ${more.length} more under it are blocked.` : " under it is blocked.",
        ]
      : []),
  );
}
