import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "../db/database.ts";
import type { PersonRow } from "../people/people.queries.ts";
import { conflict } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import { mailBase } from "./links.ts";
import type { OutboxRow } from "./outbox.queries.ts";
import { canRetry, firstTryAt } from "./outbox.rules.ts";
import { outbox } from "./outbox.table.ts";

export type NewMail = Pick<OutboxRow, "kind" | "period" | "subject" | "html" | "text"> & {
  /** Without an id: somebody who is no person here yet. */
  person: Pick<PersonRow, "name" | "email"> & { id: string | null };
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
      nextAt: firstTryAt(mail.kind),
      leaseHolder: null,
      leaseEndsAt: null,
      sentAt: null,
      lastAnswer: "",
    })
    .onConflictDoNothing()
    .returning();
  return row ?? null;
}

/** Keeps a mail from going out, if it has not, and its words from lying about. */
export async function giveUpMail(
  tx: Tx,
  { kind, period }: Pick<OutboxRow, "kind" | "period">,
  why: string,
): Promise<void> {
  await tx
    .update(outbox)
    .set({ state: "given up", html: "", text: "", lastAnswer: why })
    .where(and(eq(outbox.kind, kind), eq(outbox.period, period), eq(outbox.state, "waiting")));
}

/** Sends a mail that failed for good once more, with as many tries as a new one. @throws conflict where it did not */
export async function retryMail(tx: Tx, seen: OutboxRow): Promise<void> {
  if (!canRetry(seen)) throw conflict("Only a mail that was refused or given up can be tried again.");
  const [row] = await tx
    .update(outbox)
    .set({
      state: "waiting",
      attempts: 0,
      nextAt: firstTryAt(seen.kind),
      leaseHolder: null,
      leaseEndsAt: null,
    })
    .where(and(eq(outbox.id, seen.id), inArray(outbox.state, ["refused", "given up"])))
    .returning();
  if (!row) throw conflict("This mail is being tried again already.");
}
