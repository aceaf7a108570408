import { and, asc, eq, isNull } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { holdsWords } from "../db/search-hits.ts";
import { records } from "../records/records.table.ts";
import type { Side } from "../shared/deed.ts";
import { wordsIn } from "../shared/words.ts";
import { findPersonByEmail } from "./people.queries.ts";
import { people } from "./people.table.ts";

export type NamedPerson = { id: string; name: string; title: string; side: Side | null; school: string };

/** The search also finds a person by their job. */
const isNamed = (name: string, typed: string): boolean => {
  const words = wordsIn(name);
  return wordsIn(typed).every(part => words.some(word => word.startsWith(part)));
};

function exactFirst(named: NamedPerson[], typed: string): NamedPerson[] {
  const words = wordsIn(typed).join(" ");
  const exact = named.filter(({ name }) => wordsIn(name).join(" ") === words);
  return exact.length > 0 ? exact : named;
}

/**
 * People who can act and whom somebody may mean by this text: the one of that address, else those of exactly that
 * name, else those whose name holds the words; "Ana Ruiz, Principal" is told by her job from others of her name. For fields in which a name is typed, because a list of 3,000 is no choice.
 */
export async function listNamed(db: Read, text: string, limit = 20): Promise<NamedPerson[]> {
  if (text.includes("@")) {
    const person = await findPersonByEmail(db, text);
    return person && !person.disabledAt ? [person] : [];
  }
  const [name = ""] = text.split(",");
  const found = await db
    .select({
      id: people.id,
      name: people.name,
      title: people.title,
      side: people.side,
      school: people.school,
    })
    .from(people)
    .innerJoin(records, eq(records.id, people.id))
    .where(and(eq(records.kind, "person"), isNull(people.disabledAt), holdsWords(name, "person")))
    .orderBy(asc(people.name), asc(people.id))
    .limit(200);
  const named = found.filter(person => isNamed(person.name, text));
  if (named.length > 0) return exactFirst(named, text).slice(0, limit);
  const described = found.filter(
    person => isNamed(person.name, name) && isNamed(`${person.name} ${person.title} ${person.school}`, text),
  );
  return exactFirst(described, name).slice(0, limit);
}
