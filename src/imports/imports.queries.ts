import { and, desc, eq, lt, or } from "drizzle-orm";
import type { Read, Tx } from "../db/database.ts";
import { people } from "../people/people.table.ts";
import type { RecordRow } from "../records/records.actions.ts";
import { records } from "../records/records.table.ts";
import { conflict, notFound } from "../shared/app-error.ts";
import { isUuid } from "../shared/ids.ts";
import type { ImportKind } from "./file-kind.ts";
import { checkedFiles, imports } from "./imports.table.ts";

export type ImportRow = typeof imports.$inferSelect;
export type CheckedFile = typeof checkedFiles.$inferSelect;

export async function insertImport(tx: Tx, row: ImportRow): Promise<ImportRow> {
  const [made] = await tx.insert(imports).values(row).returning();
  if (!made) throw conflict("The import could not be kept. Try again.");
  return made;
}

const named = (db: Read) =>
  db.select({ import: imports, by: people.name }).from(imports).leftJoin(people, eq(people.id, imports.byId));

export type NamedImport = Awaited<ReturnType<ReturnType<typeof named>["limit"]>>[number];

/** @throws not found */
export async function getImport(db: Read, unsafeId: string): Promise<NamedImport> {
  const [found] = isUuid(unsafeId) ? await named(db).where(eq(imports.id, unsafeId)) : [];
  if (!found) throw notFound();
  return found;
}

/** The newest first; those before an instant and id. */
export const listImports = (
  db: Read,
  before: { at: Date; id: string } | null,
  limit: number,
): Promise<NamedImport[]> =>
  named(db)
    .where(
      before
        ? or(lt(imports.at, before.at), and(eq(imports.at, before.at), lt(imports.id, before.id)))
        : undefined,
    )
    .orderBy(desc(imports.at), desc(imports.id))
    .limit(limit);

/** The district's own record, whoever may see it: its history tells what was imported. */
export async function getDistrictRecord(tx: Tx, districtId: string): Promise<RecordRow> {
  const [record] = await tx.select().from(records).where(eq(records.id, districtId));
  if (!record) throw notFound();
  return record;
}

/** The same id again keeps the first. */
export async function insertCheckedFile(tx: Tx, row: CheckedFile): Promise<void> {
  await tx.insert(checkedFiles).values(row).onConflictDoNothing();
}

/** A file of this kind that this person checked, as long as it is kept. */
export async function findCheckedFile(
  db: Read,
  byId: string,
  unsafeId: string,
  kind: ImportKind,
): Promise<CheckedFile | undefined> {
  if (!isUuid(unsafeId)) return undefined;
  const [row] = await db
    .select()
    .from(checkedFiles)
    .where(and(eq(checkedFiles.id, unsafeId), eq(checkedFiles.byId, byId), eq(checkedFiles.kind, kind)));
  return row;
}

export async function changeEncoding(tx: Tx, id: string, encoding: string): Promise<void> {
  await tx.update(checkedFiles).set({ encoding }).where(eq(checkedFiles.id, id));
}

export async function deleteCheckedFile(tx: Tx, id: string): Promise<void> {
  await tx.delete(checkedFiles).where(eq(checkedFiles.id, id));
}

/** Those that nobody came back for. */
export async function deleteCheckedBefore(tx: Tx, instant: Date): Promise<void> {
  await tx.delete(checkedFiles).where(lt(checkedFiles.at, instant));
}
