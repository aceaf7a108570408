import { and, eq, getTableColumns, type SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Tx } from "../db/database.ts";
import { type Belonging, belongingTo } from "../events/sealed-rows.queries.ts";
import type { RecordRow } from "../records/records.actions.ts";
import { isDay } from "../shared/dates.ts";
import { isUuid } from "../shared/ids.ts";

type Row = Record<string, unknown>;
type Columns = Record<string, PgColumn>;

/** An address is what a person is known by, and changes on their page; nobody typed the others. */
const kept = ["email", "email_key", "time_zone", "locale", "media_type", "sha256"];

const isText = (column: PgColumn): boolean =>
  column.dataType === "string" && !column.enumValues?.length && !kept.includes(column.name);

/** What people typed into this row, and what it says without the words. */
function changesOf(columns: Columns, row: Row, clean: <T>(value: T) => T): Row {
  const changes: Row = {};
  for (const [key, column] of Object.entries(columns)) {
    const value = row[key];
    const isWritten = isText(column) ? typeof value === "string" && !isUuid(value) && !isDay(value) : false;
    if (!isWritten && column.dataType !== "json") continue;
    const left = clean(value);
    if (JSON.stringify(left) !== JSON.stringify(value)) changes[key] = left;
  }
  return changes;
}

const whereOf = (columns: Columns, { owner }: Belonging, recordId: string, row: Row, changes: Row) =>
  columns.id
    ? eq(columns.id, row.id)
    : and(
        eq(owner, recordId),
        ...Object.keys(changes).flatMap((key): SQL[] => {
          const column = columns[key];
          return column ? [eq(column, row[key])] : [];
        }),
      );

/** Takes the words out of every row that belongs to the record; how many texts held them. */
export async function cleanRows(tx: Tx, record: RecordRow, clean: <T>(value: T) => T): Promise<number> {
  let places = 0;
  for (const belonging of belongingTo(record.kind)) {
    const { table, owner, through } = belonging;
    const columns: Columns = getTableColumns(table);
    const query = tx.select({ row: getTableColumns(table) }).from(table);
    const rows = await (through ? query.innerJoin(through.table, through.on) : query).where(
      eq(owner, record.id),
    );
    for (const { row } of rows) {
      const changes = changesOf(columns, row, clean);
      const count = Object.keys(changes).length;
      if (count === 0) continue;
      places += count;
      await tx
        .update(table)
        .set(changes)
        .where(whereOf(columns, belonging, record.id, row, changes));
    }
  }
  return places;
}
