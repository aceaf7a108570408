import { z } from "zod";
import type { NumberedKind } from "../records/records.rules.ts";
import { canAsk, canTriage } from "../requests/requests.rules.ts";
import type { Actor } from "../shared/deed.ts";
import { area, day, oneOf } from "../shared/fields.ts";
import { canDoWork } from "../work/work.rules.ts";

/** What can be done to many rows of a list in one press. */
export const bulkDeeds = ["follow", "unfollow", "goal", "no-goal", "owner", "due", "drop"] as const;
export type BulkDeed = (typeof bulkDeeds)[number];

const ofKind = {
  goal: ["follow", "unfollow"],
  request: ["follow", "unfollow", "goal", "no-goal"],
  work: ["owner", "due", "goal", "no-goal", "drop", "follow", "unfollow"],
  budget: ["follow", "unfollow"],
} as const satisfies Record<NumberedKind, readonly BulkDeed[]>;

export const deedsOf = (kind: NumberedKind): readonly BulkDeed[] => ofKind[kind];

/** Whether this is a deed for anybody like the person, whatever the records. */
function isFor(actor: Actor, kind: NumberedKind, deed: BulkDeed): boolean {
  if (deed === "follow" || deed === "unfollow") return true;
  return kind === "work" ? canDoWork(actor) : canAsk(actor) || canTriage(actor);
}

/** The deeds that somebody is offered on a list. */
export const offeredTo = (actor: Actor, kind: NumberedKind): BulkDeed[] =>
  deedsOf(kind).filter(deed => isFor(actor, kind, deed));

/** As many as stand on a page of a list. */
export const mostAtOnce = 50;

export type Pick = { number: number; version: number };

const records = z.string().max(1200).meta({ label: "Records", control: "hidden" });
const back = z.string().max(600).optional().meta({ label: "List", control: "hidden" });
const carried = { records, back };

/** What each deed asks once for all. */
export const bulkForms = {
  follow: z.strictObject(carried),
  unfollow: z.strictObject(carried),
  goal: z.strictObject({
    goalId: oneOf("Goal", { hint: "They serve it beside what they serve now." }),
    ...carried,
  }),
  "no-goal": z.strictObject({
    goalId: oneOf("Goal", { hint: "Those that serve it no longer do." }),
    ...carried,
  }),
  owner: z.strictObject({ owner: oneOf("Owner"), ...carried }),
  due: z.strictObject({ due: day("Due"), ...carried }),
  drop: z.strictObject({
    reason: area("Reason", { rows: 2, max: 1000, hint: "Those who wait for it read this." }),
    ...carried,
  }),
} as const satisfies Record<BulkDeed, z.ZodObject>;
export type BulkValues = { goalId?: string; owner?: string; due?: string; reason?: string };
export const valueNames = ["goalId", "owner", "due", "reason"] as const satisfies (keyof BulkValues)[];

/** "12:3 13:1" is what was shown: numbers with the versions they had. */
export function picksIn(text: string): Pick[] {
  const found = [...text.matchAll(/\b(\d{1,9}):(\d{1,9})\b/g)].map(([, number, version]) => ({
    number: Number(number),
    version: Number(version),
  }));
  return [...new Map(found.map(pick => [pick.number, pick])).values()].slice(0, mostAtOnce);
}

export const picksText = (picks: readonly Pick[]): string =>
  picks.map(({ number, version }) => `${number}:${version}`).join(" ");

/** The numbers that an address names: those that were ticked, or all of the page. */
export function numbersIn(query: Record<string, unknown>): number[] {
  const given = [query.n].flat().map(String);
  const texts = query.all === "yes" ? [...given, ...String(query.page ?? "").split("-")] : given;
  const numbers = texts.filter(text => /^[1-9]\d{0,8}$/.test(text)).map(Number);
  return [...new Set(numbers)].slice(0, mostAtOnce);
}
