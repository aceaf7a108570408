import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "../db/database.ts";
import { getDistrict, getPersonRecord } from "../people/people.queries.ts";
import { people } from "../people/people.table.ts";
import { addEvent } from "../records/records.actions.ts";
import { dayOf } from "../shared/dates.ts";
import { time } from "../shared/deed.ts";
import { isFree, listDue, type OutboxRow } from "./outbox.queries.ts";
import { batchSize, holdsSecret, leaseMs, verdictOf } from "./outbox.rules.ts";
import { outbox } from "./outbox.table.ts";
import type { SendAnswer } from "./transport.ts";

export type Hold = { holder: string; now: Date };

/** Takes the next mails for this sender alone: the guarded update gives each to one. */
export async function leaseDue(
  tx: Tx,
  { holder, now }: Hold,
  { limit = batchSize, only }: { limit?: number; only?: readonly string[] } = {},
): Promise<OutboxRow[]> {
  const due = await listDue(tx, { now, limit, only });
  const gone = due.filter(mail => mail.disabledAt).map(mail => mail.id);
  if (gone.length > 0)
    await tx
      .update(outbox)
      .set({
        state: "given up",
        html: "",
        text: "",
        lastAnswer: "The person was disabled before it was sent.",
      })
      .where(and(inArray(outbox.id, gone), eq(outbox.state, "waiting")));
  const ids = due.filter(mail => !mail.disabledAt).map(mail => mail.id);
  if (ids.length === 0) return [];
  const leased = await tx
    .update(outbox)
    .set({ leaseHolder: holder, leaseEndsAt: new Date(now.getTime() + leaseMs) })
    .where(and(inArray(outbox.id, ids), eq(outbox.state, "waiting"), isFree(now)))
    .returning();
  return leased.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
}

/** Holds on to what this sender has and did not record yet. */
export async function lengthenLeases(tx: Tx, { holder, now }: Hold, ids: readonly string[]): Promise<void> {
  await tx
    .update(outbox)
    .set({ leaseEndsAt: new Date(now.getTime() + leaseMs) })
    .where(and(inArray(outbox.id, [...ids]), eq(outbox.leaseHolder, holder), eq(outbox.state, "waiting")));
}

/** Gives back what this sender took and did not try. */
export async function releaseMails(tx: Tx, { holder }: Hold, ids: readonly string[]): Promise<void> {
  await tx
    .update(outbox)
    .set({ leaseHolder: null, leaseEndsAt: null })
    .where(and(inArray(outbox.id, [...ids]), eq(outbox.leaseHolder, holder), eq(outbox.state, "waiting")));
}

/** A link's secret must not lie in the database; once its mail is out or dead, its words go. */
const blanked = (row: OutboxRow, state: OutboxRow["state"]) =>
  holdsSecret(row) && state !== "waiting" ? { html: "", text: "" } : {};

/** Keeps what the mail server said. That it took the mail counts even where the lease has ended meanwhile. */
export async function recordAnswer(
  tx: Tx,
  { holder, now }: Hold,
  row: OutboxRow,
  answer: SendAnswer,
): Promise<void> {
  const verdict = verdictOf(row, answer, now);
  const isSent = answer.outcome === "sent";
  const [kept] = await tx
    .update(outbox)
    .set({
      ...verdict,
      ...blanked(row, verdict.state),
      leaseHolder: null,
      leaseEndsAt: null,
      sentAt: isSent ? now : null,
    })
    .where(
      and(
        eq(outbox.id, row.id),
        eq(outbox.state, "waiting"),
        isSent ? undefined : eq(outbox.leaseHolder, holder),
      ),
    )
    .returning();
  if (!kept || row.personId === null) return;
  if (isSent) await markAddress(tx, row.personId, null, now);
  else if (answer.outcome === "refused" && answer.badAddress) await markAddress(tx, row.personId, now, now);
}

/** An address that does not exist gets no more notices, until a mail to it arrives again. */
async function markAddress(tx: Tx, personId: string, bouncedAt: Date | null, now: Date): Promise<void> {
  const [person] = await tx.select().from(people).where(eq(people.id, personId));
  if (!person || (person.bouncedAt === null) === (bouncedAt === null)) return;
  await tx.update(people).set({ bouncedAt }).where(eq(people.id, personId));
  const district = await getDistrict(tx);
  const deed = { by: time, now, today: dayOf(now, district.timeZone), district };
  const words: [string, string] = bouncedAt ? ["taken", "refused"] : ["refused", "taken"];
  await addEvent(tx, deed, await getPersonRecord(tx, personId), {
    kind: "person changed",
    data: { changes: { "mail to the address": words } },
  });
}
