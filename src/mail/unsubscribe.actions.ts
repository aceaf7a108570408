import { eq } from "drizzle-orm";
import type { Tx } from "../db/database.ts";
import { getPersonRecord } from "../people/people.queries.ts";
import { people } from "../people/people.table.ts";
import { addEvent } from "../records/records.actions.ts";
import type { Deed } from "../shared/deed.ts";
import { findPerson } from "./outbox.queries.ts";

/** Ends the person's digest by the link in one of them: their own deed, whoever is signed in. Twice is once. */
export async function stopDigest(tx: Tx, deed: Deed, personId: string): Promise<void> {
  const person = await findPerson(tx, personId);
  if (!person || person.digest === "off") return;
  await tx.update(people).set({ digest: "off" }).where(eq(people.id, personId));
  const byThem = { ...deed, by: { ...deed.by, id: person.id, name: person.name } };
  await addEvent(tx, byThem, await getPersonRecord(tx, personId), {
    kind: "digest choice changed",
    data: { changes: { digest: ["on", "off"] } },
  });
}
