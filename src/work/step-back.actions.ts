import { eq } from "drizzle-orm";
import type { Tx } from "../db/database.ts";
import { findLastEvent } from "../events/events.queries.ts";
import { changeRecord, type RecordRow, refuseStale } from "../records/records.actions.ts";
import { listTied } from "../records/records.queries.ts";
import { takeBackStart } from "../requests/delivery.actions.ts";
import { conflict } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import { type StepBack, stepBackOf } from "./step-back.rules.ts";
import { onlyTechnology } from "./work.actions.ts";
import { getWork, type WorkRow } from "./work.queries.ts";
import { canDoWork } from "./work.rules.ts";
import { work } from "./work.table.ts";

/** The mover takes their move back within the hour, as long as nothing followed; both rows stay in the history. */
export async function stepBackWork(
  tx: Tx,
  deed: Deed,
  number: number,
  version: number | null,
): Promise<RecordRow> {
  const item = await getWork(tx, deed.by, number);
  const { record } = item;
  if (!canDoWork(deed.by)) throw onlyTechnology();
  refuseStale(record, version);
  const step = stepBackOf(deed.by, await findLastEvent(tx, record), deed.now);
  if (!step)
    throw conflict(
      "This can no longer be taken back: only whoever did it can, within an hour, before anything else happens to it.",
    );
  const { state } = step.before;
  const event = { kind: "work stepped back", data: { from: record.state, to: state } } as const;
  const after = await changeRecord(tx, deed, record, { state }, event);
  await tx.update(work).set(columnsBefore(step, item)).where(eq(work.id, record.id));
  if (step.move === "start")
    for (const request of await listTied(tx, deed.by, record.id, "above", "request"))
      await takeBackStart(tx, deed, request.id, record.id);
  return after;
}

function columnsBefore({ move, before }: StepBack, { work: now }: WorkRow) {
  const { blockedBy, blockedAt, hoursLeft } = before;
  const blocked = { blockedBy, blockedAt: blockedAt === null ? null : new Date(blockedAt) };
  switch (move) {
    case "start":
      return { startedAt: null };
    case "block":
    case "unblock":
      return blocked;
    case "finish":
    case "drop":
      return {
        ...blocked,
        doneAt: null,
        stateNote: "",
        hoursLeft: move === "drop" ? now.hoursLeft : hoursLeft,
      };
  }
}
