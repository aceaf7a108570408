import type { Deps } from "../deps.ts";
import type { EstimateRow } from "../estimates/estimates.queries.ts";
import { mostShown } from "../forecast/moves.rules.ts";
import { patienceMs } from "../forecast/queue-answers.ts";
import { type WhatMoves, whatMoves } from "../forecast/what-moves.ts";
import type { RecordRow } from "../records/records.actions.ts";
import { visibleRecords } from "../records/records.queries.ts";
import { isDay } from "../shared/dates.ts";
import type { Actor, District } from "../shared/deed.ts";
import { within } from "../shared/wait.ts";
import type { Place } from "./foretold.rules.ts";
import type { Request } from "./requests.queries.ts";

export type Foretold = {
  place: Place;
  /** null while it is still being worked out */
  moves: WhatMoves | null;
  /** Those of the moved that the reader may see. */
  names: Map<string, RecordRow>;
};

type Asked = { request: Request; estimate: EstimateRow; place: Place };

/** What committing the request at this place in the queue would move. */
export const movesAt = (deps: Deps, district: District, asked: Asked) =>
  whatMoves(deps, district, asPromised(asked));

/** The request as it would stand in the queue. */
export const asPromised = ({ request, estimate, place }: Asked) => ({
  ...{ id: request.id, number: request.record.number, due: request.record.due },
  ...{ windowTo: place.to, rank: place.rank },
  ...{ kind: request.row.kind, likelyHours: estimate.likelyHours },
});

/** The same, for a page of this reader. */
export async function foretell(
  deps: Deps,
  actor: Actor,
  district: District,
  asked: Asked,
): Promise<Foretold> {
  const moves = await within(patienceMs, movesAt(deps, district, asked));
  const shown = moves?.moved.slice(0, mostShown).map(({ id }) => id) ?? [];
  return { place: asked.place, moves, names: await visibleRecords(deps.db.read, actor, shown) };
}

/** The place that a form asks for, as far as it is typed; null without a rank. */
export function placeIn(values: Record<string, unknown>): Place | null {
  const [rank, to] = [Number(values.rank), String(values.to ?? "")];
  return Number.isInteger(rank) && rank >= 1 && rank <= 9_999 ? { rank, to: isDay(to) ? to : null } : null;
}
