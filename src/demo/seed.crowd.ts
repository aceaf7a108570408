import type { Day } from "../shared/dates.ts";
import type { Person, Role, Side } from "../shared/deed.ts";
import type { Chance } from "./seed.chance.ts";
import { words } from "./seed.words.ts";

export type SeedPerson = Person & { school: string };
export type SeedTerm = { person: SeedPerson; side: Side; from: Day; to: Day };

/** The domain tells them from the people of the example. */
export const seedDomain = "staff.sanjuan.example";

/** A large district has 3,000 people for its 100,000 requests; a small one needs some of each role. */
export const peopleFor = (requests: number): number =>
  Math.min(3000, Math.max(24, Math.round(requests * 0.03)));

const firstRoles: readonly Role[] = ["educator", "leader", "technologist"];
const rolesOf25: readonly Role[] = [
  ...Array<Role>(18).fill("educator"),
  ...(["leader", "leader", "leader", "leader", "technologist", "technologist"] as const),
];

const roleOf = (index: number): Role => {
  if (index < 12) return firstRoles[index % firstRoles.length] ?? "educator";
  const rare = index % 50 === 24 ? "finance" : "viewer";
  return rolesOf25[index % 25] ?? rare;
};

const titles: Record<Role, readonly string[]> = {
  viewer: ["Board member", "Auditor"],
  educator: ["Teacher", "Reading specialist", "Counselor", "School secretary", "Librarian", "Aide"],
  leader: ["Principal", "Assistant principal", "Director", "Program manager"],
  technologist: ["Technician", "Data engineer", "Network engineer", "Integration analyst"],
  finance: ["Budget analyst"],
};

/** The n-th invented person; no two have the same name. */
export function inventPerson(index: number, chance: Chance) {
  const role = roleOf(index);
  const first = words.first[index % words.first.length] ?? "";
  const round = Math.floor(index / words.first.length);
  const last = words.last[(index * 7 + round) % words.last.length] ?? "";
  const inSchool = role === "educator" || (role === "leader" && chance.happens(0.7));
  return {
    name: `${first} ${last}`,
    email: `${first}.${last}.${index + 1}@${seedDomain}`.toLowerCase(),
    role,
    title: chance.pick(titles[role]),
    school: chance.pick(inSchool ? words.school : words.department),
    hoursAWeek: role === "technologist" ? chance.whole(4, 24) : 0,
  };
}

/** Who is there to ask, to decide and to do the work. */
export class Crowd {
  readonly askers: SeedPerson[];
  readonly technologists: SeedPerson[];
  readonly #terms: readonly SeedTerm[];

  constructor(people: readonly SeedPerson[], terms: readonly SeedTerm[]) {
    this.askers = people.filter(person => person.role !== "viewer");
    this.technologists = people.filter(person => person.role === "technologist");
    this.#terms = terms;
  }

  /** Whoever is busy in some weeks: what one person does then lies together in the indexes by person. */
  someOf(chance: Chance, most: number): Crowd {
    const draw = (from: readonly SeedPerson[], count: number) => {
      const drawn = Array.from({ length: Math.min(count, from.length) }, () => chance.pick(from));
      return [...new Set(drawn)];
    };
    return new Crowd(
      [...draw(this.askers, most), ...draw(this.technologists, Math.ceil(most / 8))],
      this.#terms,
    );
  }

  /** Some ask often, most rarely. */
  asker(chance: Chance): SeedPerson {
    return this.askers[Math.floor(this.askers.length * chance.next() ** 1.6)] ?? chance.pick(this.askers);
  }

  /** In term on that day, to decide on what is not theirs. */
  liaison(chance: Chance, day: Day, owners: readonly Person[], side?: Side): SeedPerson | null {
    const free = this.#terms.filter(
      term =>
        term.from <= day &&
        day <= term.to &&
        (side === undefined || term.side === side) &&
        !owners.some(owner => owner.id === term.person.id),
    );
    return free.length === 0 ? null : chance.pick(free).person;
  }
}
