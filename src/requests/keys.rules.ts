import type { Actor } from "../shared/deed.ts";

/** From an estimate above either threshold, a commitment takes one liaison of each of these sides. */
export const keySides = ["leadership", "technology"] as const;
export type KeySide = (typeof keySides)[number];

export const needsTwoKeys = (
  estimate: { likelyHours: number; costCents: number },
  district: { twoKeysHours: number; twoKeysCents: number },
): boolean => estimate.likelyHours > district.twoKeysHours || estimate.costCents > district.twoKeysCents;

/** The side whose key this liaison holds; null for those of neither side. */
export const keySideOf = (actor: Actor): KeySide | null =>
  keySides.find(side => side === actor.liaisonSide) ?? null;
