import { sql } from "drizzle-orm";
import type { Read, Tx } from "../db/database.ts";
import type { Kind } from "../records/records.rules.ts";
import { canonical } from "../shared/canonical.ts";
import { newSecret, sha256 } from "../shared/ids.ts";
import { breathe } from "../shared/wait.ts";
import { recordSeals } from "./events.table.ts";
import { belongingTo, nameOfTable, rowsOf } from "./sealed-rows.queries.ts";

/** A record and the newest entry of its history. */
export type Sealable = { id: string; kind: Kind; eventCount: number };

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

/** Seals these records as they stand now. For whoever writes many rows without the verbs, like the maker of examples. */
export async function sealRecords(tx: Tx, records: readonly Sealable[]): Promise<void> {
  for (let start = 0; start < records.length; start += atOnce) {
    if (start > 0) await breathe();
    const some = records.slice(start, start + atOnce);
    const contents = await contentsOf(tx, some);
    const rows = some.map(({ id, eventCount }) => {
      const salt = newSecret();
      return { recordId: id, sequence: eventCount, salt, seal: sealOf(salt, contents.get(id) ?? "") };
    });
    await tx
      .insert(recordSeals)
      .values(rows)
      .onConflictDoUpdate({
        target: recordSeals.recordId,
        set: { sequence: sql`excluded.sequence`, salt: sql`excluded.salt`, seal: sql`excluded.seal` },
      });
  }
}

export const sealOf = (salt: string, content: string): string => sha256(salt + content);

/** All that belongs to each of these records as one text, the same on both engines and in any order of rows. */
export async function contentsOf(db: Read, records: readonly Sealable[]): Promise<Map<string, string>> {
  const parts = new Map(records.map(({ id }) => [id, new Map<string, string[]>()]));
  for (const [kind, some] of Map.groupBy(records, record => record.kind))
    for (const belonging of belongingTo(kind)) {
      const found = await rowsOf(
        db,
        belonging,
        some.map(({ id }) => id),
      );
      for (const [id, rows] of found) parts.get(id)?.set(nameOfTable(belonging), rows.map(canonical).sort());
    }
  return new Map([...parts].map(([id, tables]) => [id, canonical([id, [...tables]])]));
}
