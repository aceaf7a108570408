import { z } from "zod";
import type { MoveInput } from "../../requests/queue-order.actions.ts";
import { line } from "../../shared/fields.ts";

/** For a request that is too far down to be shown; the other moves are buttons beside their rows. */
export const orderForm = z.strictObject({
  request: line("Request", {
    max: 12,
    width: "few",
    hint: "The number of one that is further down, like R-214.",
  }).optional(),
});

/** What a button says: "before 214 203", "top 214"; null for none of ours. */
export function moveIn(deed: string | null): { number: number; move: MoveInput } | null {
  const [, to, number, of] = /^(top|before|after) (\d{1,9})(?: (\d{1,9}))?$/.exec(deed ?? "") ?? [];
  if (!number) return null;
  if (to === "top") return { number: Number(number), move: { to } };
  return (to === "before" || to === "after") && of
    ? { number: Number(number), move: { to, of: Number(of) } }
    : null;
}
