import type { Tx } from "../db/database.ts";
import { addEvent, changeRecord, type RecordRow } from "../records/records.actions.ts";
import { conflict, invalid, notFound } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import { type Budget, type Line, updateLine } from "./budget.queries.ts";
import { seenActual, usedOf } from "./lines.rules.ts";
import { addStep, type StepInput, takeTurn } from "./road.actions.ts";
import { listReservations, updateReservation } from "./sources.queries.ts";

/** The line on which money can be spent. @throws not found, or conflict where it was not approved */
export function approvedLine(it: Budget, position: number): Line {
  const line = it.lines.find(each => each.position === position);
  if (!line) throw notFound();
  if (!line.approvedCents) throw conflict("This line was not approved, so nothing can be spent on it.");
  return line;
}

/** Finance records what a line has cost so far, over all its years. @throws conflict when somebody else was first */
export async function recordActual(
  tx: Tx,
  deed: Deed,
  input: { number: number; position: number; cents: number; seen?: number | null },
): Promise<RecordRow> {
  const { it } = await takeTurn(tx, deed, "record actuals", { number: input.number });
  const line = approvedLine(it, input.position);
  if (typeof input.seen === "number" && input.seen !== seenActual(line))
    throw conflict("Somebody else recorded an amount while you wrote. Compare it with what you wrote.");
  await updateLine(tx, line.id, { actualCents: input.cents });
  return addEvent(tx, deed, it.record, {
    kind: "actual recorded",
    data: { line: line.label, cents: input.cents },
  });
}

/** Closes it; what its actuals did not use is free again, of the last years first. */
export async function closeBudget(tx: Tx, deed: Deed, input: StepInput): Promise<RecordRow> {
  const { it } = await takeTurn(tx, deed, "close", input);
  const open = it.lines.find(line => line.approvedCents && line.actualCents === null);
  if (open)
    throw invalid(`“${open.label}” has no actual yet. Record what was spent on it, 0 if nothing was.`);
  const releasedCents = await release(tx, it.lines);
  await addStep(tx, deed, it, "closed", input.comment);
  return changeRecord(
    tx,
    deed,
    it.record,
    { state: "closed" },
    { kind: "budget closed", data: { releasedCents } },
  );
}

async function release(tx: Tx, lines: readonly Line[]): Promise<number> {
  const held = await listReservations(
    tx,
    lines.map(({ id }) => id),
  );
  let released = 0;
  for (const line of lines) {
    const own = held.filter(({ lineId }) => lineId === line.id);
    const used = usedOf(
      own.map(({ cents }) => cents),
      line.actualCents ?? 0,
    );
    for (const [index, reservation] of own.entries()) {
      const kept = used[index] ?? 0;
      if (kept === reservation.cents) continue;
      released += reservation.cents - kept;
      await updateReservation(tx, reservation, kept);
    }
  }
  return released;
}
