import { and, asc, count, desc, eq, gt, inArray, max, min } from "drizzle-orm";
import { findAll } from "../db/batches.ts";
import type { Read } from "../db/database.ts";
import { imports } from "./imports.table.ts";
import { pastEffort } from "./past-effort.table.ts";

export type PastEffortRow = typeof pastEffort.$inferSelect;

/** Which of these keys are here. */
export async function findPastKeys(db: Read, keys: readonly string[]): Promise<Set<string>> {
  const found = await findAll(keys, some =>
    db.select({ key: pastEffort.importKey }).from(pastEffort).where(inArray(pastEffort.importKey, some)),
  );
  return new Set(found.map(({ key }) => key));
}

/** The newest finished tasks from before Crosswalk, by the day that they started on. */
export const listPastEffort = (db: Read, limit: number): Promise<PastEffortRow[]> =>
  db.select().from(pastEffort).orderBy(desc(pastEffort.startedOn), desc(pastEffort.id)).limit(limit);

/** What each file brought that is still here. */
export const sumsOfPastEffort = (db: Read) =>
  db
    .select({
      importId: pastEffort.importId,
      fileName: imports.fileName,
      at: imports.at,
      tasks: count(),
      from: min(pastEffort.startedOn),
      to: max(pastEffort.startedOn),
    })
    .from(pastEffort)
    .innerJoin(imports, eq(imports.id, pastEffort.importId))
    .groupBy(pastEffort.importId, imports.fileName, imports.at)
    .orderBy(desc(imports.at), desc(pastEffort.importId));

export type PastFile = Awaited<ReturnType<typeof sumsOfPastEffort>>[number];

const rowsAtOnce = 1000;

/** All of a file, in its order, in batches. */
export async function* everyPastTask(db: Read, importId: string): AsyncGenerator<PastEffortRow> {
  let line = 0;
  while (true) {
    const rows: PastEffortRow[] = await db
      .select()
      .from(pastEffort)
      .where(and(eq(pastEffort.importId, importId), gt(pastEffort.line, line)))
      .orderBy(asc(pastEffort.line))
      .limit(rowsAtOnce);
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < rowsAtOnce) return;
    line = last.line;
  }
}
