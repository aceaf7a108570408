import type { Deps } from "../deps.ts";
import { dayOf } from "../shared/dates.ts";
import { time } from "../shared/deed.ts";
import type { Timer } from "../timers/clockwork.ts";
import { answerAsk } from "./asks.actions.ts";
import { findDistrict } from "./people.queries.ts";

/** Answers all who asked for a link, each in a transaction of its own. */
export async function answerAsks(deps: Pick<Deps, "db" | "clock">): Promise<void> {
  const district = await findDistrict(deps.db.read);
  if (!district) return;
  const now = deps.clock.now();
  const deed = { by: time, now, today: dayOf(now, district.timeZone), district };
  while (await deps.db.write(tx => answerAsk(tx, deed)));
}

/** For those that a process left behind: the page itself answers at once. */
export const answerLeftAsks: Timer = {
  name: "answer those who asked for a sign-in link",
  everyMs: 30_000,
  run: answerAsks,
};
