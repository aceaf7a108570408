import { and, asc, eq, inArray } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { people } from "../people/people.table.ts";
import type { RecordRow } from "../records/records.actions.ts";
import { cursorOf, type ListFilter, listing } from "../records/records.list.ts";
import { listSeats, visibleTo } from "../records/records.queries.ts";
import { refOf } from "../records/records.rules.ts";
import { recordPeople, records, ties } from "../records/records.table.ts";
import type { Actor } from "../shared/deed.ts";
import type { BudgetRow } from "./budget.queries.ts";
import { budgetRequests } from "./budget.table.ts";

export type BudgetFilter = Omit<ListFilter, "kind"> & { fiscalYear?: number | null };

export type ListedBudget = {
  record: RecordRow;
  row: BudgetRow;
  /** "Priya Nair", "Mai Vang for Ana Ruiz"; empty while nobody has taken a plan's draft up. */
  author: string;
  /** Goals and requests that it serves and the reader sees. */
  serves: { kind: "goal" | "request"; number: number; title: string }[];
};

/** A page of budget requests with what each row shows, in three queries. */
export async function listBudgets(
  db: Read,
  actor: Actor,
  filter: BudgetFilter,
  limit: number,
): Promise<ListedBudget[]> {
  const { where, orderBy } = listing(actor, { ...filter, kind: "budget" });
  const rows = await db
    .select({ record: records, row: budgetRequests })
    .from(records)
    .innerJoin(budgetRequests, eq(budgetRequests.id, records.id))
    .where(and(where, filter.fiscalYear ? eq(budgetRequests.fiscalYear, filter.fiscalYear) : undefined))
    .orderBy(...orderBy)
    .limit(limit);
  const ids = rows.map(({ record }) => record.id);
  const [seats, above] = await Promise.all([listSeats(db, ids), listAbove(db, actor, ids)]);
  const seatOf = Map.groupBy(seats, seat => seat.recordId);
  const aboveOf = Map.groupBy(above, ({ budgetId }) => budgetId);
  return rows.map(found => {
    const name = (seat: string) => seatOf.get(found.record.id)?.find(each => each.seat === seat)?.name;
    const names = [name("author"), name("requester")].filter(each => each !== undefined);
    return { ...found, author: names.join(" for "), serves: aboveOf.get(found.record.id) ?? [] };
  });
}

async function listAbove(db: Read, actor: Actor, budgetIds: readonly string[]) {
  if (budgetIds.length === 0) return [];
  const rows = await db
    .select({ budgetId: ties.fromId, kind: records.kind, number: records.number, title: records.title })
    .from(ties)
    .innerJoin(records, eq(records.id, ties.toId))
    .where(and(inArray(ties.fromId, [...budgetIds]), visibleTo(actor)))
    .orderBy(asc(records.kind), asc(records.number));
  return rows.flatMap(({ kind, ...row }) =>
    kind === "goal" || kind === "request" ? [{ ...row, kind }] : [],
  );
}

const rowsAtOnce = 500;

/** Every row that fits, in batches by key, so that memory stays bounded. */
export async function* everyBudget(
  db: Read,
  actor: Actor,
  filter: BudgetFilter,
): AsyncGenerator<ListedBudget> {
  let { after } = filter;
  for (;;) {
    const rows: ListedBudget[] = await listBudgets(db, actor, { ...filter, after }, rowsAtOnce);
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < rowsAtOnce) return;
    after = cursorOf(filter.sort, last.record);
  }
}

/** Everyone who wrote a budget request or for whom one was written, by name. */
export async function listBudgetPeople(db: Read, actor: Actor): Promise<{ id: string; name: string }[]> {
  return db
    .selectDistinct({ id: people.id, name: people.name })
    .from(recordPeople)
    .innerJoin(records, and(eq(records.id, recordPeople.recordId), eq(records.kind, "budget")))
    .innerJoin(people, eq(people.id, recordPeople.personId))
    .where(visibleTo(actor))
    .orderBy(asc(people.name), asc(people.id));
}

/** The fiscal years that requests are for. */
export async function listBudgetYears(db: Read, actor: Actor): Promise<number[]> {
  const rows = await db
    .selectDistinct({ year: budgetRequests.fiscalYear })
    .from(budgetRequests)
    .innerJoin(records, and(eq(records.id, budgetRequests.id), eq(records.kind, "budget")))
    .where(visibleTo(actor))
    .orderBy(asc(budgetRequests.fiscalYear));
  return rows.map(({ year }) => year);
}

export const servedRef = ({ kind, number }: ListedBudget["serves"][number]): string => refOf(kind, number);
