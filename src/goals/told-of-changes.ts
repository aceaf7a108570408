import type { Read } from "../db/database.ts";
import type { Deed } from "../shared/deed.ts";
import { digestDay, waysOf } from "../told/told.pages.ts";
import { toldOf } from "../told/told.queries.ts";
import type { Goal } from "./goals.queries.ts";
import { clearedBy } from "./goals.rules.ts";
import { tellingOfAsked } from "./tellings.rules.ts";

/** What is told when a goal's promise is edited: whose word a change of it takes back. */
export async function changedBefore(db: Read, deed: Deed, goal: Goal, change: string): Promise<string> {
  const asked = goal.state === "draft" ? [] : clearedBy(deed.by, goal);
  const told = await toldOf(db, deed, tellingOfAsked(goal, asked));
  const ways = waysOf(told, digestDay(deed));
  return ways === null
    ? "Nobody is told."
    : `Told: ${ways}, if you change ${change}: they are asked to confirm again. Else nobody is told.`;
}
