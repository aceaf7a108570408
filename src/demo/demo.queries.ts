import { and, asc, count, eq, like, ne } from "drizzle-orm";
import { budgetLines, fundingSources } from "../budget/budget.table.ts";
import type { Read } from "../db/database.ts";
import { goals, measures, priorities } from "../goals/goals.table.ts";
import { districts, people } from "../people/people.table.ts";
import { records } from "../records/records.table.ts";
import { notFound } from "../shared/app-error.ts";

const found = <T>(row: T | undefined, what: string): T => {
  if (row === undefined) throw notFound(`The example plan has no ${what}.`);
  return row;
};

export async function findPriorityId(db: Read, beginning: string): Promise<string> {
  const [row] = await db
    .select({ id: priorities.id })
    .from(priorities)
    .innerJoin(records, eq(records.id, priorities.id))
    .where(like(records.title, `${beginning}%`))
    .orderBy(asc(records.number));
  return found(row, `priority “${beginning}”`).id;
}

export async function findPlanGoal(db: Read, beginning: string): Promise<{ number: number; id: string }> {
  const [row] = await db
    .select({ number: records.number, id: records.id })
    .from(goals)
    .innerJoin(records, eq(records.id, goals.id))
    .where(like(records.title, `${beginning}%`))
    .orderBy(asc(records.number));
  return found(row, `goal “${beginning}”`);
}

export async function findMeasureId(db: Read, goalId: string, beginning: string): Promise<string> {
  const [row] = await db
    .select({ id: measures.id })
    .from(measures)
    .where(and(eq(measures.goalId, goalId), like(measures.name, `${beginning}%`)))
    .orderBy(asc(measures.position));
  return found(row, `measure “${beginning}”`).id;
}

export async function findSource(db: Read, name: string): Promise<{ number: number; id: string }> {
  const [row] = await db
    .select({ number: records.number, id: records.id })
    .from(fundingSources)
    .innerJoin(records, eq(records.id, fundingSources.id))
    .where(eq(fundingSources.name, name));
  return found(row, `funding source “${name}”`);
}

export async function listLineIds(db: Read, budgetId: string): Promise<string[]> {
  const rows = await db
    .select({ id: budgetLines.id })
    .from(budgetLines)
    .where(eq(budgetLines.budgetId, budgetId))
    .orderBy(asc(budgetLines.position));
  return rows.map(row => row.id);
}

/** Whether anybody or anything is here that the example's maker did not bring. */
export async function holdsAnything(db: Read): Promise<boolean> {
  const [row] = await db.select({ count: count() }).from(records);
  return (row?.count ?? 0) > 0;
}

export async function exampleMadeAt(db: Read): Promise<Date | null> {
  const [row] = await db.select({ at: districts.exampleAt }).from(districts);
  return row?.at ?? null;
}

export async function findPersonId(db: Read, emailKey: string): Promise<string | undefined> {
  const [row] = await db
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.emailKey, emailKey), ne(people.name, "")));
  return row?.id;
}
