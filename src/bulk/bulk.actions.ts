import type { Tx } from "../db/database.ts";
import { beginFollowing, endFollowing } from "../follows/follows.actions.ts";
import { visibleRecords } from "../records/records.queries.ts";
import type { NumberedKind } from "../records/records.rules.ts";
import { putUnderGoal, takeOffGoal } from "../requests/goals-served.actions.ts";
import { AppError, invalid } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import { loadOwner, moveWork } from "../work/work.actions.ts";
import { dateWork, handOverWork, putWorkUnder, takeWorkOff } from "../work/work-fields.actions.ts";
import type { BulkDeed, BulkValues, Pick } from "./bulk.rules.ts";

export type BulkDone = { done: number[]; left: number[] };

/** A goal that something new may come under. @throws invalid */
async function goalChosen(tx: Tx, deed: Deed, unsafeId: string): Promise<string> {
  const goal = (await visibleRecords(tx, deed.by, [unsafeId])).get(unsafeId);
  if (goal?.kind !== "goal" || !["proposed", "active", "on hold"].includes(goal.state))
    throw invalid("This goal is not open any more. Choose another one.");
  return goal.id;
}

type One = (pick: Pick) => Promise<unknown>;

/** What the deed does to one record; what it takes for all is loaded once. @throws invalid */
async function deedFor(
  tx: Tx,
  deed: Deed,
  kind: NumberedKind,
  name: BulkDeed,
  { goalId = "", owner, due = "", reason = "" }: BulkValues,
): Promise<One> {
  switch (name) {
    case "follow":
      return ({ number }) => beginFollowing(tx, deed, { kind, number });
    case "unfollow":
      return ({ number }) => endFollowing(tx, deed, { kind, number });
    case "goal": {
      const id = await goalChosen(tx, deed, goalId);
      return pick => (kind === "work" ? putWorkUnder : putUnderGoal)(tx, deed, pick, id);
    }
    case "no-goal":
      return pick => (kind === "work" ? takeWorkOff : takeOffGoal)(tx, deed, pick, goalId);
    case "owner": {
      const id = await loadOwner(tx, deed, owner);
      if (id === null) throw invalid("“Owner” is empty. Choose one.");
      return pick => handOverWork(tx, deed, pick, id);
    }
    case "due":
      return pick => dateWork(tx, deed, pick, due);
    case "drop":
      return ({ number, version }) => moveWork(tx, deed, number, { move: "drop", reason }, version);
  }
}

/** Does to each what can be done; one that somebody changed meanwhile, or that refuses, is left as it is. */
export async function doToMany(
  tx: Tx,
  deed: Deed,
  given: { kind: NumberedKind; name: BulkDeed; picks: readonly Pick[]; values: BulkValues },
): Promise<BulkDone> {
  const one = await deedFor(tx, deed, given.kind, given.name, given.values);
  const result: BulkDone = { done: [], left: [] };
  for (const pick of given.picks) {
    // Each verb refuses before it writes anything.
    const isDone = await one(pick).then(
      () => true,
      error => {
        if (error instanceof AppError) return false;
        throw error;
      },
    );
    (isDone ? result.done : result.left).push(pick.number);
  }
  return result;
}
