import { z } from "zod";
import type { Actor } from "../shared/deed.ts";
import { httpUrl, line } from "../shared/fields.ts";
import { may } from "../shared/permissions.ts";

export const linkForm = z.strictObject({
  title: line("Title", { max: 120, hint: "What is read there, like “Vendor’s security answers”." }),
  url: httpUrl("Link", { hint: "It begins with https://. Who follows it leaves Crosswalk." }),
});
export type LinkInput = z.output<typeof linkForm>;

/** More than this nobody reads. */
export const mostLinks = 30;

export const canAddLink = (actor: Actor): boolean => may(actor, "comment");
export const whoAddsLinks = "Only people with another role than viewer can add links to what they see.";

/** Oneself what one added; the liaison group any. */
export const canTakeOutLink = (actor: Actor, { byId }: { byId: string }): boolean =>
  may(actor, "take out", { own: byId === actor.id });
export const whoTakesOutLinks = (by: string): string => `Only ${by} or a liaison can take this link out.`;
