import type { Actor } from "../shared/deed.ts";
import { may } from "../shared/permissions.ts";

/** What a link or a file came with or belongs to, where that is not the record itself. */
export type Place = { commentId?: string; estimate?: { id: string; version: number } };

/** Who may estimate may put beside it what it rests on. */
export const canAddToEstimate = (actor: Actor): boolean => may(actor, "do the work");
export const whoAddsToEstimates = "Only people in technology add files and links to an estimate.";

/** The version that an address names; null for one that names none. */
export const versionIn = (text: unknown): number | null =>
  typeof text === "string" && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : null;

/** As its row says it: "with a comment". */
export const placeWords = (row: { commentId: string | null; estimateId: string | null }): string =>
  row.commentId ? ", with a comment" : row.estimateId ? ", with an estimate" : "";
