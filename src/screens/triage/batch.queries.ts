import type { Read } from "../../db/database.ts";
import { listHistory } from "../../events/events.queries.ts";
import { listLiaisons } from "../../people/people.queries.ts";
import { listByNumber } from "../../requests/batch.queries.ts";
import type { Request } from "../../requests/requests.queries.ts";
import type { Actor, Deed } from "../../shared/deed.ts";
import { loadReaches } from "../../told/told.queries.ts";

/** What happened last is said of so many; of more it is a click away. */
const mostTold = 12;

/** Requests by number, in the order asked for, with whom each reaches. */
export async function loadBatch(db: Read, actor: Actor, deed: Deed, unsafeNumbers: readonly number[]) {
  const found = await listByNumber(db, actor, unsafeNumbers);
  const requests = unsafeNumbers.flatMap(number => found.get(number) ?? []);
  const [group, reachOf] = await Promise.all([
    listLiaisons(db, deed.today),
    loadReaches(
      db,
      deed,
      requests.map(({ id }) => id),
    ),
  ]);
  return { requests, group, reachOf };
}

export type Batch = Awaited<ReturnType<typeof loadBatch>>;

/** The newest entry of each of these, by its id: what somebody else did meanwhile. */
export async function listLast(db: Read, actor: Actor, requests: readonly Request[]) {
  const told = await Promise.all(
    requests
      .slice(0, mostTold)
      .map(async ({ id }) => [id, (await listHistory(db, actor, id, "it", 1))[0]] as const),
  );
  return new Map(told);
}
