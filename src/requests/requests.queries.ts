import { and, asc, eq, inArray, type SQL } from "drizzle-orm";
import type { Read, Tx } from "../db/database.ts";
import { people } from "../people/people.table.ts";
import type { RecordRow } from "../records/records.actions.ts";
import { visibleTo } from "../records/records.queries.ts";
import { refOf } from "../records/records.rules.ts";
import { recordPeople, records } from "../records/records.table.ts";
import { conflict, notFound } from "../shared/app-error.ts";
import type { Actor, Side } from "../shared/deed.ts";
import { type RequestState, requestStates, type Thing } from "./requests.rules.ts";
import { commitmentKeys, requests } from "./requests.table.ts";

export type RequestRow = typeof requests.$inferSelect;
export type PersonHere = { id: string; name: string; side: Side | null };

/** A request with all that its rules ask for. */
export type Request = Thing & {
  id: string;
  /** "R-214" */
  ref: string;
  state: RequestState;
  record: RecordRow;
  row: RequestRow;
  author: PersonHere | null;
  requester: PersonHere | null;
  owner: PersonHere | null;
};

/** The state as the rules know it. @throws where the row holds another word */
export function requestStateOf(text: string): RequestState {
  const state = requestStates.find(each => each === text);
  if (!state) throw new Error(`a request cannot be ${text}`);
  return state;
}

/** Requests that pass a condition on `records`, as this person may see them, oldest in their state first. */
export const listRequests = (
  db: Read,
  actor: Actor,
  where: SQL | undefined,
  limit: number,
): Promise<Request[]> => load(db, actor, and(eq(records.kind, "request"), where), limit);

/** Those of these ids. The join alone says the kind: asked for it, SQLite goes through all requests. */
export const listRequestsOf = async (
  db: Read,
  actor: Actor,
  ids: readonly string[],
  where?: SQL,
): Promise<Request[]> =>
  ids.length === 0 ? [] : load(db, actor, and(inArray(records.id, [...new Set(ids)]), where), ids.length);

async function load(db: Read, actor: Actor, where: SQL | undefined, limit: number): Promise<Request[]> {
  const rows = await db
    .select({ record: records, row: requests })
    .from(records)
    .innerJoin(requests, eq(requests.id, records.id))
    .where(and(where, visibleTo(actor)))
    .orderBy(asc(records.since), asc(records.id))
    .limit(limit);
  const seated = await peopleAt(
    db,
    rows.map(({ record }) => record.id),
  );
  return rows.map(({ record, row }) => requestOf(record, row, seated));
}

type SeatedPerson = PersonHere & { recordId: string; seat: string };

async function peopleAt(db: Read, recordIds: readonly string[]): Promise<SeatedPerson[]> {
  if (recordIds.length === 0) return [];
  return db
    .select({
      recordId: recordPeople.recordId,
      seat: recordPeople.seat,
      id: people.id,
      name: people.name,
      side: people.side,
    })
    .from(recordPeople)
    .innerJoin(people, eq(people.id, recordPeople.personId))
    .where(inArray(recordPeople.recordId, [...recordIds]))
    .orderBy(asc(recordPeople.recordId), asc(recordPeople.seat));
}

function requestOf(record: RecordRow, row: RequestRow, seated: readonly SeatedPerson[]): Request {
  const at = (seat: string): PersonHere | null => {
    const found = seated.find(each => each.recordId === record.id && each.seat === seat);
    return found ? { id: found.id, name: found.name, side: found.side } : null;
  };
  const [author, requester] = [at("author"), at("requester")];
  return {
    id: record.id,
    ref: refOf("request", record.number),
    state: requestStateOf(record.state),
    authorId: author?.id ?? null,
    requesterId: requester?.id ?? null,
    record,
    row,
    author,
    requester,
    owner: at("owner"),
  };
}

/** The request of a number or an id, as this person may see it. */
export async function findRequest(
  db: Read,
  actor: Actor,
  unsafe: { number: number } | { id: string },
): Promise<Request | undefined> {
  const where = "id" in unsafe ? eq(records.id, unsafe.id) : eq(records.number, unsafe.number);
  const [found] = await listRequests(db, actor, where, 1);
  return found;
}

/** @throws not found */
export async function getRequest(db: Read, actor: Actor, number: number): Promise<Request> {
  const found = await findRequest(db, actor, { number });
  if (!found) throw notFound();
  return found;
}

/** @throws where no row was written */
export async function insertRequest(tx: Tx, row: RequestRow): Promise<RequestRow> {
  const [made] = await tx.insert(requests).values(row).returning();
  if (!made) throw conflict("The request could not be kept. Try again.");
  return made;
}

/** Follows `changeRecord` in the same transaction, which guards it. */
export async function updateRequest(tx: Tx, id: string, changes: Partial<RequestRow>): Promise<RequestRow> {
  const [written] = await tx.update(requests).set(changes).where(eq(requests.id, id)).returning();
  if (!written) throw notFound();
  return written;
}

export type Key = { side: Side; personId: string; name: string; at: Date };

/** The keys that were given to commit a request, by side. */
export async function listKeys(db: Read, requestId: string): Promise<Key[]> {
  return db
    .select({
      side: commitmentKeys.side,
      personId: commitmentKeys.personId,
      name: people.name,
      at: commitmentKeys.at,
    })
    .from(commitmentKeys)
    .innerJoin(people, eq(people.id, commitmentKeys.personId))
    .where(eq(commitmentKeys.requestId, requestId))
    .orderBy(asc(commitmentKeys.side));
}

export async function insertKey(
  tx: Tx,
  key: { requestId: string; side: Side; personId: string; at: Date },
): Promise<void> {
  await tx
    .insert(commitmentKeys)
    .values(key)
    .onConflictDoUpdate({
      target: [commitmentKeys.requestId, commitmentKeys.side],
      set: { personId: key.personId, at: key.at },
    });
}

/** All keys of a request, or those of one person. */
export async function deleteKeys(tx: Tx, requestId: string, personId?: string): Promise<void> {
  await tx
    .delete(commitmentKeys)
    .where(
      and(
        eq(commitmentKeys.requestId, requestId),
        personId ? eq(commitmentKeys.personId, personId) : undefined,
      ),
    );
}
