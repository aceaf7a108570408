import type { Read } from "../db/database.ts";
import { audiencesOf } from "../records/records.rules.ts";
import type { Actor } from "../shared/deed.ts";
import type { Budget } from "./budget.queries.ts";
import { type Place, placesOf } from "./places.rules.ts";
import { listHoldings } from "./sources.queries.ts";

/** Whether the person may see funding sources: a viewer sees only what decided requests say of them. */
export const seesSources = (actor: Actor): boolean => audiencesOf(actor).includes("everyone");

/** Sources and their years as a request bears on them; none for whoever may not see funding sources. */
export async function placesFor(db: Read, reader: Actor, it: Budget): Promise<Place[]> {
  if (!seesSources(reader)) return [];
  const ids = it.lines.flatMap(({ source }) => source?.id ?? []);
  return placesOf(it, await listHoldings(db, ids));
}
