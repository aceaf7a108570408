import type { Tx } from "../db/database.ts";
import type { Deps } from "../deps.ts";
import { takeRoots } from "../events/roots.ts";
import { forgetAnswers } from "../people/answered-forms.queries.ts";
import { forgetOldSignIns } from "../people/old-sign-ins.actions.ts";
import { findDistrict } from "../people/people.queries.ts";
import { sayOrders } from "../requests/queue-order.actions.ts";
import { confirmDelivered, wakeDeferred } from "../requests/timed.actions.ts";
import { dayOf } from "../shared/dates.ts";
import { type Deed, time } from "../shared/deed.ts";
import { forgetOldUnsent } from "../unsent/unsent.actions.ts";
import type { Timer } from "./clockwork.ts";

const minute = 60_000;

/** What time calls, once there is a district. */
const byItself = (
  name: string,
  work: (deps: Deps, deed: Deed) => Promise<unknown>,
  everyMs = minute,
): Timer => ({
  name,
  everyMs,
  async run(deps: Deps) {
    const district = await findDistrict(deps.db.read);
    if (!district) return;
    const now = deps.clock.now();
    await work(deps, { by: time, now, today: dayOf(now, district.timeZone), district });
  },
});

/** A verb in one transaction. */
const verb =
  (work: (tx: Tx, deed: Deed) => Promise<unknown>) =>
  ({ db }: Deps, deed: Deed) =>
    db.write(tx => work(tx, deed));

/** What happens by itself once its day has come. */
export const dailyVerbs: Timer[] = [
  byItself("bring deferred requests back", verb(wakeDeferred)),
  byItself("confirm deliveries that nobody disputed", verb(confirmDelivered)),
  byItself("say how the queue was put in order", verb(sayOrders)),
  byItself("forget the keys of old forms", verb(forgetAnswers), 60 * minute),
  byItself("forget what was never sent", verb(forgetOldUnsent), 60 * minute),
  byItself("forget old sign-ins", verb(forgetOldSignIns), 60 * minute),
  byItself("take the day's root over all histories", ({ db }, deed) => takeRoots(db, deed), 30 * minute),
];
