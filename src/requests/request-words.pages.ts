import { refOf } from "../records/records.rules.ts";
import { type Day, dayOf, daysBetween, durationWords, formatDay, formatShortDay } from "../shared/dates.ts";
import type { Side } from "../shared/deed.ts";
import { personMark, tagView } from "../web/marks.ts";
import { paths } from "../web/paths.ts";
import { link, type Part, tag, time, titleLink, who } from "../web/sentence.ts";
import type { PersonHere, Request } from "./requests.queries.ts";
import { requestStateOf } from "./requests.queries.ts";
import { stateShapes } from "./requests.rules.ts";

export const requestTag = (state: string): Part => tag(tagView(state, stateShapes[requestStateOf(state)]));

export const dayPart = (day: Day, today: Day): Part => time(day, formatDay(day, today));
export const shortDay = (day: Day, today: Day): Part => time(day, formatShortDay(day, today));

export const personPart = (person: { name: string; side: Side | null } | null): Part | string =>
  person ? who(personMark(person)) : "nobody";

type Numbered = { number: number; title: string };

export const requestLink = ({ number, title }: Numbered): Part =>
  link(paths.record("request", number), title, refOf("request", number));
export const requestTitle = ({ number, title }: Numbered): Part =>
  titleLink(paths.record("request", number), title, refOf("request", number));

/** "for 9 days"; "since today". */
export function waited(since: Date, { today, zone }: { today: Day; zone: string }): string {
  const days = daysBetween(dayOf(since, zone), today);
  return days <= 0 ? "since today" : `for ${durationWords(days)}`;
}

/** "Ana, Ben and Cem" */
export const listed = (names: readonly string[], last = "and"): string =>
  names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} ${last} ${names.at(-1)}`;

export const nameOf = (person: PersonHere | null): string => person?.name ?? "the requester";

/** A sentence of somebody's own, with the stop that it may lack. */
export const stopped = (text: string): string =>
  /[.!?…]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`;

/** "took 5 weeks", from sent to delivered. */
export function tookWords(sent: Date | null, delivered: Date | null): string | null {
  if (!sent || !delivered) return null;
  const days = (delivered.getTime() - sent.getTime()) / 86_400_000;
  return days < 1 ? "less than a day" : durationWords(days);
}

/** After sending: what happens next, and who does it. */
export const sentWords = ({ ref }: Request): string =>
  `${ref} is sent. The liaison group decides next; you hear by mail when they have a question, and when it is there.`;
