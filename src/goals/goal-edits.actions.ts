import type { Tx } from "../db/database.ts";
import { changeRecord, leaveSeat, takeSeat } from "../records/records.actions.ts";
import { invalid } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import type { GoalEdit } from "./goal-form.rules.ts";
import { type AtGoal, goalFor } from "./goal-loading.actions.ts";
import { changesPromise, type GoalText, goalChanges, goalWords } from "./goal-texts.rules.ts";
import { priorityFor, requireFit } from "./goals.actions.ts";
import { findNames, type Goal, updateGoal } from "./goals.queries.ts";
import { clearedBy, type HandshakeSeat, handshakeSeats } from "./goals.rules.ts";
import { clearConfirmations } from "./handshake.actions.ts";
import { listMeasures } from "./measures.queries.ts";
import { priorityName } from "./priorities.rules.ts";

/** The text as it stands, for the form and for what an edit changes. */
const textOf = ({ record, row, priority, names }: Goal): GoalText => ({
  title: record.title,
  priority: priorityName(priority),
  why: row.why,
  sponsor: names.sponsor ?? "",
  partner: names.partner ?? "",
  startsOn: row.startsOn,
  due: record.due,
  schools: row.schools,
  rhythm: row.rhythm,
});

/** Changes a goal's text; what both sides had confirmed is asked anew of the other side. */
export async function editGoal(tx: Tx, deed: Deed, at: AtGoal, input: GoalEdit): Promise<void> {
  const goal = await goalFor(tx, deed, at, "edit");
  if (goal.record.due !== null && input.due === undefined && goal.state !== "draft")
    throw invalid("“Due” is empty. Enter a day: this goal has promised one.");
  const priority = await priorityFor(tx, input.priorityId);
  const next = await nextText(tx, goal, input, priorityName(priority));
  const changes = goalChanges(textOf(goal), next);
  if (Object.keys(changes).length === 0) return;
  const asksAgain = goal.state !== "draft" && changesPromise(changes) ? clearedBy(deed.by, goal) : [];
  const measures = await listMeasures(tx, [goal.record.id]);
  const record = await changeRecord(
    tx,
    deed,
    goal.record,
    { title: next.title, due: next.due, words: goalWords(next, measures) },
    { kind: "goal edited", data: { changes, asksAgain } },
  );
  const { why, startsOn, schools } = next;
  await updateGoal(tx, record.id, { priorityId: priority.id, why, startsOn, schools, rhythm: input.rhythm });
  if (goal.state === "draft") await reseat(tx, deed, goal, input);
  await clearConfirmations(tx, deed, { ...goal, record }, asksAgain);
}

/** Seats are part of a draft's form alone: later they are handed over. */
async function nextText(tx: Tx, goal: Goal, input: GoalEdit, priority: string): Promise<GoalText> {
  const before = textOf(goal);
  const isDraft = goal.state === "draft";
  const ids = isDraft ? [input.sponsorId, input.partnerId].filter(id => id !== undefined) : [];
  const names = await findNames(tx, ids);
  const nameIn = (seat: HandshakeSeat) =>
    isDraft ? (names.get(input[`${seat}Id`] ?? "") ?? "") : before[seat];
  return {
    title: input.title,
    priority,
    why: input.why,
    sponsor: nameIn("sponsor"),
    partner: nameIn("partner"),
    startsOn: input.startsOn ?? null,
    due: input.due ?? null,
    schools: input.schools ?? "",
    rhythm: input.rhythm,
  };
}

async function reseat(tx: Tx, deed: Deed, goal: Goal, input: GoalEdit): Promise<void> {
  for (const seat of handshakeSeats) {
    const personId = input[`${seat}Id`];
    await requireFit(tx, seat, personId);
    if (personId) await takeSeat(tx, deed, goal.record.id, seat, personId);
    else await leaveSeat(tx, goal.record.id, seat);
  }
}
