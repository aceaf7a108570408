import type { Tx } from "../db/database.ts";
import { addWorkingDays, dayOf, instantOf, workingDaysBetween } from "../shared/dates.ts";
import type { Deed } from "../shared/deed.ts";
import { moveRequest } from "./moving.actions.ts";
import { deleteKeys, requestStateOf } from "./requests.queries.ts";
import { daysToConfirm } from "./requests.rules.ts";
import { listDeliveredBy, listWaking } from "./timed.queries.ts";

/** Brings deferred requests whose day has come back to where they were; again and nothing happens. Says how many. */
export async function wakeDeferred(tx: Tx, deed: Deed): Promise<number> {
  const due = await listWaking(tx, deed.today);
  for (const request of due) {
    const to = requestStateOf(request.row.stateBefore ?? "submitted");
    // Keys were turned for what was known then.
    await deleteKeys(tx, request.id);
    const event = { kind: "request came back", data: { to } } as const;
    await moveRequest(tx, deed, request, to, event, { row: { deferredUntil: null } });
  }
  return due.length;
}

/** Confirms what was delivered ten working days ago and nobody disputed, as the delivery's mail said. Says how many. */
export async function confirmDelivered(tx: Tx, deed: Deed): Promise<number> {
  const { holidays, timeZone } = deed.district;
  const last = addWorkingDays(deed.today, -daysToConfirm, holidays);
  const found = await listDeliveredBy(tx, instantOf(last, "23:59:59.999", timeZone));
  const silent = found.filter(
    ({ record }) => workingDaysBetween(dayOf(record.since, timeZone), deed.today, holidays) >= daysToConfirm,
  );
  for (const request of silent)
    await moveRequest(tx, deed, request, "confirmed", {
      kind: "request confirmed",
      data: { byItself: true, note: "" },
    });
  return silent.length;
}
