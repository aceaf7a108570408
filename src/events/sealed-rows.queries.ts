import { eq, getTableColumns, getTableName, inArray, type SQL } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import {
  approvals,
  budgetLines,
  budgetRequests,
  fundingSources,
  reservations,
  sourceAmounts,
} from "../budget/budget.table.ts";
import { leaves } from "../capacity/leaves.table.ts";
import { comments, mentions } from "../comments/comments.table.ts";
import type { Read } from "../db/database.ts";
import { deputies } from "../deputies/deputies.table.ts";
import { estimateLines, estimateParts, estimates, secondOpinions } from "../estimates/estimates.table.ts";
import { files } from "../files/files.table.ts";
import { checkIns, goals, measures, priorities, readings } from "../goals/goals.table.ts";
import { links } from "../links/links.table.ts";
import { districts, people, terms } from "../people/people.table.ts";
import type { Kind } from "../records/records.rules.ts";
import { recordPeople, ties } from "../records/records.table.ts";
import { commitmentKeys, neededToo, requests } from "../requests/requests.table.ts";
import { effort, work, workWaits } from "../work/work.table.ts";

/** Rows that belong to a record: `owner` is the column with the record's id, in the table or one `through` it. */
export type Belonging = {
  table: PgTable;
  owner: PgColumn;
  through?: { table: PgTable; on: SQL };
  /** What changes without a deed: a person's own choices, an address that bounces, the mark of an example. */
  except?: readonly string[];
};

const ofEvery: Belonging[] = [
  { table: recordPeople, owner: recordPeople.recordId },
  { table: ties, owner: ties.fromId },
];

/** What people say of a record with a page, and what lies there; a file by its hash. */
const talked: Belonging[] = [
  { table: comments, owner: comments.recordId },
  {
    table: mentions,
    owner: comments.recordId,
    through: { table: comments, on: eq(comments.id, mentions.commentId) },
  },
  { table: links, owner: links.recordId },
  { table: files, owner: files.recordId },
];

const estimated: Belonging[] = [
  { table: estimates, owner: estimates.recordId },
  {
    table: estimateLines,
    owner: estimates.recordId,
    through: { table: estimates, on: eq(estimates.id, estimateLines.estimateId) },
  },
  {
    table: estimateParts,
    owner: estimates.recordId,
    through: { table: estimates, on: eq(estimates.id, estimateParts.estimateId) },
  },
  {
    table: secondOpinions,
    owner: estimates.recordId,
    through: { table: estimates, on: eq(estimates.id, secondOpinions.estimateId) },
  },
];

const ofKind: Record<Kind, Belonging[]> = {
  goal: [
    { table: goals, owner: goals.id },
    { table: measures, owner: measures.goalId },
    {
      table: readings,
      owner: measures.goalId,
      through: { table: measures, on: eq(measures.id, readings.measureId) },
    },
    { table: checkIns, owner: checkIns.goalId },
    ...talked,
  ],
  request: [
    { table: requests, owner: requests.id },
    { table: commitmentKeys, owner: commitmentKeys.requestId },
    { table: neededToo, owner: neededToo.requestId },
    ...estimated,
    ...talked,
  ],
  work: [
    { table: work, owner: work.id },
    { table: effort, owner: effort.workId },
    { table: workWaits, owner: workWaits.workId },
    ...estimated,
    ...talked,
  ],
  budget: [
    { table: budgetRequests, owner: budgetRequests.id },
    { table: budgetLines, owner: budgetLines.budgetId },
    {
      table: reservations,
      owner: budgetLines.budgetId,
      through: { table: budgetLines, on: eq(budgetLines.id, reservations.lineId) },
    },
    { table: approvals, owner: approvals.budgetId },
    ...talked,
  ],
  priority: [{ table: priorities, owner: priorities.id }],
  source: [
    { table: fundingSources, owner: fundingSources.id },
    { table: sourceAmounts, owner: sourceAmounts.sourceId },
  ],
  person: [
    { table: people, owner: people.id, except: ["digest", "quiet_week", "notices", "bounced_at"] },
    { table: terms, owner: terms.personId },
    { table: leaves, owner: leaves.personId },
    { table: deputies, owner: deputies.personId },
  ],
  district: [{ table: districts, owner: districts.id, except: ["example_at"] }],
};

export const belongingTo = (kind: Kind): Belonging[] => [...ofKind[kind], ...ofEvery];

export type Row = Record<string, unknown>;

const isEmpty = (value: unknown): boolean => value === null || value === "" || value === false;

const columnsOf = new Map<PgTable, [key: string, name: string][]>();

function namesIn(table: PgTable): [key: string, name: string][] {
  const known = columnsOf.get(table);
  if (known) return known;
  const names = Object.entries(getTableColumns(table)).map(([key, { name }]): [string, string] => [
    key,
    name,
  ]);
  columnsOf.set(table, names);
  return names;
}

/** By database names, without what is empty: a column that a migration adds changes no row that does not use it. */
export function meaningOf({ table, except = [] }: Belonging, row: Row): Row {
  const meaning: Row = {};
  for (const [key, name] of namesIn(table)) {
    const value = row[key];
    if (isEmpty(value) || except.includes(name)) continue;
    meaning[name] = value instanceof Date ? value.toISOString() : value;
  }
  return meaning;
}

/** The rows of one table that belong to these records, by record. */
export async function rowsOf(
  db: Read,
  belonging: Belonging,
  ids: readonly string[],
): Promise<Map<string, Row[]>> {
  const { table, owner, through } = belonging;
  const query = db.select({ owner, row: getTableColumns(table) }).from(table);
  const all = await (through ? query.innerJoin(through.table, through.on) : query).where(
    inArray(owner, [...ids]),
  );
  const found = new Map<string, Row[]>();
  for (const { owner: id, row } of all) {
    const rows = found.get(String(id)) ?? [];
    rows.push(meaningOf(belonging, row));
    found.set(String(id), rows);
  }
  return found;
}

export const nameOfTable = ({ table }: Belonging): string => getTableName(table);
