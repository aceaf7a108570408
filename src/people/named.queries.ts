import { and, asc, eq, isNull, type SQL } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { holdsWords } from "../db/search-hits.ts";
import { records } from "../records/records.table.ts";
import type { Side } from "../shared/deed.ts";
import { isUuid } from "../shared/ids.ts";
import { wordsIn } from "../shared/words.ts";
import { describedAs } from "./named.rules.ts";
import { findPersonByEmail } from "./people.queries.ts";
import { emailKeyOf } from "./people.rules.ts";
import { people } from "./people.table.ts";

export type NamedPerson = { id: string; name: string; title: string; side: Side | null; school: string };

const shown = {
  id: people.id,
  name: people.name,
  title: people.title,
  side: people.side,
  school: people.school,
};

/** Of many with a name like it nobody reads further. */
const mostAlike = 200;
/** Nor does anybody mean more by one text: the records of 200 people would be gone through for a filter by one letter. */
const mostMeant = 20;

const holds = (text: string, typed: string): boolean => {
  const words = wordsIn(text);
  return wordsIn(typed).every(part => words.some(word => word.startsWith(part)));
};

function exactFirst(named: NamedPerson[], typed: string): NamedPerson[] {
  const words = wordsIn(typed).join(" ");
  const exact = named.filter(({ name }) => wordsIn(name).join(" ") === words);
  return exact.length > 0 ? exact : named;
}

/**
 * Those of exactly that name, else those whose name holds the words; "Ana Ruiz, Principal" is told by her job from
 * others of her name.
 */
async function withName(db: Read, text: string, isMeant?: SQL): Promise<NamedPerson[]> {
  const [name = ""] = text.split(",");
  const found = await db
    .select(shown)
    .from(people)
    .innerJoin(records, eq(records.id, people.id))
    .where(and(eq(records.kind, "person"), isMeant, holdsWords(name, "person", { inTitle: true })))
    .orderBy(asc(people.name), asc(people.id))
    .limit(mostAlike);
  const named = found.filter(person => holds(person.name, text));
  if (named.length > 0) return exactFirst(named, text);
  return exactFirst(
    found.filter(person => holds(describedAs(person), text)),
    name,
  );
}

/**
 * People who can act and whom somebody may mean by this text: the one of that address, else by name. For fields in which
 * a name is typed, because a list of 3,000 is no choice.
 */
export async function listNamed(db: Read, text: string, limit = mostMeant): Promise<NamedPerson[]> {
  if (!text.includes("@")) return (await withName(db, text, isNull(people.disabledAt))).slice(0, limit);
  const person = await findPersonByEmail(db, text);
  return person && !person.disabledAt ? [person] : [];
}

/** A filter by person: whom it means, and what the page calls them. */
export type PersonFilter = { ids: string[]; called: string };

/** Also those who left: the one of that id or address, else by name. Null where the filter is empty. */
export async function findPersonFilter(db: Read, word: string | null): Promise<PersonFilter | null> {
  if (!word) return null;
  const found = await listMeant(db, word);
  const [first] = found;
  return { ids: found.map(({ id }) => id), called: isUuid(word) && first ? first.name : word };
}

async function listMeant(db: Read, word: string): Promise<NamedPerson[]> {
  if (!isUuid(word) && !word.includes("@")) return (await withName(db, word)).slice(0, mostMeant);
  const isIt = isUuid(word) ? eq(people.id, word) : eq(people.emailKey, emailKeyOf(word));
  return db.select(shown).from(people).where(isIt);
}
