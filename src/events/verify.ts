import { and, asc, eq, gt, inArray } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { isNumbered, refOf } from "../records/records.rules.ts";
import { records } from "../records/records.table.ts";
import { sha256 } from "../shared/ids.ts";
import { dataHashOf, firstHead, linkHash, stateHashOf, textHashOf } from "./chain.ts";
import type { EventRow } from "./events.queries.ts";
import { eventRootHeads, eventRoots, events, recordSeals } from "./events.table.ts";

type RecordRow = typeof records.$inferSelect;

const batch = 500;

/** "G-12", or "person 3" where people say no number. */
export const nameOf = (record: Pick<RecordRow, "kind" | "number">): string =>
  isNumbered(record.kind) ? refOf(record.kind, record.number) : `${record.kind} ${record.number}`;

/** Whether an entry says what it said, or what the last redaction of it left there. */
function isAsWritten(event: EventRow, chain: readonly EventRow[]): boolean {
  if (event.salt !== "") return event.dataHash === dataHashOf(event.salt, event.data);
  const redaction = chain.findLast(
    each =>
      each.kind === "words removed" &&
      each.sequence > event.sequence &&
      leftBy(each)[event.sequence] !== undefined,
  );
  return redaction !== undefined && leftBy(redaction)[event.sequence] === textHashOf(event.data);
}

/** By number, the hash of what each redacted entry says now. */
const leftBy = ({ data }: EventRow): Record<string, unknown> =>
  typeof data.entries === "object" && data.entries !== null ? { ...data.entries } : {};

/** What is wrong with one record's chain, in sentences; a record without history is wrong too. */
function problemsOf(record: RecordRow, chain: EventRow[]): string[] {
  const name = nameOf(record);
  let head = firstHead;
  for (const [index, event] of chain.entries()) {
    if (event.sequence !== index + 1)
      return [`The history of ${name} has a gap: entry ${index + 1} is missing.`];
    if (!isAsWritten(event, chain))
      return [
        `Entry ${event.sequence} in the history of ${name} says something else than when it was written.`,
      ];
    if (event.hash !== linkHash(head, event))
      return [`Entry ${event.sequence} in the history of ${name} does not follow from the one before it.`];
    head = event.hash;
  }
  if (chain.length !== record.eventCount || head !== record.eventHead)
    return [`The history of ${name} ends at entry ${chain.length}; it should end at ${record.eventCount}.`];
  if (chain.at(-1)?.stateHash !== stateHashOf(record))
    return [`${name} was changed without an entry in its history.`];
  return [];
}

/** Walks every chain, a batch of records at a time. */
export async function verifyChains(db: Read): Promise<string[]> {
  const problems: string[] = [];
  let after = "00000000-0000-0000-0000-000000000000";
  while (true) {
    const some = await db
      .select()
      .from(records)
      .where(gt(records.id, after))
      .orderBy(asc(records.id))
      .limit(batch);
    const last = some.at(-1);
    if (!last) return problems;
    after = last.id;
    const chains = await db
      .select()
      .from(events)
      .where(
        inArray(
          events.recordId,
          some.map(record => record.id),
        ),
      )
      .orderBy(asc(events.recordId), asc(events.sequence));
    const byRecord = Map.groupBy(chains, event => event.recordId);
    for (const record of some) problems.push(...problemsOf(record, byRecord.get(record.id) ?? []));
  }
}

type Head = { recordId: string; head: string; seal: string };

export const rootOver = (before: string, heads: readonly Head[]): string =>
  sha256(before + heads.map(each => each.recordId + each.head + each.seal).join(""));

/**
 * Checks each root against its heads, each head against the chain that it was taken from, and its seal against
 * the one that the record has, where nothing happened to it since.
 */
export async function verifyRoots(db: Read): Promise<string[]> {
  const problems: string[] = [];
  let before = "";
  for (const root of await db.select().from(eventRoots).orderBy(asc(eventRoots.number))) {
    const heads = await db
      .select({
        recordId: eventRootHeads.recordId,
        head: eventRootHeads.head,
        seal: eventRootHeads.seal,
        hash: events.hash,
        sealNow: recordSeals.seal,
      })
      .from(eventRootHeads)
      .leftJoin(
        events,
        and(eq(events.recordId, eventRootHeads.recordId), eq(events.sequence, eventRootHeads.sequence)),
      )
      .leftJoin(
        recordSeals,
        and(
          eq(recordSeals.recordId, eventRootHeads.recordId),
          eq(recordSeals.sequence, eventRootHeads.sequence),
        ),
      )
      .where(eq(eventRootHeads.rootNumber, root.number))
      .orderBy(asc(eventRootHeads.recordId), asc(eventRootHeads.sequence));
    if (heads.length !== root.heads || rootOver(before, heads) !== root.root)
      problems.push(`The root of ${root.day} does not fit the heads that it covers.`);
    const changed = heads.filter(each => each.hash !== each.head).length;
    if (changed > 0)
      problems.push(`${changed} histories were rewritten after their root of ${root.day} was taken.`);
    const resealed = heads.filter(each => each.sealNow !== null && each.sealNow !== each.seal).length;
    if (resealed > 0)
      problems.push(`${resealed} records were sealed anew after their root of ${root.day} was taken.`);
    before = root.root;
  }
  return problems;
}
