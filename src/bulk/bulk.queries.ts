import { and, eq, inArray } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import type { EventKind } from "../events/event-kinds.ts";
import { followedAmong } from "../follows/follows.queries.ts";
import type { RecordRow } from "../records/records.actions.ts";
import { visibleTo } from "../records/records.queries.ts";
import type { NumberedKind } from "../records/records.rules.ts";
import { records } from "../records/records.table.ts";
import { whoPutsUnderGoals } from "../requests/refusals.rules.ts";
import { listRequestsOf } from "../requests/requests.queries.ts";
import { canPutUnderGoal } from "../requests/requests.rules.ts";
import type { Actor, Deed, Person } from "../shared/deed.ts";
import { loadReaches, toldBesides } from "../told/told.queries.ts";
import type { Told } from "../told/told.rules.ts";
import { type AboveRow, listAbove, listWorkOf, type WorkRow } from "../work/work.queries.ts";
import { canMove, lackOf, stateOf } from "../work/work.rules.ts";
import type { BulkDeed } from "./bulk.rules.ts";

/** One record before a deed: what stands there now, why it must be left, and who would see the change. */
export type Look = {
  record: RecordRow;
  owner: WorkRow["owner"];
  serves: AboveRow[];
  why: string | null;
  told: Told | null;
};

/** Those of these numbers that the person may see, in their order. */
export async function listPicked(
  db: Read,
  actor: Actor,
  kind: NumberedKind,
  numbers: readonly number[],
): Promise<RecordRow[]> {
  if (numbers.length === 0) return [];
  const rows = await db
    .select()
    .from(records)
    .where(and(eq(records.kind, kind), inArray(records.number, [...numbers]), visibleTo(actor)));
  return rows.sort((a, b) => numbers.indexOf(a.number) - numbers.indexOf(b.number));
}

/** The entry that a deed leaves in the history of each; none where it is a choice of one's own. */
const entries: Record<BulkDeed, EventKind | null> = {
  follow: null,
  unfollow: null,
  goal: "request tied",
  "no-goal": "request untied",
  owner: "work handed over",
  due: "work edited",
  drop: "work dropped",
};

const ofWork: Partial<Record<BulkDeed, EventKind>> = { goal: "work tied", "no-goal": "work untied" };

const eventOf = (kind: NumberedKind, name: BulkDeed): EventKind | null =>
  kind === "work" ? (ofWork[name] ?? entries[name]) : entries[name];

type Whys = Map<string, string | null>;

async function whysOfFollowing(
  db: Read,
  actor: Person,
  picked: readonly RecordRow[],
  isEnd: boolean,
): Promise<Whys> {
  const ids = picked.map(({ id }) => id);
  const followed = await followedAmong(db, ids, actor.id);
  const why = (id: string) => {
    if (isEnd) return followed.has(id) ? null : "You do not follow it.";
    return followed.has(id) ? "You follow it already." : null;
  };
  return new Map(ids.map(id => [id, why(id)]));
}

async function whysOfRequests(db: Read, actor: Person, picked: readonly RecordRow[]): Promise<Whys> {
  const ids = picked.map(({ id }) => id);
  const found = await listRequestsOf(db, actor, ids);
  return new Map(found.map(each => [each.id, canPutUnderGoal(actor, each) ? null : whoPutsUnderGoals(each)]));
}

function whyOfWork(actor: Person, deed: BulkDeed, { record, work }: WorkRow): string | null {
  const state = stateOf(record.state);
  if (deed === "drop") return canMove(actor, "drop", state) ? null : `It is ${state}.`;
  if (deed === "no-goal") return lackOf({ state, plainWords: work.plainWords }, "due");
  if (deed === "owner" || deed === "due" || deed === "goal")
    return lackOf({ state, plainWords: work.plainWords }, deed);
  return null;
}

/** What a deed would do to each of these, in a handful of queries for all. */
export async function lookAt(
  db: Read,
  deed: Deed & { by: Person },
  kind: NumberedKind,
  name: BulkDeed,
  picked: readonly RecordRow[],
): Promise<Look[]> {
  if (picked.length === 0) return [];
  const ids = picked.map(({ id }) => id);
  const isFollowing = name === "follow" || name === "unfollow";
  const work = kind === "work" && !isFollowing ? await listWorkOf(db, deed.by, ids) : [];
  const whys = isFollowing
    ? await whysOfFollowing(db, deed.by, picked, name === "unfollow")
    : kind === "request"
      ? await whysOfRequests(db, deed.by, picked)
      : new Map(work.map(item => [item.record.id, whyOfWork(deed.by, name, item)]));
  const isOfGoals = name === "goal" || name === "no-goal";
  const above = isOfGoals ? await listAbove(db, deed.by, ids) : [];
  const event = eventOf(kind, name);
  const reach = event && (await loadReaches(db, deed, ids));
  const goalsOf = ({ id }: RecordRow) => above.filter(row => row.workId === id && row.kind === "goal");
  const lacksGoal = (record: RecordRow) =>
    name === "no-goal" && goalsOf(record).length === 0 ? "It serves no goal." : null;
  return picked.map(record => ({
    record,
    owner: work.find(item => item.record.id === record.id)?.owner ?? null,
    serves: goalsOf(record),
    why: whys.get(record.id) ?? lacksGoal(record),
    told: reach && {
      ...{ named: [], unseen: [], nobody: [] },
      ...toldBesides(deed, { record, to: [], event }, reach(record.id), []),
    },
  }));
}
