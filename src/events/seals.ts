import { sql } from "drizzle-orm";
import type { Read, Tx } from "../db/database.ts";
import { insertRows } from "../db/rows.ts";
import type { Kind } from "../records/records.rules.ts";
import { canonical } from "../shared/canonical.ts";
import { newSecret, sha256 } from "../shared/ids.ts";
import { breathe } from "../shared/wait.ts";
import { recordSeals } from "./events.table.ts";
import { type Belonging, belongingTo, nameOfTable, type Row, rowsOf } from "./sealed-rows.queries.ts";

/** A record and the newest entry of its history. */
export type Sealable = { id: string; kind: Kind; eventCount: number };

/** Gives the rows of one table that belong to these records, by record. */
export type FindRows = (belonging: Belonging, ids: readonly string[]) => Promise<Map<string, Row[]>>;

const atOnce = 500;
const touched = new WeakMap<Tx, Map<string, Sealable>>();

/** Has the record sealed when the running write is done: its other rows may be written after its event. */
export function sealAtEnd(tx: Tx, { id, kind, eventCount }: Sealable): void {
  const known = touched.get(tx);
  const records = known ?? new Map<string, Sealable>();
  records.set(id, { id, kind, eventCount });
  if (known) return;
  touched.set(tx, records);
  tx.atEnd(() => sealRecords(tx, [...records.values()]));
}

export const readFrom =
  (db: Read): FindRows =>
  (belonging, ids) =>
    rowsOf(db, belonging, ids);

/** Seals these records as they stand now. */
export async function sealRecords(tx: Tx, records: readonly Sealable[]): Promise<void> {
  for (let start = 0; start < records.length; start += atOnce) {
    if (start > 0) await breathe();
    await tx
      .insert(recordSeals)
      .values(await sealsFor(records.slice(start, start + atOnce), readFrom(tx)))
      .onConflictDoUpdate({
        target: recordSeals.recordId,
        set: { sequence: sql`excluded.sequence`, salt: sql`excluded.salt`, seal: sql`excluded.seal` },
      });
  }
}

/** Seals new records by the rows that were just written for them: the same seals, without reading back. */
export async function sealNew(tx: Tx, records: readonly Sealable[], written: FindRows): Promise<void> {
  await insertRows(tx, recordSeals, await sealsFor(records, written));
}

async function sealsFor(records: readonly Sealable[], find: FindRows) {
  const contents = await contentsOf(records, find);
  return records.map(({ id, eventCount }) => {
    const salt = newSecret();
    return { recordId: id, sequence: eventCount, salt, seal: sealOf(salt, contents.get(id) ?? "") };
  });
}

export const sealOf = (salt: string, content: string): string => sha256(salt + content);

/** All that belongs to each of these records as one text, the same on both engines and in any order of rows. */
export async function contentsOf(records: readonly Sealable[], find: FindRows): Promise<Map<string, string>> {
  const parts = new Map(records.map(({ id }) => [id, new Map<string, string[]>()]));
  for (const [kind, some] of Map.groupBy(records, record => record.kind))
    for (const belonging of belongingTo(kind)) {
      const found = await find(
        belonging,
        some.map(({ id }) => id),
      );
      for (const [id, rows] of found) parts.get(id)?.set(nameOfTable(belonging), rows.map(canonical).sort());
    }
  return new Map([...parts].map(([id, tables]) => [id, canonical([id, [...tables]])]));
}
