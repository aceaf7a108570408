import type { Foretold } from "../events/request-events.ts";
import { noHours } from "../forecast/days.rules.ts";
import type { WhatMoves } from "../forecast/what-moves.ts";
import type { Day } from "../shared/dates.ts";

/** What the place in the queue hangs on. */
export type Place = { to: Day | null; rank: number };

/** Without hours no day is said, so none moves. */
export const canTell = ({ itself }: WhatMoves): boolean => itself.lacks !== noHours;

/** More than these nobody reads, and the history keeps for ever. */
const mostKept = 20;

/** What the history keeps of it; nothing where nothing could be said. */
export function toldOf(foretold: WhatMoves | null): Partial<Foretold> {
  if (!foretold || !canTell(foretold)) return {};
  const moved = foretold.moved.slice(0, mostKept);
  return {
    moved,
    more: foretold.moved.length - moved.length,
    chance: foretold.itself.basis !== "estimates",
  };
}

/** The days that are said with a promise; none without one. */
export const saidOf = (foretold: WhatMoves | null) => ({
  saidAsEstimated: foretold?.itself.asEstimated ?? null,
  saidP50: foretold?.itself.p50 ?? null,
  saidP80: foretold?.itself.p80 ?? null,
  saidP95: foretold?.itself.p95 ?? null,
});
