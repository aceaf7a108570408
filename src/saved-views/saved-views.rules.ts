import { z } from "zod";
import { line } from "../shared/fields.ts";

export const listNames = ["goal", "request", "work", "budget"] as const;
export type ListName = (typeof listNames)[number];

const longestQuery = 600;

export const savedViewForm = z.strictObject({
  name: line("Name", { max: 60, hint: "What you call it, like “Late and mine”. Only you see it." }),
  list: z.enum(listNames).meta({ label: "List", control: "hidden" }),
  query: z.string().max(longestQuery).optional().meta({ label: "Filters", control: "hidden" }),
});
export type SavedViewInput = z.output<typeof savedViewForm>;

/** More than this nobody finds again. */
export const mostViews = 50;

/** What of an address makes a view: not where in the list somebody was, nor how they took it along. */
const passing = ["after", "from", "format"];

export function viewQuery(text: string): string {
  const query = new URLSearchParams(text.slice(0, longestQuery));
  for (const name of passing) query.delete(name);
  return query.toString();
}

export const listIn = (text: string): ListName | null => listNames.find(name => name === text) ?? null;
