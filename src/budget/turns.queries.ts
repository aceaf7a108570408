import { and, asc, eq, gte, isNotNull, isNull, lte, or } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { actorOf } from "../people/people.queries.ts";
import { people, terms } from "../people/people.table.ts";
import { conflict, forbidden } from "../shared/app-error.ts";
import type { Day } from "../shared/dates.ts";
import type { Actor, Deed, Person } from "../shared/deed.ts";
import { anyOf } from "../shared/language.ts";
import type { Budget } from "./budget.queries.ts";
import { type BudgetVerb, canBudget, canEverBudget, openIn, placeFor, whyNot } from "./budget.rules.ts";

/** Everyone who can have a turn on a budget request today: liaisons, finance, approvers; by name. */
export async function listMovers(db: Read, today: Day): Promise<Person[]> {
  const rows = await db
    .select({ person: people, liaisonSide: terms.side })
    .from(people)
    .leftJoin(terms, and(eq(terms.personId, people.id), lte(terms.from, today), gte(terms.to, today)))
    .where(
      and(
        isNull(people.disabledAt),
        or(eq(people.role, "finance"), eq(people.isApprover, true), isNotNull(terms.id)),
      ),
    )
    .orderBy(asc(people.name), asc(people.id));
  return rows.map(row => actorOf(row.person, row.liaisonSide));
}

/** "Lin Tran or Omar Haddad"; at most five are named. */
const someOf = (names: readonly string[]): string =>
  anyOf(names.length > 5 ? [...names.slice(0, 5), "a colleague"] : names);

const deeds: Record<BudgetVerb, [deed: string, needed: string]> = {
  edit: ["change it", "its author"],
  submit: ["submit it", "its author"],
  "take up": ["take it up", "a leader, technologist, finance or liaison"],
  endorse: ["endorse it", "a liaison of the side that has not endorsed it"],
  return: ["return it", "whose turn it is"],
  review: ["review its funds", "somebody of finance who has had no turn on it"],
  decide: ["decide on it", "an approver who has had no turn on it"],
  "record actuals": ["record what was spent", "somebody of finance who did not ask for it"],
  close: ["close it", "somebody of finance who did not ask for it"],
};

/** "Only Lin Tran or Omar Haddad can endorse it." */
async function whoCan(db: Read, deed: Deed, verb: BudgetVerb, it: Budget): Promise<string> {
  const [can, needed] = deeds[verb];
  const names =
    verb === "edit" || verb === "submit"
      ? it.authors.map(({ name }) => name)
      : (await listMovers(db, deed.today)).filter(each => canBudget(each, verb, it)).map(({ name }) => name);
  return names.length > 0 ? `Only ${someOf(names)} can ${can}.` : `To ${can} takes ${needed}.`;
}

/** Guards a verb; returns in whose place it is done. @throws conflict out of turn, forbidden with who can */
export async function requireTurn(
  db: Read,
  deed: Deed,
  verb: BudgetVerb,
  it: Budget,
  inPlaceOf: string | null = null,
): Promise<Actor> {
  const place = placeFor(deed.by, verb, it, inPlaceOf);
  if (place) return place;
  if (canEverBudget(deed.by, verb) && !openIn[verb].includes(it.state))
    throw conflict(`This request is ${it.state} now. Load the page again to see what comes next.`);
  const because = whyNot(deed.by, verb, it);
  const who = await whoCan(db, deed, verb, it);
  throw forbidden(because ? `${because} ${who}` : who);
}
