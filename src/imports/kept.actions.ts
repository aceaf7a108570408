import type { Tx } from "../db/database.ts";
import { addEvent } from "../records/records.actions.ts";
import type { Deed } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import { getDistrictRecord, type ImportRow, insertImport } from "./imports.queries.ts";

/** Keeps what went in, with what the check said, and tells the district's history. Gives its id. */
export async function keepImport(
  tx: Tx,
  deed: Deed,
  given: Omit<ImportRow, "id" | "byId" | "at">,
): Promise<string> {
  const { id } = await insertImport(tx, { ...given, id: newId(), byId: deed.by.id, at: deed.now });
  const { kind, fileName: file, checked, imported } = given;
  await addEvent(tx, deed, await getDistrictRecord(tx, deed.district.id), {
    kind: "file imported",
    data: { kind: kind === "plan" ? "the plan" : kind, file, checked, imported },
  });
  return id;
}
