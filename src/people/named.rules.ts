import type { Actor } from "../shared/deed.ts";
import { line } from "../shared/fields.ts";

/** In every form that makes something: typed, because a list of 3,000 is no choice. */
export const forWhom = line("For whom", {
  max: 254,
  width: "half",
  isPerson: true,
  hint: "Leave it empty when it is for you. Else a name or an e-mail address; the history names both of you.",
}).optional();

/** Whose an address is, is for administrators; who works here is not for the board. */
export const meetsPeople = ({ role }: Actor): boolean => role !== "viewer";

/** More than these nobody reads while typing. */
export const mostOffered = 10;

type Described = { name: string; title: string; school: string };

/** A name and what tells it from others of that name; typed like this it is understood. */
export const describedAs = ({ name, title, school }: Described): string =>
  [name, title, school].filter(Boolean).join(", ");

const mostNames = 5;

export function couldMean(text: string, named: readonly Described[]): string {
  const names = named.slice(0, mostNames).map(describedAs);
  const others = named.length > mostNames ? "; or others" : "";
  return `“${text}” can mean ${names.join("; ")}${others}. Enter one as it stands here, or an e-mail address.`;
}
