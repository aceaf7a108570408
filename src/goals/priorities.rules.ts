import { z } from "zod";
import { line, wholeNumber } from "../shared/fields.ts";

export const priorityForm = z.strictObject({
  code: line("Code", { max: 20, width: "few", hint: "What people call it: 1, A, SA." }),
  title: line("Title", { max: 200 }),
  years: line("Years", { max: 60, width: "half", hint: "Such as 2024-25 to 2026-27." }).optional(),
  position: wholeNumber("Order", { min: 1, max: 999, hint: "1 stands first." }),
});
export type PriorityInput = z.output<typeof priorityForm>;

/** "1 Student achievement"; a plan's title often begins with its code already. */
export const priorityName = ({ code, title }: { code: string; title: string }): string =>
  code === "" || title.startsWith(`${code} `) ? title : `${code} ${title}`;
