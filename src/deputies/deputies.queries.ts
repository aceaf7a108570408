import { and, asc, eq, gte, or, type SQL } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { people } from "../people/people.table.ts";
import type { Day } from "../shared/dates.ts";
import { deputies } from "./deputies.table.ts";

export type Deputy = typeof deputies.$inferSelect & { name: string };

const listWhere = async (db: Read, other: "deputyId" | "personId", where: SQL | undefined) => {
  const rows = await db
    .select({ row: deputies, name: people.name })
    .from(deputies)
    .innerJoin(people, eq(people.id, deputies[other]))
    .where(where)
    .orderBy(asc(deputies.from), asc(deputies.id));
  return rows.map(({ row, name }): Deputy => ({ ...row, name }));
};

/** Whom this person named, with the deputy's name: running and to come. */
export const listDeputiesOf = (db: Read, personId: string, today: Day): Promise<Deputy[]> =>
  listWhere(db, "deputyId", and(eq(deputies.personId, personId), gte(deputies.to, today)));

/** Whom this person stands in for, with that one's name: running and to come. */
export const listStoodFor = (db: Read, deputyId: string, today: Day): Promise<Deputy[]> =>
  listWhere(db, "personId", and(eq(deputies.deputyId, deputyId), gte(deputies.to, today)));

/** Running and to come, on either end of which the person is. */
export const listAround = (db: Read, personId: string, today: Day): Promise<Deputy[]> =>
  listWhere(
    db,
    "deputyId",
    and(or(eq(deputies.personId, personId), eq(deputies.deputyId, personId)), gte(deputies.to, today)),
  );
