import type { Tx } from "../db/database.ts";
import type { Deps } from "../deps.ts";
import { takeRoot } from "../events/roots.ts";
import { forgetAnswers } from "../people/answered-forms.queries.ts";
import { forgetOldSignIns } from "../people/old-sign-ins.actions.ts";
import { findDistrict } from "../people/people.queries.ts";
import { confirmDelivered, wakeDeferred } from "../requests/timed.actions.ts";
import { dayOf } from "../shared/dates.ts";
import { type Deed, time } from "../shared/deed.ts";
import type { Timer } from "./clockwork.ts";

const minute = 60_000;
/** A day's root covers every chain that grew; after a large import that is a long write. */
const longWriteMs = 60_000;

/** A verb that time calls, in one transaction. */
const byItself = (
  name: string,
  verb: (tx: Tx, deed: Deed) => Promise<unknown>,
  { everyMs = minute, limitMs }: { everyMs?: number; limitMs?: number } = {},
): Timer => ({
  name,
  everyMs,
  async run(deps: Deps) {
    const district = await findDistrict(deps.db.read);
    if (!district) return;
    const now = deps.clock.now();
    const deed = { by: time, now, today: dayOf(now, district.timeZone), district };
    await deps.db.write(tx => verb(tx, deed), limitMs === undefined ? {} : { limitMs });
  },
});

/** What happens by itself once its day has come. */
export const dailyVerbs: Timer[] = [
  byItself("bring deferred requests back", wakeDeferred),
  byItself("confirm deliveries that nobody disputed", confirmDelivered),
  byItself("forget the keys of old forms", forgetAnswers, { everyMs: 60 * minute }),
  byItself("forget old sign-ins", forgetOldSignIns, { everyMs: 60 * minute }),
  byItself("take the day's root over all histories", takeRoot, {
    everyMs: 30 * minute,
    limitMs: longWriteMs,
  }),
];
