import type { Read } from "../db/database.ts";
import { addDays, type Day } from "../shared/dates.ts";
import type { Side } from "../shared/deed.ts";
import { termWarningDays } from "./people.rules.ts";
import { listComingTerms } from "./people-list.queries.ts";

type EndingTerm = { personId: string; name: string; side: Side; to: Day };

/** What the group and administrators are told: a side for which nobody stands, and terms that end soon. */
export type GroupWarnings = { lacks: Side[]; ending: EndingTerm[] };

/** Both sides have to be there for the group to decide. */
const neededSides = ["leadership", "technology"] as const satisfies readonly Side[];

/** A term that ends soon is no matter where the same person's next one follows at once. */
export async function findGroupWarnings(db: Read, today: Day): Promise<GroupWarnings> {
  const terms = await listComingTerms(db, today);
  const running = terms.filter(({ term }) => term.from <= today);
  const goesOn = (personId: string, to: Day): boolean =>
    terms.some(({ term }) => term.personId === personId && term.from === addDays(to, 1));
  return {
    lacks: neededSides.filter(side => !running.some(({ term }) => term.side === side)),
    ending: running
      .filter(({ term }) => term.to <= addDays(today, termWarningDays) && !goesOn(term.personId, term.to))
      .map(({ term, name }) => ({ personId: term.personId, name, side: term.side, to: term.to })),
  };
}
