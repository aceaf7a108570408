import type { LastLook } from "../looks/looks.queries.ts";
import { isNumbered, refOf } from "../records/records.rules.ts";
import { dayOf, formatDay, formatTime } from "../shared/dates.ts";
import { personMark } from "../web/marks.ts";
import type { HistoryView, Link } from "../web/parts.ts";
import { pathOf } from "../web/paths.ts";
import { link, type Part as Said, say, who } from "../web/sentence.ts";
import type { Named, ToldEvent } from "./events.queries.ts";
import type { Part } from "./sentence.ts";

/** A record as a link with its number; what the reader may not see has no name. */
export function namedRecord(named: Named | undefined): Said | string {
  if (!named) return "a record you may not see";
  const path = pathOf(named);
  // Inside a sentence the title of a plan's goal must not end it.
  const title = named.title.replace(/\.$/, "");
  if (!path) return title;
  return isNumbered(named.kind) ? link(path, title, refOf(named.kind, named.number)) : link(path, title);
}

const said = (part: Part, event: ToldEvent): Said | string =>
  typeof part === "string" ? part : namedRecord(event.names.get(part.id));

/** The doer, for whom, and what was done: one sentence for history, desk and digest. */
export function sentence(event: ToldEvent): Said[] {
  const doer = event.byId
    ? who(personMark({ name: event.by, side: event.side }))
    : event.by.slice(0, 1).toUpperCase() + event.by.slice(1);
  const standIn = event.forName ? ` for ${event.forName}` : "";
  const last = event.parts.at(-1);
  const isEnded = typeof last === "string" && /[.!?]”?$/.test(last);
  return say(doer, `${standIn} `, ...event.parts.map(part => said(part, event)), isEnded ? "" : ".");
}

type Shown = { zone: string; today: string; all?: Link | null; look?: LastLook };

/** A record's history, grouped by day in the district's zone; what others did since the reader last looked is marked. */
export function historyView(
  events: readonly ToldEvent[],
  { zone, today, all = null, look }: Shown,
): HistoryView {
  const seen = look?.sequence ?? Number.POSITIVE_INFINITY;
  const isNew = (event: ToldEvent) => event.sequence > seen && event.byId !== look?.personId;
  const fresh = events.filter(isNew).length;
  const byDay = Map.groupBy(events, event => dayOf(event.at, zone));
  return {
    days: [...byDay].map(([day, entries]) => ({
      datetime: day,
      day: formatDay(day, today),
      entries: entries.map(event => ({
        said: sentence(event),
        datetime: event.at.toISOString(),
        time: formatTime(event.at, zone),
        isNew: isNew(event),
      })),
    })),
    fresh: fresh === 0 ? null : freshWords(fresh),
    all,
  };
}

const freshWords = (count: number): string =>
  `${count === 1 ? "One entry is" : `${count} entries are`} new since you last looked.`;
