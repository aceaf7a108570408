import { and, asc, desc, eq, exists, gt, inArray, isNull, lt, lte, or, type SQL, sql } from "drizzle-orm";
import { holdsWords } from "../db/search-hits.ts";
import type { Actor } from "../shared/deed.ts";
import { visibleTo } from "./records.queries.ts";
import type { Kind } from "./records.rules.ts";
import { recordPeople, records, ties } from "./records.table.ts";

/** Orders that an index on `records` gives; each is total, because the id breaks ties. */
export const sorts = ["changed", "due", "number"] as const;
export type Sort = (typeof sorts)[number];

export type ListFilter = {
  kind: Kind;
  /** Any of these states; empty or left out for all. */
  states?: readonly string[];
  /** Under this record: a goal, a request. */
  underId?: string | null;
  /** Any of these sits at the record, in any seat; null for anybody. */
  personIds?: readonly string[] | null;
  words?: string | null;
  sort: Sort;
  /** The last row of the page before. */
  after?: Cursor | null;
};

/** The sort key and id of a row; where a list goes on. */
export type Cursor = { key: string | null; id: string };

/** The WHERE of a list over `records`, and its ORDER BY. Newest change first, soonest due first, highest number first. */
export function listing(actor: Actor, filter: ListFilter): { where: SQL | undefined; orderBy: SQL[] } {
  const { states = [] } = filter;
  return {
    where: and(
      eq(records.kind, filter.kind),
      states.length === 1 ? eq(records.state, states[0] ?? "") : undefined,
      states.length > 1 ? inArray(records.state, [...states]) : undefined,
      filter.underId ? under(filter.underId) : undefined,
      filter.personIds ? seated(filter.personIds) : undefined,
      filter.words ? holdsWords(filter.words, filter.kind) : undefined,
      filter.sort === "due" ? sql`${records.due} is not null` : undefined,
      filter.after ? past(filter.sort, filter.after) : undefined,
      visibleTo(actor),
    ),
    orderBy: orders[filter.sort],
  };
}

const orders: Record<Sort, SQL[]> = {
  changed: [desc(records.changedAt), desc(records.id)],
  due: [asc(records.due), asc(records.id)],
  number: [desc(records.number)],
};

const under = (id: string) =>
  exists(sql`(select 1 from ${ties} where ${ties.toId} = ${id} and ${ties.fromId} = ${records.id})`);

const seated = (ids: readonly string[]) =>
  exists(
    sql`(select 1 from ${recordPeople} where ${inArray(recordPeople.personId, [...ids])} and ${recordPeople.recordId} = ${records.id})`,
  );

/** Row values written out: an index range on both engines. */
function past(sort: Sort, { key, id }: Cursor): SQL | undefined {
  if (sort === "number") return lt(records.number, Number(key));
  if (sort === "due")
    return key === null
      ? and(isNull(records.due), gt(records.id, id))
      : or(gt(records.due, key), and(eq(records.due, key), gt(records.id, id)));
  const at = new Date(Number(key));
  return and(
    lte(records.changedAt, at),
    or(lt(records.changedAt, at), and(eq(records.changedAt, at), lt(records.id, id))),
  );
}

/** Where the list goes on after this row. */
export function cursorOf(
  sort: Sort,
  row: { id: string; changedAt: Date; due: string | null; number: number },
): Cursor {
  if (sort === "number") return { key: String(row.number), id: row.id };
  if (sort === "due") return { key: row.due, id: row.id };
  return { key: String(row.changedAt.getTime()), id: row.id };
}
