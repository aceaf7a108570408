import { sql } from "drizzle-orm";
import { engine } from "../config.ts";
import type { Kind } from "../records/records.rules.ts";
import { unavailable } from "../shared/app-error.ts";
import type { Tx } from "./database.ts";

/**
 * The next human number of a kind: may skip, never repeats. PostgreSQL counts in a sequence, because a counter row
 * would make every two creations conflict; SQLite has one writer, and records are never deleted.
 */
export async function nextNumber(tx: Tx, kind: Kind): Promise<number> {
  const query =
    engine === "postgres"
      ? sql`select nextval(${`number_${kind}`})::int as number`
      : sql`select coalesce(max(number), 0) + 1 as number from records where kind = ${kind}`;
  const [row] = await tx.rows<{ number: number }>(query);
  if (!row) throw unavailable("No number could be drawn. Try again.");
  return row.number;
}

/** So many next numbers of a kind, rising. */
export async function nextNumbers(tx: Tx, kind: Kind, count: number): Promise<number[]> {
  const query =
    engine === "postgres"
      ? sql`select nextval(${`number_${kind}`})::int as number from generate_series(1, ${count}::int)`
      : sql`select coalesce(max(number), 0) + 1 as number from records where kind = ${kind}`;
  const rows = await tx.rows<{ number: number }>(query);
  if (engine === "postgres") return rows.map(row => row.number).sort((a, b) => a - b);
  return Array.from({ length: count }, (_, index) => (rows[0]?.number ?? 1) + index);
}
