import { type NumberedKind, refOf } from "../records/records.rules.ts";
import type { Actor } from "../shared/deed.ts";
import type { Tick } from "../web/list.ts";
import { paths } from "../web/paths.ts";
import { type BulkDeed, offeredTo } from "./bulk.rules.ts";

export const deedLabels: Record<BulkDeed, string> = {
  follow: "Follow",
  unfollow: "Stop following",
  goal: "Put under a goal",
  "no-goal": "Take off a goal",
  owner: "Change the owner",
  due: "Set the due day",
  drop: "Drop",
};

export type BulkBar = {
  action: string;
  /** The numbers of all rows, so that “all on this page” needs no script. */
  page: string;
  back: string;
  count: number;
  deeds: { value: BulkDeed; label: string }[];
};

/** Under a list: what can be done with the rows that are ticked. @param listHref the list as it stands, with its filters */
export const bulkBar = (
  kind: NumberedKind,
  actor: Actor,
  rows: readonly { number: number }[],
  listHref: string,
): BulkBar => ({
  action: paths.bulk(kind),
  page: rows.map(({ number }) => number).join("-"),
  back: (listHref.split("?")[1] ?? "").slice(0, 600),
  count: rows.length,
  deeds: offeredTo(actor, kind).map(value => ({ value, label: deedLabels[value] })),
});

/** The box before a row of that list. */
export const tickOf = (kind: NumberedKind, number: number): Tick => ({
  value: String(number),
  label: refOf(kind, number),
});
