import { asc, eq, sql } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { estimateLines, estimates } from "../estimates/estimates.table.ts";
import { nameOf } from "../events/verify.ts";
import { records } from "../records/records.table.ts";
import { effort, work } from "../work/work.table.ts";

/** Hours are fractions: adding them in another order may differ behind the twelfth digit. */
const tolerance = 1e-6;

const hours = sql<number>`coalesce(sum(${effort.hours}), 0)`.mapWith(Number);
const lineCents = sql<number>`coalesce(sum(${estimateLines.quantity} * ${estimateLines.unitCents} * ${estimateLines.years}), 0)`;

async function hoursProblems(db: Read): Promise<string[]> {
  const rows = await db
    .select({ record: records, kept: work.hoursLogged, sum: hours })
    .from(work)
    .innerJoin(records, eq(records.id, work.id))
    .leftJoin(effort, eq(effort.workId, work.id))
    .groupBy(records.id, work.id, work.hoursLogged)
    .having(sql`abs(${work.hoursLogged} - coalesce(sum(${effort.hours}), 0)) > ${tolerance}`)
    .orderBy(asc(records.number));
  return rows.map(
    ({ record, kept, sum }) => `${nameOf(record)} says ${kept} hours; its effort log adds up to ${sum}.`,
  );
}

async function costProblems(db: Read): Promise<string[]> {
  const rows = await db
    .select({ record: records, version: estimates.version })
    .from(estimates)
    .innerJoin(records, eq(records.id, estimates.recordId))
    .leftJoin(estimateLines, eq(estimateLines.estimateId, estimates.id))
    .groupBy(records.id, estimates.id, estimates.version, estimates.costCents)
    .having(sql`${estimates.costCents} <> ${lineCents}`)
    .orderBy(asc(records.number), asc(estimates.version));
  return rows.map(
    ({ record, version }) => `Estimate ${version} of ${nameOf(record)} costs something else than its lines.`,
  );
}

/** Sums that stand on a row, held against their parts. */
export const keptSumProblems = async (db: Read): Promise<string[]> => [
  ...(await hoursProblems(db)),
  ...(await costProblems(db)),
];
