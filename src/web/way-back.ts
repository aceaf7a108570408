import { type NumberedKind, refOf } from "../records/records.rules.ts";
import { paths } from "./paths.ts";
import { link, type Part, say } from "./sentence.ts";

const words: Record<NumberedKind, string> = {
  goal: "Goal",
  request: "Request",
  work: "Work",
  budget: "Budget request",
};

/** "Goal G-12 Title": above a page about a record, the way back to it. */
export const wayBackTo = (kind: NumberedKind, { number, title }: { number: number; title: string }): Part[] =>
  say(`${words[kind]} `, link(paths.record(kind, number), title, refOf(kind, number)));
