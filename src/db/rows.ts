import { Column, getTableColumns, getTableName } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { engine } from "../config.ts";
import { breathe } from "../shared/wait.ts";
import type { Tx } from "./database.ts";

/** Many values at once save the way through driver and planner; few sizes keep the texts few that stay prepared. */
const valuesAtOnce = 8000;

/** `toDriver` is null where the driver takes a value as it is. */
type Place = { key: string; name: string; toDriver: ((value: unknown) => unknown) | null };
type Shape = { name: string; columns: Place[]; texts: Map<number, string> };

const shapes = new WeakMap<PgTable, Shape>();

function shapeOf(table: PgTable): Shape {
  const known = shapes.get(table);
  if (known) return known;
  const columns = Object.entries(getTableColumns(table)).map(([key, column]) => ({
    key,
    name: column.name,
    toDriver:
      column.mapToDriverValue === Column.prototype.mapToDriverValue
        ? null
        : (value: unknown) => column.mapToDriverValue(value),
  }));
  const shape = { name: getTableName(table), columns, texts: new Map() };
  shapes.set(table, shape);
  return shape;
}

/** The text that inserts so many rows, with a place for each value. */
export function insertion(table: string, names: readonly string[], count: number): string {
  let at = 0;
  const one = () => `(${names.map(() => (engine === "postgres" ? `$${++at}` : "?")).join(", ")})`;
  const columns = names.map(name => `"${name}"`).join(", ");
  return `insert into "${table}" (${columns}) values ${Array.from({ length: count }, one).join(", ")}`;
}

function textFor({ name, columns, texts }: Shape, count: number): string {
  const known = texts.get(count);
  if (known !== undefined) return known;
  const names = columns.map(column => column.name);
  const text = insertion(name, names, count);
  texts.set(count, text);
  return text;
}

/** A power of two that fits. */
const portionOf = (left: number, columns: number): number =>
  2 ** Math.floor(Math.log2(Math.min(left, valuesAtOnce / columns)));

/**
 * Writes whole rows, many at once: at a third of the cost of drizzle's builder, which makes a text for each statement.
 * Nobody else waits for long: between the portions others have the thread.
 */
export async function insertRows<T extends PgTable>(
  tx: Tx,
  table: T,
  rows: readonly T["$inferSelect"][],
): Promise<void> {
  const shape = shapeOf(table);
  for (let start = 0; start < rows.length; ) {
    const count = portionOf(rows.length - start, shape.columns.length);
    const params: unknown[] = [];
    for (const row of rows.slice(start, start + count)) addValues(shape, row, params);
    await tx.rows({ sql: textFor(shape, count), params });
    start += count;
    await breathe();
  }
}

function addValues({ name, columns }: Shape, row: Record<string, unknown>, params: unknown[]): void {
  for (const { key, toDriver } of columns) {
    const value = row[key];
    if (value === undefined) throw new Error(`a row for ${name} has no ${key}`);
    params.push(value === null || toDriver === null ? value : toDriver(value));
  }
}
