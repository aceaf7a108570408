import type { Deps } from "../deps.ts";
import { findDistrict } from "../people/people.queries.ts";
import { dayOf } from "../shared/dates.ts";
import { time } from "../shared/deed.ts";
import type { Timer } from "../timers/clockwork.ts";
import { planDigests } from "./digest.actions.ts";
import { latestPeriod } from "./periods.rules.ts";

/** Plans the digest once its hour has come; who has theirs already gets no other. */
export const planDueDigests: Timer = {
  name: "plan due digests",
  everyMs: 60_000,
  async run(deps: Deps) {
    const district = await findDistrict(deps.db.read);
    const now = deps.clock.now();
    const period = district && latestPeriod(now, district);
    if (!period) return;
    await planDigests(deps, { by: time, now, today: dayOf(now, district.timeZone), district }, period);
  },
};
