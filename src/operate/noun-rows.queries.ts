import { and, asc, eq, isNull, ne, or } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { budgetRequests, fundingSources } from "../budget/budget.table.ts";
import type { Read } from "../db/database.ts";
import { nameOf } from "../events/verify.ts";
import { goals, priorities } from "../goals/goals.table.ts";
import { districts, people } from "../people/people.table.ts";
import { type Kind, kinds } from "../records/records.rules.ts";
import { records } from "../records/records.table.ts";
import { requests } from "../requests/requests.table.ts";
import { work } from "../work/work.table.ts";

const tableOf: Record<Kind, PgTable & { id: PgColumn }> = {
  goal: goals,
  request: requests,
  work,
  budget: budgetRequests,
  priority: priorities,
  source: fundingSources,
  person: people,
  district: districts,
};

const most = 100;

/** Records without the row of their noun, and rows of a noun whose record is of another kind. */
export async function nounRowProblems(db: Read): Promise<string[]> {
  const problems: string[] = [];
  for (const kind of kinds) {
    const table = tableOf[kind];
    const bare = await db
      .select({ record: records })
      .from(records)
      .leftJoin(table, eq(table.id, records.id))
      .where(and(eq(records.kind, kind), isNull(table.id)))
      .orderBy(asc(records.number))
      .limit(most);
    problems.push(...bare.map(({ record }) => `${nameOf(record)} has lost its own row.`));
    const stray = await db
      .select({ id: table.id, record: records })
      .from(table)
      .leftJoin(records, eq(records.id, table.id))
      .where(or(isNull(records.id), ne(records.kind, kind)))
      .limit(most);
    problems.push(
      ...stray.map(({ record }) =>
        record ? `${nameOf(record)} has a row as a ${kind} too.` : `A ${kind} has a row without a record.`,
      ),
    );
  }
  return problems;
}
