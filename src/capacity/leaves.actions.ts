import { eq } from "drizzle-orm";
import type { Tx } from "../db/database.ts";
import { findActor, getPersonRecord } from "../people/people.queries.ts";
import { changeRecord } from "../records/records.actions.ts";
import { forbidden, invalid, notFound } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import { canNoteLeave, type LeaveInput } from "./leaves.rules.ts";
import { leaves } from "./leaves.table.ts";

const onlyTechnology = () => forbidden("Only people in technology note leave.");

/** Notes days without hours for projects; the forecast counts them out. */
export async function noteLeave(tx: Tx, deed: Deed, { person, from, to }: LeaveInput): Promise<string> {
  if (!canNoteLeave(deed.by)) throw onlyTechnology();
  const away = await findActor(tx, person, deed.today);
  if (away?.role !== "technologist") throw invalid("Leave is for people in technology. Choose again.");
  const record = await getPersonRecord(tx, away.id);
  const data = { from, to };
  await changeRecord(tx, deed, record, {}, { kind: "leave noted", data });
  await tx.insert(leaves).values({ id: newId(), personId: away.id, from, to, at: deed.now });
  return away.name;
}

/** Takes a leave out again. */
export async function dropLeave(tx: Tx, deed: Deed, leaveId: string): Promise<void> {
  if (!canNoteLeave(deed.by)) throw onlyTechnology();
  const [leave] = await tx.delete(leaves).where(eq(leaves.id, leaveId)).returning();
  if (!leave) throw notFound();
  const record = await getPersonRecord(tx, leave.personId);
  const data = { from: leave.from, to: leave.to };
  await changeRecord(tx, deed, record, {}, { kind: "leave dropped", data });
}
