import { loadTeam } from "../capacity/capacity.queries.ts";
import type { Read } from "../db/database.ts";
import type { Deps } from "../deps.ts";
import { findDistrict } from "../people/people.queries.ts";
import { type Day, dayOf } from "../shared/dates.ts";
import type { District } from "../shared/deed.ts";
import { newId, sha256 } from "../shared/ids.ts";
import type { Timer } from "../timers/clockwork.ts";
import { Capacity } from "./capacity.rules.ts";
import { keepDays, keepInputs } from "./days.actions.ts";
import { findInputs, findNewest } from "./days.queries.ts";
import { type Days, daysOf, type PromisedWeek, promisedByWeek } from "./days.rules.ts";
import { learnFrom } from "./forecast.rules.ts";
import { listPairs } from "./pairs.queries.ts";
import { listOpenWork, listPromised, tiesFrom, waitsOf, withDoneWork } from "./queue.queries.ts";
import { simulate } from "./simulation.ts";
import { tasksOf } from "./tasks.rules.ts";

/** One seed for ever: days move because something changed, not because dice were thrown again. */
const seed = 20_260_701;

/** Says anew by when promised requests, goals and work are done, if anything that days depend on has changed. Pages never wait for it. */
export const forecastDays: Timer = {
  name: "forecast days",
  everyMs: 60_000,
  async run(deps: Deps) {
    const district = await findDistrict(deps.db.read);
    if (district) await forecastNow(deps, district);
  },
};

/** @returns how many records are said a new day; null where nothing that counts has changed */
export async function forecastNow({ db, clock }: Deps, district: District): Promise<number | null> {
  const now = clock.now();
  const today = dayOf(now, district.timeZone);
  // A long write may end after a short one that began later: within the hour it counts too.
  const hour = now.toISOString().slice(0, 13);
  const fingerprint = sha256(JSON.stringify([today, hour, await findNewest(db.read)]));
  const before = await findInputs(db.read);
  if (before?.fingerprint === fingerprint) return null;
  const { said, ...rest } = await sayDays(db.read, district, today);
  const inputs = { id: before?.id ?? newId(), fingerprint, at: now, ...rest };
  return db.write(async tx => {
    await keepInputs(tx, inputs);
    return keepDays(tx, now, said);
  });
}

type Said = {
  /** By record: requests, goals and work that are open. */
  said: Map<string, Days>;
  promised: PromisedWeek[];
  undatedHours: number;
  /** How many items of the past it rests on. */
  finished: number;
};

async function sayDays(db: Read, district: District, today: Day): Promise<Said> {
  const [work, promised] = await Promise.all([listOpenWork(db), listPromised(db)]);
  const workIds = work.map(({ id }) => id);
  const below = await tiesFrom(db, [...workIds, ...promised.map(({ id }) => id)]);
  // Work may stand under a request that nobody promised, and that one under a goal.
  const through = below.filter(({ kind }) => kind === "request").map(({ toId }) => toId);
  const known = new Set(promised.map(({ id }) => id));
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
  const { tasks, lacks } = tasksOf({ work, promised, ties: [...below, ...further], begun, waits });
  const forecaster = learnFrom(pairs);
  const capacity = new Capacity(today, team);
  const { finished } = forecaster;
  const done = [...simulate(tasks, forecaster, seed)];
  const said = new Map(done.map(([id, after]) => [id, daysOf(after, finished, capacity, lacks.get(id))]));
  return { said, ...promisedByWeek(tasks, today), finished };
}
