import { and, asc, eq, exists, inArray, type SQL, sql } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { holdsWords, newestHits } from "../db/search-hits.ts";
import { people } from "../people/people.table.ts";
import { visibleTo } from "../records/records.queries.ts";
import { records } from "../records/records.table.ts";
import type { Actor } from "../shared/deed.ts";
import { isUuid } from "../shared/ids.ts";
import { sharedWithGoal, tellingWords } from "./alike.rules.ts";

export type GoalChoice = { id: string; number: number; title: string };

/** Goals to choose from: `near` are chosen, found by words, alike in title or mine; `far` is the rest, as far as a list helps. */
export type GoalChoices = { near: GoalChoice[]; far: GoalChoice[] };

const most = { mine: 5, found: 8, alike: 3, lookedAt: 200, all: 40 } as const;

export async function listGoalChoices(
  db: Read,
  actor: Actor,
  { chosenIds, words, title }: { chosenIds: readonly string[]; words: string | null; title: string },
): Promise<GoalChoices> {
  const chosen =
    chosenIds.length > 0
      ? await goalsThat(db, actor, inArray(records.id, [...chosenIds]), chosenIds.length)
      : [];
  const mine = actor.id ? await goalsThat(db, actor, and(isOpen(), sitsThere(actor.id)), most.mine) : [];
  const found = words ? await goalsThat(db, actor, and(isOpen(), holdsWords(words, "goal")), most.found) : [];
  const alike = await goalsLike(db, actor, title);
  const all = await goalsThat(db, actor, isOpen(), most.all);
  const near = new Map([...chosen, ...found, ...alike, ...mine].map(goal => [goal.id, goal]));
  return { near: [...near.values()], far: all.filter(goal => !near.has(goal.id)) };
}

/** Open goals whose titles share a word that tells with what is asked for, the most alike first. */
async function goalsLike(db: Read, actor: Actor, title: string): Promise<GoalChoice[]> {
  const wanted = {
    ...({ among: ["goal"], joint: "any", inTitle: true } as const),
    ...{ seen: sql`${isOpen()} and ${visibleTo(actor)}`, limit: most.lookedAt },
  };
  const shared = sharedWithGoal(title);
  const ids = (await newestHits(db, tellingWords(title).join(" "), wanted))
    .map(hit => ({ id: hit.id, shared: shared(hit.title) }))
    .filter(each => each.shared > 0)
    .sort((a, b) => b.shared - a.shared)
    .slice(0, most.alike)
    .map(({ id }) => id);
  const rows = ids.length === 0 ? [] : await goalsThat(db, actor, inArray(records.id, ids), most.alike);
  return rows.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
}

const isOpen = (): SQL => inArray(records.state, ["proposed", "active"]);

const sitsThere = (personId: string): SQL =>
  exists(
    sql`(select 1 from record_people seated where seated.record_id = ${records.id} and seated.person_id = ${personId})`,
  );

const goalsThat = (db: Read, actor: Actor, where: SQL | undefined, limit: number): Promise<GoalChoice[]> =>
  db
    .select({ id: records.id, number: records.number, title: records.title })
    .from(records)
    .where(and(eq(records.kind, "goal"), where, visibleTo(actor)))
    .orderBy(asc(records.number))
    .limit(limit);

/** The goal of an id or a number ("G-12", "12"), as far as the person sees it. */
export async function findGoal(db: Read, actor: Actor, unsafe: string): Promise<GoalChoice | undefined> {
  const number = /^\s*g?\s*-?\s*(\d{1,9})\s*$/i.exec(unsafe)?.[1];
  if (!number && !isUuid(unsafe)) return undefined;
  const where = number ? eq(records.number, Number(number)) : eq(records.id, unsafe);
  const [goal] = await goalsThat(db, actor, where, 1);
  return goal;
}

/** Where a person works, to fill it in for them. */
export async function schoolOf(db: Read, personId: string): Promise<string> {
  const [row] = await db.select({ school: people.school }).from(people).where(eq(people.id, personId));
  return row?.school ?? "";
}
