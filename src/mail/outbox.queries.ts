import { and, eq, isNull } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import type { PersonRow } from "../people/people.queries.ts";
import { people } from "../people/people.table.ts";

/** Whoever can be written to: not disabled, and with an address that takes mail. */
export async function findReachable(db: Read, personId: string): Promise<PersonRow | undefined> {
  const [row] = await db
    .select()
    .from(people)
    .where(and(eq(people.id, personId), isNull(people.disabledAt), isNull(people.bouncedAt)));
  return row;
}
