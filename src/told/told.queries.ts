import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { deputies } from "../deputies/deputies.table.ts";
import { actorOf, type PersonRow, runningDeputy, runningTerm } from "../people/people.queries.ts";
import { people, terms } from "../people/people.table.ts";
import { listSeats } from "../records/records.queries.ts";
import { sees } from "../records/records.rules.ts";
import { follows } from "../records/records.table.ts";
import type { Day } from "../shared/dates.ts";
import type { Deed, Side } from "../shared/deed.ts";
import {
  type Addressed,
  deputedAsks,
  isNews,
  isNewsOfGroup,
  type Telling,
  type Told,
  type ToldPerson,
  type Way,
} from "./told.rules.ts";

/** A person with what decides how word reaches them. */
export type Known = { person: PersonRow; liaisonSide: Side | null };

type By = Pick<Deed, "by" | "today" | "forId">;

const subscribes = ({ person, liaisonSide }: Known): boolean =>
  person.digest === "on" || (person.digest === "in term" && liaisonSide !== null);

const getsDigest = (known: Known): boolean => known.person.bouncedAt === null && subscribes(known);

/** Somebody who gets the digest can have all of these in it: what needs them stands there first. */
function wayOf(known: Known): Way {
  if (known.person.bouncedAt !== null) return "desk";
  return known.person.notices === "in the digest" && subscribes(known) ? "digest" : "now";
}

/** People who can sign in, with the term that runs. */
export const knownPeople = (db: Read, { today }: Pick<Deed, "today">) =>
  db
    .select({ person: people, liaisonSide: terms.side })
    .from(people)
    .leftJoin(terms, and(eq(terms.personId, people.id), runningTerm(today)));

/** Whom a record reaches: its followers, the liaison group, and who sits at it. Loaded once for all that a page offers. */
export type Reach = { followers: Known[]; group: Known[]; seated: ReadonlySet<string> };

/** More followers than a sentence needs to count. */
export const mostFollowers = 2000;

export async function loadReach(db: Read, { today }: Pick<Deed, "today">, recordId: string): Promise<Reach> {
  const [followers, group, seats] = await Promise.all([
    db
      .select({ person: people, liaisonSide: terms.side })
      .from(follows)
      .innerJoin(people, and(eq(people.id, follows.personId), isNull(people.disabledAt)))
      .leftJoin(terms, and(eq(terms.personId, people.id), runningTerm(today)))
      .where(eq(follows.recordId, recordId))
      .orderBy(asc(people.id))
      .limit(mostFollowers),
    listGroup(db, today),
    listSeats(db, [recordId]),
  ]);
  return { followers, group, seated: new Set(seats.map(({ personId }) => personId)) };
}

/** The same for many records, in as many queries as for one. */
export async function loadReaches(
  db: Read,
  { today }: Pick<Deed, "today">,
  recordIds: readonly string[],
): Promise<(recordId: string) => Reach> {
  const [followers, group, seats] = await Promise.all([
    db
      .select({ person: people, liaisonSide: terms.side, recordId: follows.recordId })
      .from(follows)
      .innerJoin(people, and(eq(people.id, follows.personId), isNull(people.disabledAt)))
      .leftJoin(terms, and(eq(terms.personId, people.id), runningTerm(today)))
      .where(inArray(follows.recordId, [...recordIds]))
      .orderBy(asc(follows.recordId), asc(people.id)),
    listGroup(db, today),
    listSeats(db, recordIds),
  ]);
  const byRecord = Map.groupBy(followers, ({ recordId }) => recordId);
  return recordId => ({
    followers: (byRecord.get(recordId) ?? []).slice(0, mostFollowers),
    group,
    seated: new Set(seats.filter(seat => seat.recordId === recordId).map(({ personId }) => personId)),
  });
}

const listGroup = (db: Read, today: Day): Promise<Known[]> =>
  db
    .select({ person: people, liaisonSide: terms.side })
    .from(terms)
    .innerJoin(people, and(eq(people.id, terms.personId), isNull(people.disabledAt)))
    .where(runningTerm(today))
    .orderBy(asc(people.id));

/** Of a record that is not there yet: nobody follows it. */
export const reachOfNew = async (db: Read, { today }: Pick<Deed, "today">): Promise<Reach> => ({
  followers: [],
  group: await listGroup(db, today),
  seated: new Set(),
});

/** May see a record with these readers. */
export const seesIt =
  (record: Telling["record"], seated: ReadonlySet<string>) =>
  ({ person, liaisonSide }: Known): boolean =>
    sees(actorOf(person, liaisonSide), record, seated.has(person.id));

/** Nobody is told of their own deeds, also not of those done for them. */
const isDoer = ({ by, forId }: By, personId: string): boolean => personId === by.id || personId === forId;

/**
 * Who hears of a deed by name, and how: those addressed, then their deputies. Each is told once; nobody of their own
 * deeds, or of what they may not see. What is mailed and what the page says before it are both this list.
 */
export async function listAddressed(
  db: Read,
  deed: By,
  record: Telling["record"],
  to: readonly Addressed[],
  seated: ReadonlySet<string>,
): Promise<(ToldPerson & { person: PersonRow })[]> {
  if (to.length === 0) return [];
  const deputed = to.filter(({ as }) => deputedAsks.includes(as)).map(({ personId }) => personId);
  const standIns =
    deputed.length === 0
      ? []
      : await db
          .select({ deputyId: deputies.deputyId, personId: people.id, name: people.name })
          .from(deputies)
          .innerJoin(people, and(eq(people.id, deputies.personId), isNull(people.disabledAt)))
          .where(and(inArray(deputies.personId, deputed), runningDeputy(deed.today)))
          .orderBy(asc(deputies.id));
  const asked = [
    ...to.map(each => ({ ...each, of: each.personId, inPlaceOf: null })),
    ...standIns.flatMap(({ deputyId, personId, name }) =>
      to
        .filter(each => each.personId === personId)
        .map(({ as }) => ({ personId: deputyId, as, of: personId, inPlaceOf: name })),
    ),
  ];
  const ids = [...new Set(asked.map(({ personId }) => personId))];
  const rows = await knownPeople(db, deed).where(and(inArray(people.id, ids), isNull(people.disabledAt)));
  const known = new Map(rows.filter(seesIt(record, seated)).map(each => [each.person.id, each]));
  const told = new Set<string>();
  return asked.flatMap(({ personId, as, of, inPlaceOf }) => {
    const found = known.get(personId);
    if (!found || told.has(personId) || isDoer(deed, personId)) return [];
    told.add(personId);
    const { person } = found;
    return [{ id: personId, name: person.name, way: wayOf(found), as, of, inPlaceOf, person }];
  });
}

/** Followers and the liaison group, as far as an entry of this kind is news to them. */
export function toldBesides(
  { by }: By,
  { record, event }: Telling,
  reach: Reach,
  named: readonly { id: string }[],
): Pick<Told, "followers" | "group"> {
  const maySee = seesIt(record, reach.seated);
  const isOther = ({ person }: Known) => person.id !== by.id && !named.some(({ id }) => id === person.id);
  const group = isNewsOfGroup(event)
    ? reach.group.filter(each => isOther(each) && getsDigest(each) && maySee(each))
    : [];
  const counted = new Set(group.map(({ person }) => person.id));
  const followers = isNews(event)
    ? reach.followers.filter(each => isOther(each) && maySee(each) && !counted.has(each.person.id))
    : [];
  const digest = followers.filter(getsDigest).length;
  return { followers: { digest, desk: followers.length - digest }, group: group.length > 0 };
}

/** For this deed on this record by this person: who is told, and how. */
export async function toldOf(db: Read, deed: By, telling: Telling, loaded?: Reach): Promise<Told> {
  const reach = loaded ?? (await loadReach(db, deed, telling.record.id));
  const named = await listAddressed(db, deed, telling.record, telling.to, reach.seated);
  return {
    named: named.map(({ person: _, ...each }) => each),
    unseen: [],
    nobody: [],
    ...toldBesides(deed, telling, reach, named),
  };
}
