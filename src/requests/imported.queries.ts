import { eq, inArray } from "drizzle-orm";
import { findAll } from "../db/batches.ts";
import type { Read } from "../db/database.ts";
import type { RecordRow } from "../records/records.actions.ts";
import { records } from "../records/records.table.ts";
import type { RequestRow } from "./requests.queries.ts";
import { requests } from "./requests.table.ts";

export type ImportedRequest = { record: RecordRow; row: RequestRow };

/** What files brought in before, by the keys of their rows: not scoped, for imports alone. */
export async function findImportedRequests(
  db: Read,
  keys: readonly string[],
): Promise<Map<string, ImportedRequest>> {
  const found = await findAll(keys, some =>
    db
      .select({ record: records, row: requests })
      .from(requests)
      .innerJoin(records, eq(records.id, requests.id))
      .where(inArray(requests.importKey, some)),
  );
  return new Map(found.map(each => [each.row.importKey ?? "", each]));
}
