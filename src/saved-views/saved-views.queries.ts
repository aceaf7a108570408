import { and, asc, eq } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { savedViews } from "./saved-views.table.ts";

export type SavedView = typeof savedViews.$inferSelect;

/** Somebody's own views, list by list. */
export const listSavedViews = (db: Read, personId: string): Promise<SavedView[]> =>
  db
    .select()
    .from(savedViews)
    .where(eq(savedViews.personId, personId))
    .orderBy(asc(savedViews.list), asc(savedViews.name), asc(savedViews.id));

export const findNamedView = async (db: Read, personId: string, name: string) => {
  const [row] = await db
    .select()
    .from(savedViews)
    .where(and(eq(savedViews.personId, personId), eq(savedViews.name, name)));
  return row;
};
