import { and, asc, eq, exists, inArray, type SQL, sql } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { holdsWords } from "../db/search.ts";
import { people } from "../people/people.table.ts";
import { visibleTo } from "../records/records.queries.ts";
import { records } from "../records/records.table.ts";
import type { Actor } from "../shared/deed.ts";
import { isUuid } from "../shared/ids.ts";

export type GoalChoice = { id: string; number: number; title: string };

/** Goals to choose from: `near` are chosen, mine or found by words; `far` is the rest, as far as a list helps. */
export type GoalChoices = { near: GoalChoice[]; far: GoalChoice[] };

const most = { mine: 5, found: 8, all: 40 } as const;

export async function listGoalChoices(
  db: Read,
  actor: Actor,
  { chosenIds, words }: { chosenIds: readonly string[]; words: string | null },
): Promise<GoalChoices> {
  const chosen =
    chosenIds.length > 0
      ? await goalsThat(db, actor, inArray(records.id, [...chosenIds]), chosenIds.length)
      : [];
  const mine = actor.id ? await goalsThat(db, actor, and(isOpen(), sitsThere(actor.id)), most.mine) : [];
  const found = words ? await goalsThat(db, actor, and(isOpen(), holdsWords(words, "goal")), most.found) : [];
  const all = await goalsThat(db, actor, isOpen(), most.all);
  const near = new Map([...chosen, ...found, ...mine].map(goal => [goal.id, goal]));
  return { near: [...near.values()], far: all.filter(goal => !near.has(goal.id)) };
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
