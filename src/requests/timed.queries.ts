import { and, eq, lte } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { records } from "../records/records.table.ts";
import type { Day } from "../shared/dates.ts";
import { time } from "../shared/deed.ts";
import { listRequests, type Request } from "./requests.queries.ts";
import { requests } from "./requests.table.ts";

/** As many as one transaction carries easily; the next call takes the rest. */
const atOnce = 100;

/** Deferred ones whose day has come. */
export const listWaking = (db: Read, today: Day): Promise<Request[]> =>
  listRequests(db, time, and(eq(records.state, "deferred"), lte(requests.deferredUntil, today)), atOnce);

/** Delivered ones on which nobody has said a word since that instant. */
export const listDeliveredBy = (db: Read, instant: Date): Promise<Request[]> =>
  listRequests(db, time, and(eq(records.state, "delivered"), lte(records.since, instant)), atOnce);
