import { inBatches } from "../db/batches.ts";
import type { Tx } from "../db/database.ts";
import { createRecords } from "../records/many.actions.ts";
import type { Deed } from "../shared/deed.ts";
import { requireRunsDistrict } from "./people.actions.ts";
import { findPeopleByEmail } from "./people.queries.ts";
import { defaultSide, emailKeyOf, type NewPerson, newPerson, rightsOf } from "./people.rules.ts";
import { people } from "./people.table.ts";

/** Adds those of these people whose address is not known; the others stay as they are. */
export async function bringInPeople(tx: Tx, deed: Deed, inputs: readonly NewPerson[]): Promise<void> {
  requireRunsDistrict(deed);
  const known = await findPeopleByEmail(
    tx,
    inputs.map(({ email }) => emailKeyOf(email)),
  );
  const fresh = inputs
    .map(input => newPerson.parse(input))
    .filter(({ email }) => !known.has(emailKeyOf(email)));
  const made = await createRecords(
    tx,
    deed,
    "person",
    fresh.map(given => ({
      title: given.name,
      state: "active",
      audience: "board",
      words: given.title,
      events: [{ kind: "person added", data: { role: rightsOf(given) } }],
    })),
  );
  const rows = fresh.map((given, index) => ({
    ...given,
    id: made[index]?.id ?? "",
    emailKey: emailKeyOf(given.email),
    side: given.side === undefined ? defaultSide[given.role] : given.side,
    digest: "off" as const,
    quietWeek: "two lines" as const,
  }));
  await inBatches(rows, some => tx.insert(people).values(some));
}
