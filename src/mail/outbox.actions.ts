import type { Tx } from "../db/database.ts";
import type { PersonRow } from "../people/people.queries.ts";
import type { Deed } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import { mailBase } from "./links.ts";
import { outbox } from "./outbox.table.ts";

export type OutboxRow = typeof outbox.$inferSelect;

export type NewMail = Pick<OutboxRow, "kind" | "period" | "subject" | "html" | "text"> & {
  person: Pick<PersonRow, "id" | "name" | "email">;
  headers?: Record<string, string>;
};

/**
 * Writes a mail with the change that it tells of; the sender takes it from there.
 * The same kind and period for the same person is written once: null when it is there already.
 */
export async function queueMail(tx: Tx, deed: Pick<Deed, "now">, mail: NewMail): Promise<OutboxRow | null> {
  const { person, headers, ...words } = mail;
  const id = newId();
  const [row] = await tx
    .insert(outbox)
    .values({
      ...words,
      id,
      personId: person.id,
      messageId: `<${id}@${new URL(mailBase()).hostname}>`,
      date: deed.now,
      toName: person.name,
      toAddress: person.email,
      headers: headers ?? {},
      state: "waiting",
      attempts: 0,
      nextAt: deed.now,
      leaseHolder: null,
      leaseEndsAt: null,
      sentAt: null,
      lastAnswer: "",
    })
    .onConflictDoNothing()
    .returning();
  return row ?? null;
}
