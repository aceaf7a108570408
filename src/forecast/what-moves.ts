import type { Deps } from "../deps.ts";
import type { District } from "../shared/deed.ts";
import type { Days } from "./days.rules.ts";
import type { Inputs } from "./inputs.queries.ts";
import { type Moved, movedBetween, withoutRequest, withRequest } from "./moves.rules.ts";
import type { Promised } from "./queue.queries.ts";
import { QueueAnswers } from "./queue-answers.ts";
import { sayDays } from "./saying.ts";

/** What a commitment would do. */
export type WhatMoves = {
  /** By when the request itself is done. */
  itself: Days;
  /** Other requests, and goals. */
  moved: Moved[];
};

/** Who looks at the page mostly presses its button next: what was worked out for the one serves the other. */
const kept = new QueueAnswers<WhatMoves>();

/** Does the queue with the request and without it, with the same luck. As long as nothing changes, once. */
export const whatMoves = (deps: Deps, district: District, request: Promised): Promise<WhatMoves> =>
  kept.get(deps, district, { question: request, also: [request.id] }, inputs => movesAmong(inputs, request));

/** The same for inputs that are loaded already. */
export async function movesAmong(inputs: Inputs, request: Promised): Promise<WhatMoves> {
  const { open } = inputs;
  const few = { ofWork: false };
  const before = await sayDays(inputs, withoutRequest(open, request.id), few);
  const after = await sayDays(inputs, withRequest(open, request), few);
  const itself = after.said.get(request.id);
  if (!itself) throw new Error("a request is not in its own queue");
  before.said.delete(request.id);
  return { itself, moved: movedBetween(before.said, after.said) };
}
