import { and, desc, eq, exists, inArray, or, sql } from "drizzle-orm";
import { listNamed } from "../../comments/mentions.queries.ts";
import type { Read } from "../../db/database.ts";
import { loadOpen } from "../../duties/duties.queries.ts";
import { dutiesOf } from "../../duties/duties.rules.ts";
import { listNews } from "../../events/events.queries.ts";
import { decidedKinds, movedKinds, saidKinds } from "../../events/news.rules.ts";
import { daysFor } from "../../forecast/days.queries.ts";
import { isPast } from "../../forecast/days.rules.ts";
import { listViews } from "../../goals/check-ins.queries.ts";
import { viewsDiffer } from "../../goals/check-ins.rules.ts";
import { goals } from "../../goals/goals.table.ts";
import { findGroupWarnings } from "../../people/group.queries.ts";
import type { RecordRow } from "../../records/records.actions.ts";
import { visibleTo } from "../../records/records.queries.ts";
import { follows, recordPeople, records } from "../../records/records.table.ts";
import type { Deed, Person } from "../../shared/deed.ts";
import { listSheetRows } from "../../work/sheet.queries.ts";
import { canDoWork } from "../../work/work.rules.ts";

const mostAtWork = 4;
const newsDays = 14;
const shownNews = 8;
const dayMs = 24 * 60 * 60 * 1000;

/** What somebody asked for and still waits for. */
const waitingStates = {
  request: ["submitted", "accepted", "estimated", "committed", "in delivery", "deferred"],
  budget: ["submitted", "endorsed", "reviewed"],
  goal: ["proposed"],
} as const;

export async function loadDesk(db: Read, deed: Deed, person: Person) {
  const after = new Date(deed.now.getTime() - newsDays * dayMs);
  const isLiaison = person.liaisonSide !== null;
  const [open, waits, following, moved, said, named, atWork] = await Promise.all([
    loadOpen(db, deed, [person]),
    listWaits(db, person),
    listFollowed(db, deed, person),
    listNews(
      db,
      person,
      {
        after,
        kinds: isLiaison ? [...movedKinds, ...decidedKinds] : [...movedKinds, ...decidedKinds, ...saidKinds],
        followedBy: isLiaison ? null : person.id,
      },
      shownNews,
    ),
    // What the group cares for is everything that moves; talk, what each follows.
    isLiaison ? listNews(db, person, { after, kinds: saidKinds, followedBy: person.id }, shownNews) : [],
    listNamed(db, person, after, shownNews),
    canDoWork(person) ? listSheetRows(db, person, deed.today, deed.today, mostAtWork) : [],
  ]);
  const [house, days] = await Promise.all([
    loadHouse(db, deed, person),
    daysFor(
      db,
      waits.map(({ id }) => id),
    ),
  ]);
  const news = [...moved, ...said].sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, shownNews);
  return { duties: dutiesOf(person, open, deed.today), house, waits, days, following, named, news, atWork };
}

/** What the liaison group lacks: for administrators and the liaison group, null for others. */
async function loadHouse(db: Read, { today }: Deed, person: Person) {
  if (!person.isAdmin && person.liaisonSide === null) return null;
  return findGroupWarnings(db, today);
}

const mostWaits = 5;

/** Of the person's own, made by or for them, the newest of each kind. */
async function listWaits(db: Read, person: Person): Promise<RecordRow[]> {
  const waits = (kind: keyof typeof waitingStates) =>
    and(eq(records.kind, kind), inArray(records.state, [...waitingStates[kind]]));
  const found = await db
    .selectDistinct({ record: records })
    .from(recordPeople)
    .innerJoin(records, eq(records.id, recordPeople.recordId))
    .where(
      and(
        eq(recordPeople.personId, person.id),
        inArray(recordPeople.seat, ["author", "requester"]),
        or(waits("request"), waits("budget"), waits("goal")),
      ),
    )
    .orderBy(desc(records.since), desc(records.id));
  const ofKind = Map.groupBy(found, ({ record }) => record.kind);
  return (["request", "budget", "goal"] as const).flatMap(kind =>
    (ofKind.get(kind) ?? []).slice(0, mostWaits).map(({ record }) => record),
  );
}

const followedBy = (person: Person) =>
  exists(
    sql`(select 1 from ${follows} where ${follows.recordId} = ${records.id} and ${follows.personId} = ${person.id})`,
  );

/** Goals that the person follows and that need a look: at risk, off track, seen differently, or done only after their day. */
async function listFollowed(db: Read, deed: Deed, person: Person) {
  const rows = await db
    .select({ record: records, rhythm: goals.rhythm })
    .from(records)
    .innerJoin(goals, eq(goals.id, records.id))
    .where(
      and(
        eq(records.kind, "goal"),
        eq(records.state, "active"),
        person.liaisonSide === null ? followedBy(person) : undefined,
        visibleTo(person),
      ),
    )
    .orderBy(desc(records.changedAt), desc(records.id))
    .limit(200);
  const days = await daysFor(
    db,
    rows.map(({ record }) => record.id),
  );
  const views = await listViews(
    db,
    rows.map(({ record, rhythm }) => ({ id: record.id, state: record.state, since: record.since, rhythm })),
    deed,
  );
  return rows
    .flatMap(({ record }) => {
      const seen = views.get(record.id);
      const { leadership, technology } = seen ?? {};
      return leadership && technology ? [{ record, leadership, technology, days: days.get(record.id) }] : [];
    })
    .filter(({ record, leadership, technology, days: said }) => {
      const poor = [leadership, technology].some(
        view => view.health === "at risk" || view.health === "off track",
      );
      return poor || viewsDiffer(leadership, technology) || isPast(said, record.due);
    })
    .slice(0, 5);
}

export type Desk = Awaited<ReturnType<typeof loadDesk>>;
