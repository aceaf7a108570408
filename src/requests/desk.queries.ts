import { and, eq, exists, inArray, not, type SQL, sql } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { estimatesOf } from "../estimates/estimates.queries.ts";
import { records } from "../records/records.table.ts";
import type { Actor, District } from "../shared/deed.ts";
import { listKeys, listRequests, type Request } from "./requests.queries.ts";
import { keySideOf, needsTwoKeys, type RequestState } from "./requests.rules.ts";

const inState = (...states: RequestState[]): SQL => inArray(records.state, states);

const seatedAs = (personId: string, ...seats: string[]): SQL =>
  exists(
    sql`(select 1 from record_people seated where seated.record_id = ${records.id} and seated.person_id = ${personId} and ${inArray(sql`seated.seat`, seats)})`,
  );

/** Made by this person or for them. */
const askedBy = (personId: string): SQL => seatedAs(personId, "author", "requester");

const none = Promise.resolve<Request[]>([]);

/** What waits for the liaison group's decision, the longest wait first; one's own too, which another decides. */
export const listToTriage = (db: Read, actor: Actor, limit: number): Promise<Request[]> =>
  actor.liaisonSide ? listRequests(db, actor, inState("submitted"), limit) : none;

/** What waits for a decision that this liaison may make. */
export const listMineToTriage = (db: Read, actor: Actor, limit: number): Promise<Request[]> =>
  actor.liaisonSide && actor.id
    ? listRequests(db, actor, and(inState("submitted"), not(askedBy(actor.id))), limit)
    : none;

/** What this liaison can commit now: above the threshold only where the key of their side is missing. */
export async function listToCommit(
  db: Read,
  actor: Actor,
  district: District,
  limit: number,
): Promise<Request[]> {
  if (!actor.liaisonSide || !actor.id) return [];
  const found = await listRequests(db, actor, and(inState("estimated"), not(askedBy(actor.id))), limit);
  const estimates = await estimatesOf(
    db,
    found.map(request => request.id),
  );
  const side = keySideOf(actor);
  const can = await Promise.all(
    found.map(async request => {
      const estimate = estimates.get(request.id);
      if (!estimate || !needsTwoKeys(estimate, district)) return estimate !== undefined;
      const keys = await listKeys(db, request.id);
      return side !== null && !keys.some(key => key.side === side || key.personId === actor.id);
    }),
  );
  return found.filter((_, index) => can[index]);
}

/** What waits for an estimate. */
export const listToEstimate = (db: Read, actor: Actor, limit: number): Promise<Request[]> =>
  actor.role === "technologist" ? listRequests(db, actor, inState("accepted"), limit) : none;

/** What waits for this person's answer to a question. */
export const listToAnswer = (db: Read, actor: Actor, limit: number): Promise<Request[]> =>
  actor.id ? listRequests(db, actor, and(inState("needs info"), askedBy(actor.id)), limit) : none;

/** What was delivered to this person and waits for their word. */
export const listToConfirm = (db: Read, actor: Actor, limit: number): Promise<Request[]> =>
  actor.id ? listRequests(db, actor, and(inState("delivered"), askedBy(actor.id)), limit) : none;

/** What this person owns, in delivery with all its work done or dropped: is it delivered? */
export const listToDeliver = (db: Read, actor: Actor, limit: number): Promise<Request[]> =>
  actor.id
    ? listRequests(
        db,
        actor,
        and(inState("in delivery"), seatedAs(actor.id, "owner"), hasWork(), not(hasOpenWork())),
        limit,
      )
    : none;

const workUnder = (condition: SQL): SQL =>
  exists(
    sql`(select 1 from ties join records item on item.id = ties.from_id where ties.to_id = ${records.id} and item.kind = 'work' and ${condition})`,
  );
const hasWork = (): SQL => workUnder(sql`true`);
const hasOpenWork = (): SQL => workUnder(sql`item.state in ('planned', 'doing', 'blocked')`);

/** What this person asked for and waits for, the longest in its state first. */
export const listAwaiting = (db: Read, actor: Actor, limit: number): Promise<Request[]> =>
  actor.id
    ? listRequests(
        db,
        actor,
        and(
          inState("submitted", "accepted", "estimated", "committed", "in delivery", "deferred"),
          askedBy(actor.id),
        ),
        limit,
      )
    : none;

/** Drafts that this person began. */
export const listDrafts = (db: Read, actor: Actor, limit: number): Promise<Request[]> =>
  actor.id ? listRequests(db, actor, and(eq(records.state, "draft"), askedBy(actor.id)), limit) : none;
