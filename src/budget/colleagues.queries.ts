import type { Read } from "../db/database.ts";
import { listChoices } from "../people/people.queries.ts";
import type { Person } from "../shared/deed.ts";

/** For whom a request can be typed: everyone else who asks for money by role. */
export async function colleagueOptions(
  db: Read,
  reader: Person,
): Promise<{ value: string; label: string }[]> {
  const colleagues = await listChoices(db, { roles: ["leader", "technologist", "finance"] });
  return colleagues
    .filter(({ id }) => id !== reader.id)
    .map(({ id, name, title }) => ({ value: id, label: title ? `${name}, ${title}` : name }));
}
