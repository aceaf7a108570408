import { asc, gt, inArray } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { records } from "../records/records.table.ts";
import { recordSeals } from "./events.table.ts";
import { contentsOf, readFrom, sealOf } from "./seals.ts";
import { nameOf } from "./verify.ts";

const batch = 500;

type SealRow = typeof recordSeals.$inferSelect;

function problemOf(name: string, eventCount: number, seal: SealRow | undefined, content: string) {
  if (!seal) return `${name} has lost its seal.`;
  if (seal.sequence !== eventCount)
    return `${name} was sealed at entry ${seal.sequence} of its history, which is now at ${eventCount}.`;
  if (seal.seal !== sealOf(seal.salt, content))
    return `What ${name} holds was changed without an entry in its history.`;
  return null;
}

/** Holds what belongs to each record against the seal that its last verb left. */
export async function verifySeals(db: Read): Promise<string[]> {
  const problems: string[] = [];
  for (let after = "00000000-0000-0000-0000-000000000000"; ; ) {
    const some = await db
      .select()
      .from(records)
      .where(gt(records.id, after))
      .orderBy(asc(records.id))
      .limit(batch);
    const last = some.at(-1);
    if (!last) return problems;
    after = last.id;
    const ids = some.map(({ id }) => id);
    const rows = await db.select().from(recordSeals).where(inArray(recordSeals.recordId, ids));
    const seals = new Map(rows.map(row => [row.recordId, row]));
    const contents = await contentsOf(some, readFrom(db));
    for (const record of some) {
      const { id, eventCount } = record;
      const problem = problemOf(nameOf(record), eventCount, seals.get(id), contents.get(id) ?? "");
      if (problem) problems.push(problem);
    }
  }
}
