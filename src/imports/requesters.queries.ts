import type { Read } from "../db/database.ts";
import { listActors } from "../people/people.queries.ts";
import { emailKeyOf } from "../people/people.rules.ts";
import { canAsk } from "../requests/requests.rules.ts";
import type { Day } from "../shared/dates.ts";
import { wordsIn } from "../shared/words.ts";

const nameKeyOf = (name: string): string => wordsIn(name).join(" ");

/** "unknown" is nobody here, or somebody who only reads; "several" are more than one of that name. */
export type FoundRequester = { id: string } | "unknown" | "several";

/** Who can ask for something here, by address and by name: a file of thousands asks for the same few again. */
export async function loadRequesters(db: Read, today: Day): Promise<(text: string) => FoundRequester> {
  const ids = new Map<string, Set<string>>();
  const add = (key: string, id: string) => ids.set(key, (ids.get(key) ?? new Set()).add(id));
  for (const person of await listActors(db, today)) {
    if (!canAsk(person) || person.id === null) continue;
    add(emailKeyOf(person.email), person.id);
    add(nameKeyOf(person.name), person.id);
  }
  return text => {
    const found = [...(ids.get(text.includes("@") ? emailKeyOf(text) : nameKeyOf(text)) ?? [])];
    const [id] = found;
    return id === undefined ? "unknown" : found.length > 1 ? "several" : { id };
  };
}
