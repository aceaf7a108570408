import { eq } from "drizzle-orm";
import type { Tx } from "../db/database.ts";
import type { Changes } from "../events/sentence.ts";
import { changeRecord, refuseStale } from "../records/records.actions.ts";
import { notFound } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import type { MeInput } from "./me.rules.ts";
import { findPersonById, getPersonRecord } from "./people.queries.ts";
import { people } from "./people.table.ts";

/** Keeps what somebody says of themselves; the same again leaves no trace. @throws conflict */
export async function changeSelf(tx: Tx, deed: Deed, input: MeInput, version: number | null): Promise<void> {
  const person = deed.by.id && (await findPersonById(tx, deed.by.id));
  if (!person) throw notFound();
  const record = await getPersonRecord(tx, person.id);
  refuseStale(record, version);
  const next = { name: input.name, title: input.title ?? "", school: input.school ?? "" };
  const changes: Changes = Object.fromEntries(
    (["name", "title", "school"] as const)
      .filter(field => person[field] !== next[field])
      .map(field => [field, [person[field], next[field]]]),
  );
  if (Object.keys(changes).length === 0) return;
  await changeRecord(
    tx,
    deed,
    record,
    { title: next.name, words: next.title },
    { kind: "person changed", data: { changes } },
  );
  await tx.update(people).set(next).where(eq(people.id, person.id));
}
