import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Read, Tx } from "../db/database.ts";
import { people } from "../people/people.table.ts";
import type { RecordRow } from "../records/records.actions.ts";
import { listSeats, type Seated, visibleTo } from "../records/records.queries.ts";
import { records } from "../records/records.table.ts";
import { conflict, notFound } from "../shared/app-error.ts";
import type { Actor } from "../shared/deed.ts";
import {
  type GoalSeats,
  type GoalState,
  goalStates,
  type HandshakeSeat,
  handshake,
  handshakeSeats,
  type RuledGoal,
  seatRoles,
} from "./goals.rules.ts";
import { goals, priorities } from "./goals.table.ts";

export type GoalRow = typeof goals.$inferSelect;
export type PriorityRow = typeof priorities.$inferSelect;

/** A goal with all that its rules ask for. */
export type Goal = RuledGoal & {
  record: RecordRow;
  row: GoalRow;
  priority: PriorityRow;
  /** The names of those who sit at it. */
  names: Partial<Record<keyof GoalSeats, string>>;
  /** Seats of people who were disabled: they say no word any more. */
  gone: readonly HandshakeSeat[];
};

/** The state as the rules know it. @throws where the row holds another word */
export function goalStateOf(text: string): GoalState {
  const state = goalStates.find(each => each === text);
  if (!state) throw new Error(`a goal cannot be ${text}`);
  return state;
}

function seated(rows: Seated[]): Pick<Goal, "seats" | "names" | "gone"> {
  const at = (seat: keyof GoalSeats) => rows.find(row => row.seat === seat);
  const all = ["author", "requester", ...handshakeSeats] as const;
  return {
    seats: {
      author: at("author")?.personId ?? null,
      requester: at("requester")?.personId ?? null,
      sponsor: at("sponsor")?.personId ?? null,
      partner: at("partner")?.personId ?? null,
    },
    names: Object.fromEntries(all.flatMap(seat => (at(seat) ? [[seat, at(seat)?.name]] : []))),
    gone: handshakeSeats.filter(seat => (at(seat)?.disabledAt ?? null) !== null),
  };
}

export const confirmedIn = (row: GoalRow): RuledGoal["confirmed"] => ({
  sponsor: row.sponsorConfirmedAt !== null,
  partner: row.partnerConfirmedAt !== null,
});

export const givenBy = (row: GoalRow) => ({
  sponsor: row.sponsorConfirmedById,
  partner: row.partnerConfirmedById,
});

/** The goal of a number, as this person may see it. @throws not found */
export async function getGoal(db: Read, actor: Actor, number: number): Promise<Goal> {
  const [found] = await db
    .select({ record: records, row: goals, priority: priorities })
    .from(records)
    .innerJoin(goals, eq(goals.id, records.id))
    .innerJoin(priorities, eq(priorities.id, goals.priorityId))
    .where(and(eq(records.kind, "goal"), eq(records.number, number), visibleTo(actor)));
  const [goal] = found ? await withSeats(db, [found]) : [];
  if (!goal) throw notFound();
  return goal;
}

/** These goals with who sits at them, in one query for all. */
export async function withSeats(
  db: Read,
  found: readonly Pick<Goal, "record" | "row" | "priority">[],
): Promise<Goal[]> {
  const seats = await listSeats(
    db,
    found.map(({ record }) => record.id),
  );
  const seatsOf = Map.groupBy(seats, seat => seat.recordId);
  return found.map(each => ({
    ...each,
    state: goalStateOf(each.record.state),
    confirmed: confirmedIn(each.row),
    confirmedBy: givenBy(each.row),
    ...seated(seatsOf.get(each.record.id) ?? []),
  }));
}

/** A goal as its views need it. */
export const pacedOf = ({ record, row }: Pick<Goal, "record" | "row">) => ({
  id: record.id,
  state: record.state,
  since: record.since,
  rhythm: row.rhythm,
});

/** @throws where no row was written */
export async function insertGoal(tx: Tx, row: GoalRow): Promise<GoalRow> {
  const [made] = await tx.insert(goals).values(row).returning();
  if (!made) throw conflict("The goal could not be kept. Try again.");
  return made;
}

/** Follows `changeRecord` in the same transaction, which guards it. */
export async function updateGoal(tx: Tx, id: string, changes: Partial<GoalRow>): Promise<GoalRow> {
  const [written] = await tx.update(goals).set(changes).where(eq(goals.id, id)).returning();
  if (!written) throw notFound();
  return written;
}

export async function findPriority(db: Read, unsafeId: string): Promise<PriorityRow | undefined> {
  const [row] = await db.select().from(priorities).where(eq(priorities.id, unsafeId));
  return row;
}

/** Whether the person can sit there: of the seat's side, in a role that may confirm, not disabled. */
export async function canSit(db: Read, unsafeId: string, seat: HandshakeSeat): Promise<boolean> {
  const [row] = await db
    .select({ id: people.id })
    .from(people)
    .where(
      and(
        eq(people.id, unsafeId),
        eq(people.side, handshake[seat]),
        inArray(people.role, [...seatRoles]),
        isNull(people.disabledAt),
      ),
    );
  return row !== undefined;
}

/** Names of these people. */
export async function findNames(db: Read, unsafeIds: readonly string[]): Promise<Map<string, string>> {
  if (unsafeIds.length === 0) return new Map();
  const rows = await db
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(inArray(people.id, [...new Set(unsafeIds)]));
  return new Map(rows.map(row => [row.id, row.name]));
}
