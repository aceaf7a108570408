import { z } from "zod";
import { digestChoices, quietWeeks } from "../people/people.rules.ts";
import type { Actor } from "../shared/deed.ts";
import { choice } from "../shared/fields.ts";
import { may } from "../shared/permissions.ts";

export const canSendDigest = (actor: Actor): boolean => may(actor, "send the digest");

export const choiceForm = z.strictObject({
  digest: choice("Weekly digest", digestChoices, {
    words: {
      on: "Every week",
      "in term": "While I am in the liaison group",
      off: "Never",
    },
  }),
  quietWeek: choice("A week with no news", quietWeeks, {
    words: { "two lines": "A mail of two lines", none: "No mail" },
  }),
});
export type DigestChoice = z.output<typeof choiceForm>;

export const sendForm = z.strictObject({});
