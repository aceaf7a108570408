import { eq } from "drizzle-orm";
import { inBatches } from "../db/batches.ts";
import type { Read, Tx } from "../db/database.ts";
import { insertRows } from "../db/rows.ts";
import { addEvent } from "../records/records.actions.ts";
import { conflict, forbidden, notFound } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import { isUuid, newId } from "../shared/ids.ts";
import { type EffortReading, type PastTask, taskKey } from "./effort-file.ts";
import { listTasksHere } from "./effort-here.queries.ts";
import type { FileCheck } from "./file-kind.ts";
import { getDistrictRecord, getImport } from "./imports.queries.ts";
import { keepImport } from "./kept.actions.ts";
import { findPastKeys } from "./past-effort.queries.ts";
import { pastEffort } from "./past-effort.table.ts";
import { canImport, whoImports } from "./plan.rules.ts";

const rowsAtOnce = 2000;

async function newTasks(db: Read, { tasks }: EffortReading): Promise<PastTask[]> {
  const known = await findPastKeys(
    db,
    tasks.map(({ key }) => key),
  );
  const here = await keysHere(db, tasks);
  return tasks.filter(({ key }) => !known.has(key) && !here.has(key));
}

/** What was finished in Crosswalk teaches already, and would count twice. */
async function keysHere(db: Read, tasks: readonly PastTask[]): Promise<Set<string>> {
  const mayBe = tasks.some(({ taskId }) => /^[RW]-\d+$/.test(taskId));
  return new Set(mayBe ? (await listTasksHere(db)).map(taskKey) : []);
}

/** Compares finished tasks with those that are here, and changes nothing. */
export async function checkEffort(db: Read, reading: EffortReading): Promise<FileCheck> {
  const fresh = await newTasks(db, reading);
  return { newRows: fresh.length, problems: [], notes: reading.notes };
}

/** Brings the finished tasks in that are not here yet; the forecast learns from them within a minute. */
export async function importEffort(
  tx: Tx,
  deed: Deed,
  reading: EffortReading,
  fileName: string,
): Promise<{ id: string | null; check: FileCheck }> {
  if (!canImport(deed.by)) throw forbidden(whoImports);
  const fresh = await newTasks(tx, reading);
  const { notes, checked, sha256 } = reading;
  const check = { newRows: fresh.length, problems: [], notes };
  if (fresh.length === 0) return { id: null, check };
  const report = { notes };
  const kept = { kind: "effort", fileName, sha256, checked, imported: fresh.length, report };
  const importId = await keepImport(tx, deed, kept);
  const rowOf = ({ key: importKey, ...task }: PastTask) => ({ ...task, importKey, importId, id: newId() });
  await inBatches(fresh, some => insertRows(tx, pastEffort, some.map(rowOf)), rowsAtOnce);
  return { id: importId, check };
}

/** Takes all that a file brought out of the forecast's past again; that it was imported stays. */
export async function takeOutEffort(tx: Tx, deed: Deed, unsafeId: string): Promise<string> {
  if (!canImport(deed.by)) throw forbidden(whoImports);
  if (!isUuid(unsafeId)) throw notFound();
  const { fileName: file } = (await getImport(tx, unsafeId)).import;
  const gone = await tx
    .delete(pastEffort)
    .where(eq(pastEffort.importId, unsafeId))
    .returning({ id: pastEffort.id });
  if (gone.length === 0) throw conflict(`Nothing of ${file} is in the past any more.`);
  await addEvent(tx, deed, await getDistrictRecord(tx, deed.district.id), {
    kind: "past taken out",
    data: { file, rows: gone.length },
  });
  return file;
}
