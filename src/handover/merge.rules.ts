import { z } from "zod";
import { line } from "../shared/fields.ts";

export const mergeForm = z.strictObject({
  into: line("The record that stays", {
    max: 254,
    isPerson: true,
    hint: "The same person’s other record: the e-mail address, or the name where only one has it.",
  }),
});
