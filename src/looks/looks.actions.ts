import { sql } from "drizzle-orm";
import type { Tx } from "../db/database.ts";
import { looks } from "./looks.table.ts";

type Look = { personId: string; recordId: string; sequence: number; at: Date };

/** A look never goes back: of two at once, the further one stands. */
export async function noteLook(tx: Tx, look: Look): Promise<void> {
  await tx
    .insert(looks)
    .values(look)
    .onConflictDoUpdate({
      target: [looks.personId, looks.recordId],
      set: { sequence: sql`excluded.sequence`, at: sql`excluded.at` },
      setWhere: sql`${looks.sequence} < excluded.sequence`,
    });
}
