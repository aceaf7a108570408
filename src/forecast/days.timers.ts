import { inBatches } from "../db/batches.ts";
import type { Deps } from "../deps.ts";
import { findDistrict } from "../people/people.queries.ts";
import { requestKinds } from "../requests/requests.rules.ts";
import { dayOf } from "../shared/dates.ts";
import type { District } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import type { Timer } from "../timers/clockwork.ts";
import { keepDays, keepInputs } from "./days.actions.ts";
import { findInputs, listStanding } from "./days.queries.ts";
import { promisedByWeek } from "./days.rules.ts";
import { listHeld } from "./held.queries.ts";
import { heldOf } from "./held.rules.ts";
import { fingerprintOf, loadInputs } from "./inputs.queries.ts";
import { rangesOf } from "./ranges.rules.ts";
import { sayDays } from "./saying.ts";

const recordsAtOnce = 200;

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
  const fingerprint = await fingerprintOf(db.read, now, today);
  const before = await findInputs(db.read);
  if (before?.fingerprint === fingerprint) return null;
  const inputs = await loadInputs(db.read, district, today);
  const { queue, said } = await sayDays(inputs);
  const madeFrom = {
    ...{ id: before?.id ?? newId(), fingerprint, at: now },
    ...{ ...promisedByWeek(queue.tasks, today), finished: inputs.forecaster.finished },
    ranges: rangesOf(inputs.forecaster, ["", ...requestKinds]),
    held: heldOf(await listHeld(db.read, today, district.timeZone), today),
  };
  const ids = [...new Set([...(await listStanding(db.read)), ...said.keys()])];
  let fresh = 0;
  // Many writes, so that people's deeds have their turn between them. What the days were made from is kept last: where
  // this is cut short, they are said anew.
  await inBatches(
    ids.map(id => [id, said.get(id) ?? null] as const),
    async some => {
      fresh += await db.write(tx => keepDays(tx, now, some));
    },
    recordsAtOnce,
  );
  await db.write(tx => keepInputs(tx, madeFrom));
  return fresh;
}
