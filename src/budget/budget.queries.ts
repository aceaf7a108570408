import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import type { Read, Tx } from "../db/database.ts";
import { people } from "../people/people.table.ts";
import type { RecordRow } from "../records/records.actions.ts";
import { getRecord, listSeats, type Seated, visibleTo } from "../records/records.queries.ts";
import { records } from "../records/records.table.ts";
import { notFound } from "../shared/app-error.ts";
import type { Actor } from "../shared/deed.ts";
import { type ApprovalStep, type BudgetState, budgetStates, type Standing } from "./budget.rules.ts";
import { approvals, budgetLines, budgetRequests, fundingSources } from "./budget.table.ts";

export type BudgetRow = typeof budgetRequests.$inferSelect;
export type LineRow = typeof budgetLines.$inferSelect;
export type Line = LineRow & { source: { id: string; code: string; name: string } | null };
export type Step = typeof approvals.$inferSelect & {
  name: string;
  /** The deputy who took it in that person's place. */
  byName: string | null;
};
export type Author = { id: string; name: string };

export type Budget = Omit<Standing, "steps"> & {
  record: RecordRow;
  row: BudgetRow;
  lines: Line[];
  /** Every step ever taken, in order, and those of them that count. */
  road: Step[];
  steps: Step[];
  /** Who wrote it, then for whom. */
  authors: Author[];
};

export function stateOf(record: { state: string }): BudgetState {
  const state = budgetStates.find(each => each === record.state);
  if (!state) throw new Error(`a budget request is in the unknown state ${record.state}`);
  return state;
}

/** A budget request with all that stands on its page. @throws not found */
export async function getBudget(db: Read, actor: Actor, number: number): Promise<Budget> {
  const record = await getRecord(db, actor, "budget", number);
  const [budget] = await loadBudgets(db, [record]);
  if (!budget) throw notFound();
  return budget;
}

/** The rest of these records, in their order, in four queries. */
export async function loadBudgets(db: Read, found: readonly RecordRow[]): Promise<Budget[]> {
  if (found.length === 0) return [];
  const ids = found.map(({ id }) => id);
  const rows = await db.select().from(budgetRequests).where(inArray(budgetRequests.id, ids));
  const lines = await listLines(db, ids);
  const road = await listSteps(db, ids);
  const seats = await listSeats(db, ids);
  const rowOf = new Map(rows.map(row => [row.id, row]));
  const linesOf = Map.groupBy(lines, line => line.budgetId);
  const roadOf = Map.groupBy(road, step => step.budgetId);
  const seatsOf = Map.groupBy(seats, seat => seat.recordId);
  return found.flatMap(record => {
    const row = rowOf.get(record.id);
    const steps = roadOf.get(record.id) ?? [];
    const authors = authorsOf(seatsOf.get(record.id) ?? []);
    if (!row) return [];
    return {
      record,
      row,
      state: stateOf(record),
      lines: linesOf.get(record.id) ?? [],
      road: steps,
      steps: steps.filter(step => step.voidedAt === null),
      authors,
      authorIds: authors.map(({ id }) => id),
    };
  });
}

const authorsOf = (seats: readonly Seated[]): Author[] =>
  (["author", "requester"] as const).flatMap(seat =>
    seats.filter(each => each.seat === seat).map(({ personId, name }) => ({ id: personId, name })),
  );

async function listLines(db: Read, budgetIds: string[]): Promise<Line[]> {
  const rows = await db
    .select({
      line: budgetLines,
      source: { id: fundingSources.id, code: fundingSources.code, name: fundingSources.name },
    })
    .from(budgetLines)
    .leftJoin(fundingSources, eq(fundingSources.id, budgetLines.sourceId))
    .where(and(inArray(budgetLines.budgetId, budgetIds), isNull(budgetLines.removedAt)))
    .orderBy(asc(budgetLines.budgetId), asc(budgetLines.position), asc(budgetLines.id));
  return rows.map(({ line, source }) => ({ ...line, source }));
}

async function listSteps(db: Read, budgetIds: string[]): Promise<Step[]> {
  const rows = await db
    .select({ step: approvals, name: people.name })
    .from(approvals)
    .innerJoin(people, eq(people.id, approvals.personId))
    .where(inArray(approvals.budgetId, budgetIds))
    .orderBy(asc(approvals.at), asc(approvals.id));
  const deputies = await findNames(
    db,
    rows.map(({ step }) => step.byId).filter(id => id !== null),
  );
  return rows.map(({ step, name }) => ({
    ...step,
    name,
    byName: step.byId ? (deputies.get(step.byId) ?? null) : null,
  }));
}

async function findNames(db: Read, personIds: readonly string[]): Promise<Map<string, string>> {
  if (personIds.length === 0) return new Map();
  const rows = await db
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(inArray(people.id, [...personIds]));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The records of budget requests in these states, the longest waiting first. */
export async function listInStates(
  db: Read,
  actor: Actor,
  states: readonly BudgetState[],
  limit: number,
): Promise<RecordRow[]> {
  return db
    .select()
    .from(records)
    .where(and(eq(records.kind, "budget"), inArray(records.state, [...states]), visibleTo(actor)))
    .orderBy(asc(records.since), asc(records.id))
    .limit(limit);
}

export async function insertBudget(tx: Tx, row: BudgetRow): Promise<void> {
  await tx.insert(budgetRequests).values(row);
}

export async function updateBudget(tx: Tx, id: string, changes: Partial<BudgetRow>): Promise<void> {
  await tx.update(budgetRequests).set(changes).where(eq(budgetRequests.id, id));
}

export async function insertLines(tx: Tx, rows: LineRow[]): Promise<void> {
  if (rows.length > 0) await tx.insert(budgetLines).values(rows);
}

export async function updateLine(tx: Tx, id: string, changes: Partial<LineRow>): Promise<void> {
  await tx.update(budgetLines).set(changes).where(eq(budgetLines.id, id));
}

/** Takes lines out; those of a plan stay unseen, or its next import would bring them back. */
export async function removeLines(tx: Tx, lines: readonly LineRow[], at: Date): Promise<void> {
  const [own, planned] = [lines.filter(line => !line.planKey), lines.filter(line => line.planKey)].map(some =>
    some.map(({ id }) => id),
  );
  if (own?.length) await tx.delete(budgetLines).where(inArray(budgetLines.id, own));
  if (planned?.length)
    await tx.update(budgetLines).set({ removedAt: at }).where(inArray(budgetLines.id, planned));
}

export async function insertStep(tx: Tx, step: typeof approvals.$inferSelect): Promise<void> {
  await tx.insert(approvals).values(step);
}

/** Makes these steps void, or all that count now. */
export async function voidSteps(
  tx: Tx,
  budgetId: string,
  at: Date,
  steps?: readonly ApprovalStep[],
): Promise<void> {
  await tx
    .update(approvals)
    .set({ voidedAt: at })
    .where(
      and(
        eq(approvals.budgetId, budgetId),
        isNull(approvals.voidedAt),
        steps ? inArray(approvals.step, [...steps]) : undefined,
      ),
    );
}

/** Lets these steps count again. */
export async function reviveSteps(tx: Tx, budgetId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .update(approvals)
    .set({ voidedAt: null })
    .where(and(eq(approvals.budgetId, budgetId), inArray(approvals.id, [...ids])));
}
