import type { Read } from "../db/database.ts";
import { invalid } from "../shared/app-error.ts";
import type { Deed, Person } from "../shared/deed.ts";
import { listNamed } from "./named.queries.ts";
import { couldMean } from "./named.rules.ts";
import { findActor } from "./people.queries.ts";

/** The field in which somebody is named, and who may be: whoever may not cannot do what `right` says. */
type Asked = { field: string; right: string; may: (person: Person) => boolean };

/** Where everybody who is here may be named. */
export const anybody = { right: "sign in", may: () => true };

/** The one whom a typed name or address means. @throws invalid for nobody, for several and for one who may not */
export async function personMeant(db: Read, deed: Deed, text: string, asked: Asked): Promise<Person> {
  const { field, right, may } = asked;
  const named = await listNamed(db, text);
  const [only] = named;
  if (!only) throw invalid(`Nobody here is called “${text}”. Enter a name or an e-mail address.`, field);
  if (named.length > 1) throw invalid(couldMean(text, named), field);
  const person = await findActor(db, only.id, deed.today);
  if (!person || !may(person)) throw invalid(`${only.name} cannot ${right}. Enter somebody who can.`, field);
  return person;
}

/** For whom a form is filled in, where that is somebody else. */
export async function forWhomMeant(
  db: Read,
  deed: Deed,
  text: string | undefined,
  who: Omit<Asked, "field">,
): Promise<string | undefined> {
  if (text === undefined) return undefined;
  const { id } = await personMeant(db, deed, text, { field: "forWhom", ...who });
  return id === deed.by.id ? undefined : id;
}
