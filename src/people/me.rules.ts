import { z } from "zod";
import { choiceForm } from "../digest/digest.rules.ts";
import { choice, line } from "../shared/fields.ts";
import { noticeChoices } from "./people.rules.ts";

/** What a person says of themselves; address, role and flags are an administrator's. */
export const meForm = z.strictObject({
  name: line("Name", { max: 120, autocomplete: "name" }),
  title: line("Title", {
    max: 120,
    hint: "What you do in the district. It stands beside your name where people choose somebody.",
    autocomplete: "organization-title",
  }).optional(),
  school: line("School or department", { max: 120, autocomplete: "organization" }).optional(),
});
export type MeInput = z.output<typeof meForm>;

export const myChoicesForm = z.strictObject({
  ...choiceForm.shape,
  notices: choice("“You are asked” and “it is delivered”", noticeChoices, {
    words: {
      "at once": "A mail each, at once",
      "in the digest": "Only in the weekly digest, while I get it",
    },
  }),
});
