import { and, desc, eq, gte, inArray, sql } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { findLastBeside, findLastEvent } from "../events/events.queries.ts";
import { events } from "../events/events.table.ts";
import type { RecordRow } from "../records/records.actions.ts";
import { visibleTo } from "../records/records.queries.ts";
import { records } from "../records/records.table.ts";
import type { Actor } from "../shared/deed.ts";
import { requestStateOf } from "./requests.queries.ts";
import { moves, type RequestState } from "./requests.rules.ts";
import { requests } from "./requests.table.ts";
import { canStepBack, stepBackEvents, stepBackMinutes } from "./step-back.rules.ts";

/** A decision that whoever made it can still take back, and how many minutes ago it was. */
export type Step = { record: RecordRow; state: RequestState; minutes: number };

/** Who looks after a request is said beside a decision, and follows from none. */
const aside = "request looked after";

const lastStep = sql`(select max(e.sequence) from events e where e.record_id = ${records.id} and e.kind <> ${aside})`;

const triageEvents = Object.entries(stepBackEvents).flatMap(([kind, verb]) =>
  moves[verb].by === "triage a request" ? [kind] : [],
);

/** The newest entry that a step back looks at; of what was just sent, somebody who took charge of it is one. */
export async function findLastStep(db: Read, record: { id: string; eventCount: number }) {
  const last = await findLastEvent(db, record);
  if (last.kind !== aside) return last;
  const step = await findLastBeside(db, record.id, aside);
  return step && step.kind !== "request submitted" ? step : last;
}

/** An import may have changed thousands in this hour; the own decision is looked for among the newest. */
const lookedThrough = 200;

/** The person's own decisions of the last hour that nothing followed, newest first. */
export async function listSteps(db: Read, actor: Actor, now: Date, limit = 3): Promise<Step[]> {
  if (actor.id === null) return [];
  const hourAgo = new Date(now.getTime() - stepBackMinutes * 60_000);
  const lately = db
    .select({ id: records.id })
    .from(records)
    .where(and(eq(records.kind, "request"), gte(records.changedAt, hourAgo)))
    .orderBy(desc(records.changedAt), desc(records.id))
    .limit(lookedThrough)
    .as("lately");
  const rows = await db
    .select({ record: records, before: requests.stateBefore, event: events })
    .from(lately)
    .crossJoin(records)
    .crossJoin(events)
    .crossJoin(requests)
    .where(
      and(
        eq(records.id, lately.id),
        eq(events.recordId, records.id),
        eq(events.sequence, lastStep),
        eq(events.byId, actor.id),
        inArray(events.kind, triageEvents),
        eq(requests.id, records.id),
        visibleTo(actor),
      ),
    )
    .orderBy(desc(records.changedAt), desc(records.id))
    .limit(limit);
  // Who decides is neither author nor requester; whether the term still runs is asked of the actor.
  const nobody = { authorId: null, requesterId: null };
  return rows
    .filter(({ event, before }) => canStepBack(actor, nobody, event, before, now))
    .map(({ record, event }) => ({
      record,
      state: requestStateOf(record.state),
      minutes: Math.floor((now.getTime() - event.at.getTime()) / 60_000),
    }));
}
