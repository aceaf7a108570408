import { and, eq } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { looks } from "./looks.table.ts";

/** How far somebody had read a history when they last looked; null before their first look. */
export type LastLook = { sequence: number | null; personId: string };

/** The last entry of the record's history that somebody has looked at; null before the first look. */
export async function findLook(db: Read, recordId: string, personId: string): Promise<number | null> {
  const [row] = await db
    .select({ sequence: looks.sequence })
    .from(looks)
    .where(and(eq(looks.personId, personId), eq(looks.recordId, recordId)));
  return row?.sequence ?? null;
}
