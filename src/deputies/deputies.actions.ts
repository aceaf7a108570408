import { eq } from "drizzle-orm";
import type { Tx } from "../db/database.ts";
import { personMeant } from "../people/meant.queries.ts";
import { getPersonRecord } from "../people/people.queries.ts";
import { addEvent } from "../records/records.actions.ts";
import { conflict, forbidden, invalid, notFound } from "../shared/app-error.ts";
import { addDays, type Day, daysBetween, formatRange } from "../shared/dates.ts";
import type { Deed, Person } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import { type Deputy, listAround, listDeputiesOf } from "./deputies.queries.ts";
import { canBeDeputy, canNameDeputy, longestDays, overlaps } from "./deputies.rules.ts";
import { deputies } from "./deputies.table.ts";
import { tellBoth } from "./deputy-mails.ts";

/** @throws forbidden for whoever has nothing to name a deputy for */
function selfOf({ by }: Deed): Person {
  if (by.id === null || by.role === "system" || !canNameDeputy(by))
    throw forbidden("Only people who confirm, endorse, review or decide can name a deputy.");
  return { ...by, id: by.id, role: by.role };
}

/** @throws invalid for oneself too */
async function namedBy(tx: Tx, deed: Deed, text: string): Promise<Person> {
  const asked = { field: "deputy", right: "act for others", may: canBeDeputy };
  const person = await personMeant(tx, deed, text, asked);
  if (person.id === deed.by.id)
    throw invalid("You cannot stand in for yourself. Name somebody else.", "deputy");
  return person;
}

function refuseDays({ from, to }: { from: Day; to: Day }, today: Day): void {
  if (to < from) throw invalid("“To” is before “From”. Enter a later day as “To”.");
  if (from < today) throw invalid("“From” is past. Enter a day from today on.");
  if (daysBetween(from, to) >= longestDays)
    throw invalid(`A deputy stands in for at most ${longestDays} days. Enter an earlier day as “To”.`);
}

/** Names somebody to act in one's place from a day to a day; both are told. @throws invalid, conflict on an overlap */
export async function nameDeputy(
  tx: Tx,
  deed: Deed,
  input: { deputy: string; from: Day; to: Day },
): Promise<Person> {
  const self = selfOf(deed);
  const deputy = await namedBy(tx, deed, input.deputy);
  const { from, to } = input;
  refuseDays(input, deed.today);
  const other = (await listDeputiesOf(tx, self.id, deed.today)).find(each => overlaps(each, input));
  if (other)
    throw conflict(
      `${other.name} is your deputy ${formatRange(other.from, other.to, deed.today)}. End that first, or choose other days.`,
    );
  const id = newId();
  await tx
    .insert(deputies)
    .values({ id, personId: self.id, deputyId: deputy.id, from, to, madeAt: deed.now });
  await addEvent(tx, deed, await getPersonRecord(tx, self.id), {
    kind: "deputy named",
    data: { deputyId: deputy.id, from, to },
  });
  await tellBoth(tx, deed, { id, self, deputy, from, to, what: "named" });
  return deputy;
}

/** Ends with yesterday, so that it counts at once; one that has not begun is taken away. */
async function cut(tx: Tx, deed: Deed, { id, personId, deputyId, from }: Deputy): Promise<void> {
  const last = addDays(deed.today, -1);
  if (from > last) await tx.delete(deputies).where(eq(deputies.id, id));
  else await tx.update(deputies).set({ to: last }).where(eq(deputies.id, id));
  await addEvent(tx, deed, await getPersonRecord(tx, personId), { kind: "deputy ended", data: { deputyId } });
}

/** Ends a deputy of one's own at once; both are told. @throws not found */
export async function endDeputy(tx: Tx, deed: Deed, unsafeId: string): Promise<void> {
  const self = selfOf(deed);
  const found = (await listDeputiesOf(tx, self.id, deed.today)).find(({ id }) => id === unsafeId);
  if (!found) throw notFound("This has ended already.");
  await cut(tx, deed, found);
  const { id, deputyId, name, from, to } = found;
  await tellBoth(tx, deed, { id, self, deputy: { id: deputyId, name }, from, to, what: "ended" });
}

/** For whoever is disabled: nobody acts for them, nor they for others, also once they are back. */
export async function endDeputiesAround(tx: Tx, deed: Deed, personId: string): Promise<void> {
  for (const each of await listAround(tx, personId, deed.today)) await cut(tx, deed, each);
}
