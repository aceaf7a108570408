import { healthOf } from "../goals/goal-words.pages.ts";
import { refOf } from "../records/records.rules.ts";
import { formatShortDay } from "../shared/dates.ts";
import { sideMark } from "../web/marks.ts";
import { paths } from "../web/paths.ts";
import { health, type Part, say, time, titleLink } from "../web/sentence.ts";
import type { On } from "./budget-words.pages.ts";
import type { Served } from "./served.queries.ts";

export type ServedView = {
  said: Part[];
  sides: { mark: ReturnType<typeof sideMark>; said: Part[] }[];
  note: Part[] | null;
};

/** A goal with how each side sees it, or a request with where it stands. */
export function servedView({ record, views }: Served, { today }: On): ServedView {
  const kind = record.kind === "goal" ? "goal" : "request";
  const due = record.due ? say(", needed ", time(record.due, formatShortDay(record.due, today))) : [];
  return {
    said: say(titleLink(paths.record(kind, record.number), record.title, refOf(kind, record.number))),
    sides:
      views && record.state === "active"
        ? [views.leadership, views.technology].map(view => ({
            mark: sideMark(view.side),
            said: say(health(healthOf(view, today, { isShort: true }))),
          }))
        : [],
    note:
      kind === "goal" && record.state === "active"
        ? null
        : [...say(record.state), ...(kind === "request" ? due : [])],
  };
}
