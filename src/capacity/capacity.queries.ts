import { and, asc, eq, gte, isNull } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import type { Team } from "../forecast/capacity.rules.ts";
import { people } from "../people/people.table.ts";
import type { Day } from "../shared/dates.ts";
import type { District } from "../shared/deed.ts";
import { leaves } from "./leaves.table.ts";

/** Leave that is not over, soonest first. */
export async function listLeaves(db: Read, today: Day) {
  return db
    .select({
      id: leaves.id,
      personId: leaves.personId,
      from: leaves.from,
      to: leaves.to,
      name: people.name,
      side: people.side,
    })
    .from(leaves)
    .innerJoin(people, eq(people.id, leaves.personId))
    .where(gte(leaves.to, today))
    .orderBy(asc(leaves.from), asc(people.name), asc(leaves.id));
}

export type LeaveRow = Awaited<ReturnType<typeof listLeaves>>[number];

/** Who has hours for projects. */
export async function listHands(db: Read) {
  return db
    .select({ id: people.id, name: people.name, side: people.side, hoursAWeek: people.hoursAWeek })
    .from(people)
    .where(and(eq(people.role, "technologist"), isNull(people.disabledAt)))
    .orderBy(asc(people.name), asc(people.id));
}

export type HandRow = Awaited<ReturnType<typeof listHands>>[number];

/** The technology team as the forecast counts it. */
export const teamOf = (hands: readonly HandRow[], away: readonly LeaveRow[], district: District): Team => ({
  people: hands.map(({ id, hoursAWeek }) => ({
    hoursAWeek,
    leave: away.filter(({ personId }) => personId === id),
  })),
  lightsOn: district.lightsOnPercent / 100,
  holidays: district.holidays,
});

export async function loadTeam(db: Read, district: District, today: Day): Promise<Team> {
  const [hands, away] = await Promise.all([listHands(db), listLeaves(db, today)]);
  return teamOf(hands, away, district);
}
