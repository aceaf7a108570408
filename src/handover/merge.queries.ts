import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { approvals } from "../budget/budget.table.ts";
import type { Read, Tx } from "../db/database.ts";
import { passkeys } from "../passkeys/passkeys.table.ts";
import { people, terms } from "../people/people.table.ts";
import { follows, recordPeople, records } from "../records/records.table.ts";
import { commitmentKeys, neededToo, requests } from "../requests/requests.table.ts";
import { identities } from "../single-sign-on/single-sign-on.table.ts";

/** Records that one of two people may pass through once, at which both took a step. */
export async function findBothAt(db: Read, fromId: string, toId: string): Promise<string | undefined> {
  const both = [fromId, toId];
  const steps = await db
    .select({ recordId: approvals.budgetId, personId: approvals.personId })
    .from(approvals)
    .where(and(inArray(approvals.personId, both), isNull(approvals.voidedAt)))
    .orderBy(asc(approvals.budgetId), asc(approvals.id));
  const keys = await db
    .select({ recordId: commitmentKeys.requestId, personId: commitmentKeys.personId })
    .from(commitmentKeys)
    .where(inArray(commitmentKeys.personId, both))
    .orderBy(asc(commitmentKeys.requestId), asc(commitmentKeys.side));
  const byRecord = Map.groupBy([...steps, ...keys], ({ recordId }) => recordId);
  return [...byRecord].find(([, taken]) => new Set(taken.map(({ personId }) => personId)).size > 1)?.[0];
}

/** Whether both hold a liaison term on the same day. */
export async function termsOverlap(db: Read, fromId: string, toId: string): Promise<boolean> {
  const rows = await db
    .select()
    .from(terms)
    .where(inArray(terms.personId, [fromId, toId]))
    .orderBy(asc(terms.from), asc(terms.id));
  const [ones, others] = [fromId, toId].map(id => rows.filter(({ personId }) => personId === id));
  return (ones ?? []).some(one => (others ?? []).some(other => one.from <= other.to && other.from <= one.to));
}

/** Everything that says whose a record is, or who took a step on it; gives the records that it touched. */
export async function moveHoldings(tx: Tx, fromId: string, toId: string): Promise<string[]> {
  const seats = await tx
    .update(recordPeople)
    .set({ personId: toId })
    .where(eq(recordPeople.personId, fromId))
    .returning();
  const steps = await tx
    .update(approvals)
    .set({ personId: toId })
    .where(eq(approvals.personId, fromId))
    .returning();
  const keys = await tx
    .update(commitmentKeys)
    .set({ personId: toId })
    .where(eq(commitmentKeys.personId, fromId))
    .returning();
  const lookedAfter = await tx
    .update(requests)
    .set({ lookedAfterById: toId })
    .where(eq(requests.lookedAfterById, fromId))
    .returning();
  const needs = await moveNeeds(tx, fromId, toId);
  return [
    ...new Set([
      ...seats.map(({ recordId }) => recordId),
      ...steps.map(({ budgetId }) => budgetId),
      ...keys.map(({ requestId }) => requestId),
      ...lookedAfter.map(({ id }) => id),
      ...needs,
    ]),
  ];
}

/** Who said "we need this too" under both names said it once. */
async function moveNeeds(tx: Tx, fromId: string, toId: string): Promise<string[]> {
  const theirs = await tx.delete(neededToo).where(eq(neededToo.personId, fromId)).returning();
  for (const need of theirs)
    await tx
      .insert(neededToo)
      .values({ ...need, personId: toId })
      .onConflictDoNothing();
  return theirs.map(({ requestId }) => requestId);
}

/** What follows a person without a deed of anybody's: what they follow, their terms, their ways to sign in. */
export async function movePerson(tx: Tx, fromId: string, toId: string): Promise<void> {
  const followed = await tx.delete(follows).where(eq(follows.personId, fromId)).returning();
  for (const follow of followed)
    await tx
      .insert(follows)
      .values({ ...follow, personId: toId })
      .onConflictDoNothing();
  await tx.update(terms).set({ personId: toId }).where(eq(terms.personId, fromId));
  await tx.update(passkeys).set({ personId: toId }).where(eq(passkeys.personId, fromId));
  const known = await tx.select().from(identities).where(eq(identities.personId, toId));
  for (const identity of await tx.select().from(identities).where(eq(identities.personId, fromId)))
    if (!known.some(({ issuer }) => issuer === identity.issuer))
      await tx.update(identities).set({ personId: toId }).where(eq(identities.id, identity.id));
  await tx.update(people).set({ mergedIntoId: toId }).where(eq(people.id, fromId));
}

export async function recordsById(db: Read, ids: readonly string[]) {
  return db
    .select()
    .from(records)
    .where(inArray(records.id, [...ids]))
    .orderBy(asc(records.id));
}

/** How many records say that this person sits at them. */
export async function countSeats(db: Read, personId: string): Promise<number> {
  const rows = await db
    .selectDistinct({ id: recordPeople.recordId })
    .from(recordPeople)
    .where(eq(recordPeople.personId, personId))
    .limit(10_000);
  return rows.length;
}
