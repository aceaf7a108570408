import { eq } from "drizzle-orm";
import type { Tx } from "../db/database.ts";
import type { NewEvent } from "../events/event-kinds.ts";
import { forWhomMeant } from "../people/meant.queries.ts";
import { findActor } from "../people/people.queries.ts";
import { audienceOfWork } from "../records/audiences.actions.ts";
import { changeRecord, createRecord, type RecordRow, refuseStale, tie } from "../records/records.actions.ts";
import { listTied, visibleRecords } from "../records/records.queries.ts";
import { startDelivery } from "../requests/delivery.actions.ts";
import { forbidden, invalid } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import { loadWaitedFor, putWaits } from "./waiting.actions.ts";
import { getWork, type WorkRow } from "./work.queries.ts";
import { canDoWork, canMove, stateOf, type WorkInput, workMoves } from "./work.rules.ts";
import { work } from "./work.table.ts";

export const onlyTechnology = () => forbidden("Only people in technology plan, move and log work.");

/** Plans a work item under goals and requests that the doer may see, for a part of an estimate or on its own. */
export async function planWork(
  tx: Tx,
  doer: Deed,
  input: WorkInput,
  partId: string | null = null,
): Promise<RecordRow> {
  if (!canDoWork(doer.by)) throw onlyTechnology();
  const forId = await forWhomMeant(tx, doer, input.forWhom, { right: "plan work", may: canDoWork });
  const deed = { ...doer, forId };
  const above = await loadAbove(tx, deed, input);
  const owner = await loadOwner(tx, deed, input.owner);
  const waitedFor = await loadWaitedFor(tx, deed, input);
  const record = await createRecord(
    tx,
    deed,
    {
      kind: "work",
      title: input.title,
      state: "planned",
      due: input.due ?? null,
      audience: audienceOfWork(above),
      seats: {
        ...(deed.by.id ? { author: deed.by.id } : {}),
        ...(forId ? { requester: forId } : {}),
        ...(owner ? { owner } : {}),
      },
      words: wordsOf(input),
    },
    { kind: "work planned", data: { title: input.title } },
  );
  await tx.insert(work).values({ ...blankWork, ...columnsOf(input), partId, id: record.id });
  for (const parent of above) await tie(tx, deed, record.id, parent.id);
  return putWaits(tx, deed, record, waitedFor);
}

/** What nobody said of it yet. */
export const blankWork = {
  plainWords: "",
  hoursLeft: null,
  hoursLogged: 0,
  startsOn: null,
  externalLink: "",
  blockedBy: "",
  blockedAt: null,
  startedAt: null,
  doneAt: null,
  stateNote: "",
  ownerText: "",
  systemText: "",
  datesText: "",
  sourceText: "",
  planKey: null,
  partId: null,
};

export const columnsOf = (input: WorkInput) => ({
  plainWords: input.plainWords ?? "",
  hoursLeft: input.hoursLeft ?? null,
  externalLink: input.externalLink ?? "",
});

export const wordsOf = (input: WorkInput) => input.plainWords ?? "";

/** The goals and requests that a form named, as far as the doer sees them. @throws invalid */
export async function loadAbove(tx: Tx, deed: Deed, input: WorkInput): Promise<RecordRow[]> {
  const unsafeIds = [...input.goals, ...input.requests];
  const seen = await visibleRecords(tx, deed.by, unsafeIds);
  const above = [...seen.values()].filter(({ kind }) => kind === "goal" || kind === "request");
  if (above.length !== new Set(unsafeIds).size)
    throw invalid("A goal or request that you chose is no longer there. Choose again.");
  return above;
}

export async function loadOwner(tx: Tx, deed: Deed, unsafeId: string | undefined): Promise<string | null> {
  if (unsafeId === undefined) return null;
  const owner = await findActor(tx, unsafeId, deed.today);
  if (owner?.role !== "technologist")
    throw invalid("The owner must be somebody in technology. Choose again.");
  return owner.id;
}

export type Moved =
  | { move: "start" }
  | { move: "block"; by: string }
  | { move: "unblock" }
  | { move: "finish"; note: string }
  | { move: "drop"; reason: string };

/** Moves a work item; the first one that starts under a committed request puts it in delivery. */
export async function moveWork(
  tx: Tx,
  deed: Deed,
  number: number,
  moved: Moved,
  version: number | null,
): Promise<RecordRow> {
  const { record, work: item } = await getWork(tx, deed.by, number);
  if (!canDoWork(deed.by)) throw onlyTechnology();
  refuseStale(record, version);
  if (!canMove(deed.by, moved.move, stateOf(record.state)))
    throw invalid(`This work is ${record.state}, so it cannot ${moved.move} now.`);
  const after = await changeRecord(
    tx,
    deed,
    record,
    { state: workMoves[moved.move].to },
    eventOf(moved, beforeOf(record, item)),
  );
  await tx
    .update(work)
    .set(columnsAfter(deed, moved, item))
    .where(eq(work.id, record.id));
  if (moved.move === "start")
    for (const request of await listTied(tx, deed.by, record.id, "above", "request"))
      await startDelivery(tx, deed, request.id, record.id);
  return after;
}

const beforeOf = ({ state }: RecordRow, { hoursLeft, blockedBy, blockedAt }: WorkRow["work"]) => ({
  ...{ state, hoursLeft, blockedBy },
  blockedAt: blockedAt?.toISOString() ?? null,
});

function eventOf(moved: Moved, before: ReturnType<typeof beforeOf>): NewEvent {
  switch (moved.move) {
    case "start":
      return { kind: "work started", data: {} };
    case "block":
      return { kind: "work blocked", data: { by: moved.by } };
    case "unblock":
      return { kind: "work unblocked", data: { before } };
    case "finish":
      return { kind: "work done", data: { note: moved.note, before } };
    case "drop":
      return { kind: "work dropped", data: { reason: moved.reason, before } };
  }
}

function columnsAfter(deed: Deed, moved: Moved, item: WorkRow["work"]) {
  const free = { blockedBy: "", blockedAt: null };
  switch (moved.move) {
    case "start":
      return { startedAt: item.startedAt ?? deed.now };
    case "block":
      return { blockedBy: moved.by, blockedAt: deed.now };
    case "unblock":
      return free;
    case "finish":
      return { ...free, doneAt: deed.now, hoursLeft: 0, stateNote: moved.note };
    case "drop":
      return { ...free, doneAt: deed.now, stateNote: moved.reason };
  }
}
