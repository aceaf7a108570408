import type { Tx } from "../db/database.ts";
import { changeRecord, type RecordRow } from "../records/records.actions.ts";
import { conflict, invalid } from "../shared/app-error.ts";
import { type Day, isDay } from "../shared/dates.ts";
import type { Deed } from "../shared/deed.ts";
import { formatCents } from "../shared/money.ts";
import { type Budget, type Line, updateBudget, updateLine } from "./budget.queries.ts";
import { takesBoard } from "./budget.rules.ts";
import { refuseUnknownSources } from "./lines.actions.ts";
import { addUp, type LineDecision, outcomeOf, yearlyCents, yearsOf } from "./lines.rules.ts";
import { addStep, type StepInput, takeTurn } from "./road.actions.ts";
import { insertReservations, listHoldings, placeKey, type Reservation } from "./sources.queries.ts";
import { shortfall } from "./sources.rules.ts";

export type DecisionInput = StepInput & {
  /** For every line: cents for each of its years, and the source that pays. */
  lines: ReadonlyMap<string, LineDecision>;
  boardDay?: Day | undefined;
};

type Decided = Line & LineDecision & { askedCents: number };

/** Approves line by line, and holds the money of what is approved. The outcome follows from the lines. */
export async function decideBudget(tx: Tx, doing: Deed, input: DecisionInput): Promise<RecordRow> {
  const { it, deed } = await takeTurn(tx, doing, "decide", input);
  const lines = it.lines.map(line => decided(line, input.lines.get(line.id)));
  const outcome = outcomeOf(lines);
  const comment = input.comment ?? "";
  const boardDay = boardDayOf(deed, it, input);
  if (outcome === "declined" && comment === "")
    throw invalid("“Comment” is empty. Say why it is declined: the author reads it first.");
  await refuseUnknownSources(tx, lines);
  for (const { id, approvedCents, sourceId } of lines) await updateLine(tx, id, { approvedCents, sourceId });
  const held = lines.flatMap(line => reservationsOf(line, it.row.fiscalYear));
  await reserve(tx, deed, held);
  const approvedCents = addUp(held.map(({ cents }) => cents)) ?? 0;
  await updateBudget(tx, it.record.id, { approvedCents, boardDay });
  await addStep(tx, deed, it, "decided", comment);
  return changeRecord(
    tx,
    deed,
    it.record,
    { state: outcome, audience: "board" },
    {
      kind: "budget decided",
      data: { outcome, approvedCents, comment, boardDay },
    },
  );
}

/** @throws invalid for more than it asks, or for money without a source */
function decided(line: Line, decision: LineDecision | undefined): Decided {
  const asked = yearlyCents(line);
  if (!decision) throw invalid(`“${line.label}” has no decision. Enter an amount, or 0 to decline it.`);
  const { approvedCents, sourceId } = decision;
  if (!Number.isSafeInteger(approvedCents) || approvedCents < 0)
    throw invalid(`“${line.label}” cannot get ${approvedCents} cents. Enter an amount, or 0 to decline it.`);
  if (approvedCents > asked)
    throw invalid(`“${line.label}” asks for ${formatCents(asked)}. Approve at most that.`);
  if (approvedCents > 0 && sourceId === null)
    throw invalid(`“${line.label}” has no source. Choose one, or approve 0.`);
  return { ...line, approvedCents, sourceId: sourceId ?? line.sourceId, askedCents: asked };
}

function boardDayOf(deed: Deed, it: Budget, { boardDay }: DecisionInput): Day | null {
  const { boardCents } = deed.district;
  if (boardDay !== undefined && !isDay(boardDay)) throw invalid("“Board meeting” is no day of the calendar.");
  const day = boardDay ?? it.row.boardDay;
  if (takesBoard(it.row.askedCents, deed.district) && !day)
    throw invalid(`Above ${formatCents(boardCents)} the board decides. Enter the day of its meeting.`);
  return day;
}

/** What an approved line holds: the same in each of its fiscal years. */
export const reservationsOf = (
  line: Pick<Line, "id" | "recurrence" | "years" | "approvedCents" | "sourceId">,
  fiscalYear: number,
): Reservation[] => {
  const { id, approvedCents, sourceId } = line;
  if (!approvedCents || sourceId === null) return [];
  return yearsOf(line, fiscalYear).map(year => ({
    lineId: id,
    fiscalYear: year,
    sourceId,
    cents: approvedCents,
  }));
};

/**
 * Holds money, and refuses when a source then holds more than its amount. SQLite has one writer; on PostgreSQL the
 * sum is read in a serializable transaction, so of two that would overspend together one is run again and refused.
 * @throws conflict naming source, year and how much is short
 */
export async function reserve(tx: Tx, deed: Deed, held: Reservation[]): Promise<void> {
  await insertReservations(tx, held);
  const places = new Set(held.map(placeKey));
  const ids = held.map(({ sourceId }) => sourceId);
  const holdings = (await listHoldings(tx, ids)).filter(holding => places.has(placeKey(holding)));
  const short = holdings
    .map(holding => shortfall(holding, deed.district.fiscalYearStart))
    .filter(sentence => sentence !== null);
  if (short.length > 0)
    throw conflict(
      `${short.join("; ")}. Approve less, choose another source, or ask finance to raise its amount.`,
    );
}
