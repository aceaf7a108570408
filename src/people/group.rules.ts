import { z } from "zod";
import { area, email, line, oneOf } from "../shared/fields.ts";

export const groupForm = z.strictObject({
  name: line("Name", { max: 120 }),
  charter: area("Charter", {
    rows: 6,
    hint: "What the group is for, in the words that everyone reads on its page.",
  }).optional(),
  address: email("Mailbox of the group", {
    hint: "One that all members read. Everyone sees it; each member’s own address stays theirs.",
    autocomplete: "off",
  }).optional(),
  chair: oneOf("Chair", {
    none: "Nobody yet",
    hint: "One of those who hold a term now or later. It gives no further rights.",
  }).optional(),
});
export type GroupInput = z.output<typeof groupForm>;
