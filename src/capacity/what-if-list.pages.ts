import { namedRecord } from "../events/events.pages.ts";
import type { Days } from "../forecast/days.rules.ts";
import { dayOfDays, type Moved, shiftOf } from "../forecast/moves.rules.ts";
import type { WhatIf } from "../forecast/what-if.ts";
import type { RecordRow } from "../records/records.actions.ts";
import { requestLink } from "../requests/request-words.pages.ts";
import { type Day, durationWords, formatShortDay } from "../shared/dates.ts";
import { cell, head, listView, rowHead } from "../web/list.ts";
import { type Part, say, time } from "../web/sentence.ts";
import type { Changed } from "./what-if.queries.ts";

/** As many as a meeting reads. */
export const mostMoved = 30;

/** What moves beside the requests that were asked for. */
export function othersOf({ moved }: WhatIf, changed: readonly Changed[]): Moved[] {
  const own = new Set(changed.map(({ request }) => request.id));
  return moved.filter(({ id }) => !own.has(id));
}

const dayPart = (day: Day | null, today: Day, none: string): Part[] =>
  day === null ? say(none) : say(time(day, formatShortDay(day, today)));

type Moving = { changed: readonly Changed[]; names: ReadonlyMap<string, RecordRow>; today: Day };

/** What was asked for first, then what moves with it, the furthest first. */
export function movedList({ changed, names, today }: Moving, found: WhatIf) {
  const { before, after } = found;
  const none = (days: Days | undefined) => (days ? "no day" : "–");
  const row = (named: Part | string, move: Omit<Moved, "id">, due: Day | null, words: [string, string]) => {
    const isLate = due !== null && move.to !== null && move.to > due;
    return [
      rowHead(say(named)),
      cell("Now", dayPart(move.from, today, words[0]), { day: true }),
      cell("Then", dayPart(move.to, today, words[1]), { day: true }),
      cell("Moves", shiftWords(move)),
      cell("Wanted", dayPart(due, today, "–"), isLate ? { day: true, late: "past it" } : { day: true }),
    ];
  };
  return listView({
    caption: "Days that move",
    heads: [head("What"), head("Now"), head("Then"), head("Moves"), head("Wanted")],
    rows: [
      ...changed.map(({ request: { id, record }, rank }) => {
        const [was, is] = [before.get(id), rank === null ? undefined : after.get(id)];
        const then = rank === null ? "taken out" : none(is);
        const move = { from: dayOfDays(was), to: dayOfDays(is) };
        return row(requestLink(record), move, record.due, [was ? "no day" : "not promised", then]);
      }),
      ...othersOf(found, changed)
        .slice(0, mostMoved)
        .map(each =>
          row(namedRecord(names.get(each.id)), each, names.get(each.id)?.due ?? null, ["no day", "no day"]),
        ),
    ],
  });
}

function shiftWords(move: Omit<Moved, "id">): string {
  if (move.from === null || move.to === null) return "–";
  const shift = shiftOf(move);
  return shift === 0 ? "not" : `${durationWords(shift)} ${shift > 0 ? "later" : "sooner"}`;
}
