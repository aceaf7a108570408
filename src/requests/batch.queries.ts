import { inArray } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { records } from "../records/records.table.ts";
import type { Actor } from "../shared/deed.ts";
import { listRequests, type Request } from "./requests.queries.ts";

/** Those of these numbers that the person may see, by number. */
export async function listByNumber(
  db: Read,
  actor: Actor,
  unsafeNumbers: readonly number[],
): Promise<Map<number, Request>> {
  if (unsafeNumbers.length === 0) return new Map();
  const numbers = [...new Set(unsafeNumbers)];
  const found = await listRequests(db, actor, inArray(records.number, numbers), numbers.length);
  return new Map(found.map(request => [request.record.number, request]));
}
