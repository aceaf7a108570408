import { and, asc, eq } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { findNames } from "../goals/goals.queries.ts";
import { visibleRecords } from "../records/records.queries.ts";
import type { Actor } from "../shared/deed.ts";
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

/** What these ids are called, as far as the person sees it; everybody sees who is here. */
export async function namesSeen(
  db: Read,
  actor: Actor,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const seen = await visibleRecords(db, actor, ids);
  return new Map([
    ...(await findNames(db, ids)),
    ...[...seen].map(([id, { title }]) => [id, title] as const),
  ]);
}
