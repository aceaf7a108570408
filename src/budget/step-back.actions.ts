import type { Tx } from "../db/database.ts";
import { findLastEvent } from "../events/events.queries.ts";
import { changeRecord, type RecordRow } from "../records/records.actions.ts";
import type { Audience } from "../records/records.rules.ts";
import { conflict, forbidden } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import {
  type Budget,
  getBudget,
  reviveSteps,
  stateOf,
  updateBudget,
  updateLine,
  voidSteps,
} from "./budget.queries.ts";
import { type BudgetState, endorsingSides } from "./budget.rules.ts";
import { reservationsOf, reserve } from "./decision.actions.ts";
import { decidedOutcome } from "./lines.rules.ts";
import { deleteReservations } from "./sources.queries.ts";
import { hasRightToTakeBack, ownStep, type StepEvent } from "./step-back.rules.ts";

type Back = { state: BudgetState; audience: Audience };
type Undo = (tx: Tx, deed: Deed, it: Budget, event: { data: Record<string, unknown> }) => Promise<Back>;

const undo: Record<StepEvent, Undo> = {
  "budget submitted": async (tx, _deed, it) => {
    await updateBudget(tx, it.record.id, { submittedAt: null });
    return { state: "draft", audience: "money" };
  },
  "budget endorsed": async (tx, { now }, it, { data }) => {
    const side = endorsingSides.find(each => each === data.side);
    if (side) await voidSteps(tx, it.record.id, now, [`endorsed for ${side}`]);
    return { state: "submitted", audience: "everyone" };
  },
  "budget reviewed": async (tx, { now }, it) => {
    await voidSteps(tx, it.record.id, now, ["reviewed"]);
    return { state: "endorsed", audience: "everyone" };
  },
  "budget returned": async (tx, { now }, it, { data }) => {
    await voidSteps(tx, it.record.id, now, ["returned"]);
    await reviveSteps(tx, it.record.id, strings(data.voided));
    return { state: stateOf({ state: String(data.from) }), audience: "everyone" };
  },
  "budget decided": async (tx, { now }, it) => {
    await voidSteps(tx, it.record.id, now, ["decided"]);
    await deleteReservations(
      tx,
      it.lines.map(({ id }) => id),
    );
    for (const { id } of it.lines) await updateLine(tx, id, { approvedCents: null });
    await updateBudget(tx, it.record.id, { approvedCents: null });
    return { state: "reviewed", audience: "everyone" };
  },
  "budget closed": async (tx, deed, it) => {
    await voidSteps(tx, it.record.id, deed.now, ["closed"]);
    await deleteReservations(
      tx,
      it.lines.map(({ id }) => id),
    );
    await reserve(
      tx,
      deed,
      it.lines.flatMap(line => reservationsOf(line, it.row.fiscalYear)),
    );
    return { state: decidedOutcome(it.lines), audience: "board" };
  },
};

const finance = "somebody of finance who did not ask for it";
const takes: Record<StepEvent, string> = {
  "budget submitted": "its author, while they may ask for money",
  "budget endorsed": "a liaison in a running term of leadership or technology",
  "budget reviewed": finance,
  "budget returned": "somebody whose turn it was",
  "budget decided": "an approver",
  "budget closed": finance,
};

const strings = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** Takes one's own last step back, while nothing followed from it. Both rows stay in the history. */
export async function stepBack(tx: Tx, deed: Deed, input: { number: number }): Promise<RecordRow> {
  const it = await getBudget(tx, deed.by, input.number);
  const last = await findLastEvent(tx, it.record);
  const step = ownStep(deed.by, deed.now, last);
  if (!step)
    throw conflict(
      "A step can be taken back by whoever took it, within an hour, and only if nothing followed.",
    );
  if (!hasRightToTakeBack(deed.by, it, step, last))
    throw forbidden(`To take this step back takes ${takes[step]}.`);
  const { state, audience } = await undo[step](tx, deed, it, last);
  return changeRecord(
    tx,
    deed,
    it.record,
    { state, audience },
    {
      kind: "budget stepped back",
      data: { from: step === "budget endorsed" ? "endorsed" : it.state, to: state },
    },
  );
}
