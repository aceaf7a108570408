import type { Database } from "../../src/db/database.ts";
import { addPerson, giveTerm, makeDistrict } from "../../src/people/people.actions.ts";
import { findActor } from "../../src/people/people.queries.ts";
import type { NewPerson } from "../../src/people/people.rules.ts";
import { dayOf } from "../../src/shared/dates.ts";
import { commandLine, type Deed, type District, type Side } from "../../src/shared/deed.ts";

type Part = Omit<NewPerson, "email"> & { liaison?: Side };

const parts = {
  ana: { name: "Ana Ruiz", role: "leader", title: "Assistant superintendent" },
  dana: { name: "Dana Okafor", role: "technologist", title: "Director of technology" },
  tess: { name: "Tess Moreno", role: "educator", title: "Teacher", school: "Dyer Kelly Elementary" },
  priya: { name: "Priya Nair", role: "technologist", title: "Data engineer", hoursAWeek: 20 },
  mai: { name: "Mai Vang", role: "leader", title: "Principal" },
  lin: { name: "Lin Tran", role: "leader", liaison: "leadership" },
  omar: { name: "Omar Haddad", role: "leader", liaison: "leadership" },
  joe: { name: "Joe Lind", role: "technologist", liaison: "technology" },
  sam: { name: "Sam Park", role: "technologist", liaison: "technology" },
  marcus: { name: "Marcus Bell", role: "finance", title: "Budget analyst" },
  grace: { name: "Grace Hall", role: "leader", title: "Superintendent", isApprover: true },
  vera: { name: "Vera Cole", role: "viewer", title: "Board member" },
  ada: { name: "Ada Flynn", role: "technologist", isAdmin: true },
} satisfies Record<string, Part>;

export type Name = keyof typeof parts;
export const names = Object.keys(parts) as Name[];

/** The Monday on which tests happen unless they say another instant. */
export const monday = "2026-11-23T16:00:00Z";

export type Cast = {
  district: District;
  id: Record<Name, string>;
  /** What a verb called by this person works with, with the rights of that day. */
  deed(name: Name, instant?: string): Promise<Deed>;
};

/** A district and thirteen people, made by the verbs that users call. */
export async function makeCast(db: Database): Promise<Cast> {
  const now = new Date("2026-07-01T16:00:00Z");
  const first = { by: commandLine, now, today: "2026-07-01" };
  const district = await db.write(async tx =>
    makeDistrict(tx, first, { name: "San Juan Unified", timeZone: "America/Los_Angeles" }),
  );
  const deed: Deed = { ...first, district };
  const id: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const { liaison, ...person }: Part = parts[name];
    await db.write(async tx => {
      const added = await addPerson(tx, deed, { ...person, email: `${name}@sanjuan.example` });
      id[name] = added.id;
      if (liaison)
        await giveTerm(tx, deed, { personId: added.id, side: liaison, from: "2026-07-01", to: "2027-06-30" });
    });
  }
  const ids = id as Record<Name, string>;
  return {
    district,
    id: ids,
    async deed(name, instant = monday) {
      const at = new Date(instant);
      const today = dayOf(at, district.timeZone);
      const by = await findActor(db.read, ids[name], today);
      if (!by) throw new Error(`${name} cannot act`);
      return { by, now: at, today, district };
    },
  };
}
