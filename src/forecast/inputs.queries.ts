import { loadTeam } from "../capacity/capacity.queries.ts";
import type { Read } from "../db/database.ts";
import type { Day } from "../shared/dates.ts";
import type { District } from "../shared/deed.ts";
import { sha256 } from "../shared/ids.ts";
import type { Team } from "./capacity.rules.ts";
import { findNewest } from "./days.queries.ts";
import { learnFrom } from "./forecast.rules.ts";
import type { Forecaster } from "./forecaster.ts";
import { listPairs } from "./pairs.queries.ts";
import { listOpenWork, listPromised, tiesFrom, waitsOf, withDoneWork } from "./queue.queries.ts";
import type { Open } from "./tasks.rules.ts";

/** All that days depend on. */
export type Inputs = { open: Open; forecaster: Forecaster; team: Team; today: Day };

/** @param also requests that are not promised, but might be */
export async function loadInputs(
  db: Read,
  district: District,
  today: Day,
  also: readonly string[] = [],
): Promise<Inputs> {
  const [work, promised] = await Promise.all([listOpenWork(db), listPromised(db)]);
  const workIds = work.map(({ id }) => id);
  const known = new Set([...promised.map(({ id }) => id), ...also]);
  const below = await tiesFrom(db, [...workIds, ...known]);
  // Work may stand under a request that nobody promised, and that one under a goal.
  const through = below.filter(({ kind }) => kind === "request").map(({ toId }) => toId);
  const further = await tiesFrom(
    db,
    [...new Set(through)].filter(id => !known.has(id)),
  );
  const [begun, waits, pairs, team] = await Promise.all([
    withDoneWork(db, [...known]),
    waitsOf(db, workIds),
    listPairs(db, district.timeZone),
    loadTeam(db, district, today),
  ]);
  const open = { work, promised, ties: [...below, ...further], begun, waits };
  return { open, forecaster: learnFrom(pairs), team, today };
}

/** The same again means the same days. */
export async function fingerprintOf(db: Read, now: Date, today: Day): Promise<string> {
  // A long write may end after a short one that began later: within the hour it counts too.
  const hour = now.toISOString().slice(0, 13);
  return sha256(JSON.stringify([today, hour, await findNewest(db)]));
}
