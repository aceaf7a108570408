import { inArray } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { estimatesOf } from "../estimates/estimates.queries.ts";
import type { Promised } from "../forecast/queue.queries.ts";
import type { Scenario } from "../forecast/what-if.ts";
import { refOf } from "../records/records.rules.ts";
import { records } from "../records/records.table.ts";
import { listRequests, type Request } from "../requests/requests.queries.ts";
import type { Actor } from "../shared/deed.ts";
import { type Asked, type Change, mostChanges } from "./what-if.rules.ts";

export type Changed = { request: Request; rank: number | null };

export type Loaded = {
  changed: Changed[];
  /** What cannot be had of it, in words. */
  problems: string[];
  scenario: Scenario;
};

const inQueue = ["committed", "in delivery"];

/** The requests of a scenario as this person may see them, and the queue that it asks for. */
export async function loadScenario(db: Read, actor: Actor, asked: Asked): Promise<Loaded> {
  const numbers = asked.changes.map(({ number }) => number);
  const found = await listRequests(db, actor, inArray(records.number, numbers), mostChanges);
  const byNumber = new Map(found.map(request => [request.record.number, request]));
  const estimates = await estimatesOf(
    db,
    found.map(({ id }) => id),
  );
  const changed: Changed[] = [];
  const problems: string[] = [];
  for (const change of asked.changes) {
    const request = byNumber.get(change.number);
    const problem = problemOf(change, request);
    if (problem !== null || !request) problems.push(problem ?? "");
    else changed.push({ request, rank: change.rank });
  }
  const placed = changed.flatMap(({ request: { id, record, row }, rank }): Promised[] =>
    rank === null
      ? []
      : [
          {
            ...{ id, number: record.number, due: record.due, windowTo: row.windowTo, rank },
            ...{ kind: row.kind, likelyHours: estimates.get(id)?.likelyHours ?? null },
          },
        ],
  );
  const out = changed.flatMap(({ request, rank }) => (rank === null ? [request.id] : []));
  return { changed, problems, scenario: { placed, out, hours: asked.hours } };
}

function problemOf({ number, rank }: Change, request: Request | undefined): string | null {
  const ref = refOf("request", number);
  if (!request) return `${ref} is not here, or not yours to see.`;
  if (inQueue.includes(request.state) || (request.state === "estimated" && rank !== null)) return null;
  return request.state === "estimated"
    ? `${ref} is not promised, so it cannot be taken out.`
    : `${ref} is ${request.state}: only what is estimated or promised has a place in the queue.`;
}
