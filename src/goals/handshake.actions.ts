import type { Tx } from "../db/database.ts";
import { queueNotices } from "../mail/notices.ts";
import { changeRecord, type RecordRow, takeSeat } from "../records/records.actions.ts";
import { refOf } from "../records/records.rules.ts";
import { forbidden, invalid } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import type { Telling } from "../told/told.rules.ts";
import { paths } from "../web/paths.ts";
import { bringAlong } from "./coming.actions.ts";
import { type AtGoal, goalFor } from "./goal-loading.actions.ts";
import { canSit, type Goal, type GoalRow, updateGoal } from "./goals.queries.ts";
import { canHandOver, confirmable, type HandshakeSeat, handshake, handshakeSeats } from "./goals.rules.ts";
import { listMeasures } from "./measures.queries.ts";
import { alreadyConfirmed, whoCan } from "./refusals.rules.ts";
import { tellingOfAsked } from "./tellings.rules.ts";

/** The columns that take these confirmations back. */
export const unconfirmed = (seats: readonly HandshakeSeat[]): Partial<GoalRow> => ({
  ...(seats.includes("sponsor") ? { sponsorConfirmedAt: null, sponsorConfirmedById: null } : {}),
  ...(seats.includes("partner") ? { partnerConfirmedAt: null, partnerConfirmedById: null } : {}),
});

const because = {
  proposed: (who: string) =>
    `${who} proposes this goal. It becomes active when both sides have confirmed it.`,
  changed: (who: string) => `${who} changed this goal, so your confirmation no longer counts. Read it again.`,
  named: (who: string) => `${who} named you for this goal. Read what it promises.`,
} as const;

/** Mails those of a telling that their confirmation is asked. */
export async function askToConfirm(
  tx: Tx,
  deed: Deed,
  goal: { record: RecordRow; seats: Goal["seats"] },
  telling: Telling,
  why: keyof typeof because,
): Promise<void> {
  const ref = refOf("goal", goal.record.number);
  await queueNotices(tx, deed, telling, personId => {
    const seat = handshakeSeats.find(each => goal.seats[each] === personId) ?? "sponsor";
    return {
      subject: `Confirm ${ref} ${goal.record.title}`,
      sentence: `${because[why](deed.by.name)} You are its ${seat}, for ${handshake[seat]}.`,
      path: paths.record("goal", goal.record.number),
      verb: `Read and confirm ${ref}`,
    };
  });
}

/** Takes these confirmations back and asks for them again. */
export async function clearConfirmations(
  tx: Tx,
  deed: Deed,
  goal: Goal,
  seats: readonly HandshakeSeat[],
): Promise<void> {
  if (seats.length === 0) return;
  await updateGoal(tx, goal.record.id, unconfirmed(seats));
  await askToConfirm(tx, deed, goal, tellingOfAsked(goal, seats), "changed");
}

/** Confirms for one's own side, or for whom one stands in; with the other side's word and a measure the goal is active. */
export async function confirmGoal(tx: Tx, deed: Deed, at: AtGoal): Promise<{ active: boolean }> {
  const goal = await goalFor(tx, deed, at, "confirm");
  const [first] = confirmable(deed.by, goal);
  if (!first) throw alreadyConfirmed(deed.by, goal);
  const { seat, place } = first;
  const both = handshakeSeats.every(each => each === seat || goal.confirmed[each]);
  const active = both && goal.state === "proposed" && (await listMeasures(tx, [goal.record.id])).length > 0;
  const doing = place.id === deed.by.id ? deed : { ...deed, forId: place.id ?? undefined };
  await changeRecord(tx, doing, goal.record, active ? { state: "active" } : {}, {
    kind: "goal confirmed",
    data: { side: handshake[seat], active, wasFromPlan: goal.row.fromPlanAt !== null },
  });
  await updateGoal(tx, goal.record.id, {
    ...(seat === "sponsor"
      ? { sponsorConfirmedAt: deed.now, sponsorConfirmedById: deed.by.id }
      : { partnerConfirmedAt: deed.now, partnerConfirmedById: deed.by.id }),
    ...(both ? { fromPlanAt: null } : {}),
    ...(active ? { activeAt: deed.now } : {}),
  });
  if (active) await bringAlong(tx, deed, goal);
  return { active };
}

/** Seats another person; the new one has confirmed nothing yet and is asked to. @returns whom it told */
export async function handOver(
  tx: Tx,
  deed: Deed,
  at: AtGoal,
  input: { seat: HandshakeSeat; personId: string },
): Promise<Telling> {
  const { seat, personId } = input;
  const goal = await goalFor(tx, deed, at, "hand over");
  if (!canHandOver(deed.by, goal, seat))
    throw forbidden(
      `Only ${goal.names[seat] ?? whoCan("send back", goal)} or a liaison can hand over this seat.`,
    );
  if (goal.seats[seat] === personId)
    throw invalid("This person sits there already. Name somebody else.", "to");
  if (!(await canSit(tx, personId, seat)))
    throw invalid(`The ${seat} speaks for ${handshake[seat]}. Name somebody of that side.`);
  await changeRecord(
    tx,
    deed,
    goal.record,
    {},
    {
      kind: "goal handed over",
      data: { seat, fromId: goal.seats[seat], toId: personId },
    },
  );
  await takeSeat(tx, deed, goal.record.id, seat, personId);
  await updateGoal(tx, goal.record.id, unconfirmed([seat]));
  const seated = { ...goal, seats: { ...goal.seats, [seat]: personId } };
  const telling = tellingOfAsked(seated, [seat]);
  await askToConfirm(tx, deed, seated, telling, "named");
  return telling;
}
