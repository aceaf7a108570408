import type { Tx } from "../db/database.ts";
import { addEvent } from "../records/records.actions.ts";
import { forbidden } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import { insertCheckIn, lastCheckIns } from "./check-ins.queries.ts";
import type { CheckInInput } from "./check-ins.rules.ts";
import { type AtGoal, goalFor } from "./goal-loading.actions.ts";
import { sidesOf } from "./goals.rules.ts";

/** Says how a side sees the goal. A liaison speaks for the side of the term. */
export async function checkIn(tx: Tx, deed: Deed, at: AtGoal, input: CheckInInput): Promise<void> {
  const goal = await goalFor(tx, deed, { number: at.number }, "check in");
  const { side, health, changed, needed = "" } = input;
  const sides = sidesOf(deed.by, goal);
  if (!deed.by.id || !sides.includes(side))
    throw forbidden(`You check in for ${sides.join(" or ")} on this goal, not for ${side}.`);
  const said = await lastCheckIns(tx, [goal.record.id], deed.district.timeZone);
  const before = said.find(each => each.side === side)?.health ?? null;
  await insertCheckIn(tx, {
    id: newId(),
    goalId: goal.record.id,
    byId: deed.by.id,
    side,
    health,
    changed,
    needed,
    at: deed.now,
  });
  await addEvent(tx, deed, goal.record, {
    kind: "goal checked in",
    data: { side, health, before, changed, needed },
  });
}
