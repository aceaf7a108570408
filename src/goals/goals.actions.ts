import type { Tx } from "../db/database.ts";
import { forWhomMeant } from "../people/meant.queries.ts";
import { addEvent, changeRecord, createRecord, type RecordRow } from "../records/records.actions.ts";
import { forbidden, invalid } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import type { NewGoal } from "./goal-form.rules.ts";
import { type AtGoal, goalFor } from "./goal-loading.actions.ts";
import { goalWords } from "./goal-texts.rules.ts";
import {
  canSit,
  findPriority,
  type GoalRow,
  insertGoal,
  type PriorityRow,
  updateGoal,
} from "./goals.queries.ts";
import { canDraft, type HandshakeSeat, handshake, handshakeSeats } from "./goals.rules.ts";
import { askToConfirm } from "./handshake.actions.ts";
import { measureRowOf } from "./measures.actions.ts";
import { insertMeasure, type MeasureRow } from "./measures.queries.ts";
import { targetWords } from "./measures.rules.ts";
import { tellingOf } from "./tellings.rules.ts";

/** Loads the priority that a form named. @throws invalid */
export async function priorityFor(tx: Tx, unsafeId: string): Promise<PriorityRow> {
  const priority = await findPriority(tx, unsafeId);
  if (!priority) throw invalid("This priority is not there any more. Choose another one.");
  return priority;
}

/** @throws invalid where the person does not belong to the seat's side */
export async function requireFit(tx: Tx, seat: HandshakeSeat, unsafeId: string | undefined): Promise<void> {
  if (unsafeId !== undefined && !(await canSit(tx, unsafeId, seat)))
    throw invalid(`The ${seat} speaks for ${handshake[seat]}. Name somebody of that side.`);
}

export const emptyGoal = (id: string, priorityId: string): GoalRow => ({
  id,
  priorityId,
  why: "",
  startsOn: null,
  startsText: "",
  dueText: "",
  schools: "",
  rhythm: "every two weeks",
  proposedAt: null,
  sponsorConfirmedAt: null,
  partnerConfirmedAt: null,
  sponsorConfirmedById: null,
  partnerConfirmedById: null,
  activeAt: null,
  fromPlanAt: null,
  planCode: "",
  planKey: null,
  continuesId: null,
  comingIds: null,
  stateNote: "",
});

export const whoDrafts = "Only an educator, a leader, a technologist, finance or a liaison can draft a goal.";

/** Drafts a goal, with the measures given. Only its author, the named ones and liaisons see it. */
export async function draftGoal(tx: Tx, doer: Deed, input: NewGoal): Promise<RecordRow> {
  if (!canDraft(doer.by)) throw forbidden(whoDrafts);
  const priority = await priorityFor(tx, input.priorityId);
  for (const seat of handshakeSeats) await requireFit(tx, seat, input[`${seat}Id`]);
  const forId = await forWhomMeant(tx, doer, input.forWhom, { right: "draft a goal", may: canDraft });
  const deed = { ...doer, forId };
  const { measures = [] } = input;
  const schools = input.schools ?? "";
  const record = await createRecord(
    tx,
    deed,
    {
      kind: "goal",
      title: input.title,
      state: "draft",
      due: input.due ?? null,
      audience: "seats",
      seats: seatsGiven(deed, input),
      words: goalWords({ why: input.why, schools }, measures),
    },
    { kind: "goal drafted", data: { title: input.title } },
  );
  const { why, rhythm, startsOn = null } = input;
  await insertGoal(tx, { ...emptyGoal(record.id, priority.id), why, rhythm, startsOn, schools });
  const rows = measures.map((measure, index) => measureRowOf(record.id, index + 1, measure));
  return insertMeasures(tx, deed, record, rows);
}

function seatsGiven({ by, forId }: Deed, input: NewGoal) {
  return {
    ...(by.id ? { author: by.id } : {}),
    ...(forId ? { requester: forId } : {}),
    ...(input.sponsorId ? { sponsor: input.sponsorId } : {}),
    ...(input.partnerId ? { partner: input.partnerId } : {}),
  };
}

/** Puts measures at a goal that was just drafted, each with its entry in the history. */
export async function insertMeasures(
  tx: Tx,
  deed: Deed,
  record: RecordRow,
  rows: MeasureRow[],
): Promise<RecordRow> {
  let seen = record;
  for (const row of rows) {
    await insertMeasure(tx, row);
    seen = await addEvent(tx, deed, seen, {
      kind: "measure added",
      data: { measure: row.name, target: targetWords(row, row.unit), active: false },
    });
  }
  return seen;
}

/** Opens the draft to everyone and asks both sides to confirm it. */
export async function proposeGoal(tx: Tx, deed: Deed, at: AtGoal): Promise<void> {
  const goal = await goalFor(tx, deed, at, "propose");
  const { record, row, seats } = goal;
  const missing = [
    ...(seats.sponsor ? [] : ["a sponsor"]),
    ...(seats.partner ? [] : ["a partner in technology"]),
    ...(row.why ? [] : ["why for students"]),
    ...(record.due ? [] : ["a day on which it is due"]),
  ];
  if (missing.length > 0)
    throw invalid(`This goal lacks ${missing.join(" and ")}. Edit it, then propose it.`);
  await changeRecord(
    tx,
    deed,
    record,
    { state: "proposed", audience: "board" },
    {
      kind: "goal proposed",
      data: {},
    },
  );
  await updateGoal(tx, record.id, {
    proposedAt: deed.now,
    sponsorConfirmedAt: null,
    partnerConfirmedAt: null,
    sponsorConfirmedById: null,
    partnerConfirmedById: null,
  });
  await askToConfirm(tx, deed, goal, tellingOf("propose", goal), "proposed");
}

/** Gives a proposed goal back to its author, as a draft. */
export async function sendBackGoal(tx: Tx, deed: Deed, at: AtGoal, input: { reason: string }): Promise<void> {
  const goal = await goalFor(tx, deed, at, "send back");
  await changeRecord(
    tx,
    deed,
    goal.record,
    { state: "draft", audience: "seats" },
    {
      kind: "goal sent back",
      data: { reason: input.reason },
    },
  );
  await updateGoal(tx, goal.record.id, { stateNote: input.reason });
}

export async function discardGoal(tx: Tx, deed: Deed, at: AtGoal): Promise<void> {
  const goal = await goalFor(tx, deed, at, "discard");
  await changeRecord(tx, deed, goal.record, { state: "discarded" }, { kind: "goal discarded", data: {} });
}
