import type { NewPerson } from "../people/people.rules.ts";
import type { Side } from "../shared/deed.ts";

type Part = Omit<NewPerson, "email"> & { liaison?: Side };

/** The people of the example district; no real person is meant. */
export const cast = {
  vera: { name: "Vera Cole", role: "viewer", title: "Board member" },
  tess: { name: "Tess Moreno", role: "educator", title: "Teacher, grade 2", school: "Dyer Kelly Elementary" },
  ben: { name: "Ben Ito", role: "educator", title: "Reading specialist", school: "Carmichael Elementary" },
  noor: { name: "Noor Aziz", role: "educator", title: "School secretary", school: "Encina Preparatory" },
  ana: { name: "Ana Ruiz", role: "leader", title: "Assistant superintendent, elementary" },
  mai: { name: "Mai Vang", role: "leader", title: "Director, student support" },
  lin: { name: "Lin Tran", role: "leader", title: "Director, assessment", liaison: "leadership" },
  omar: { name: "Omar Haddad", role: "leader", title: "Director, family engagement", liaison: "leadership" },
  grace: { name: "Grace Hall", role: "leader", title: "Superintendent", isApprover: true },
  marcus: { name: "Marcus Bell", role: "finance", title: "Budget analyst" },
  dana: { name: "Dana Okafor", role: "technologist", title: "Director, technology services", hoursAWeek: 8 },
  priya: { name: "Priya Nair", role: "technologist", title: "Data engineer", hoursAWeek: 24 },
  joe: {
    name: "Joe Lind",
    role: "technologist",
    title: "Network engineer",
    hoursAWeek: 20,
    liaison: "technology",
  },
  sam: {
    name: "Sam Park",
    role: "technologist",
    title: "Integration analyst",
    hoursAWeek: 24,
    liaison: "technology",
  },
  ada: {
    name: "Ada Flynn",
    role: "technologist",
    title: "Systems administrator",
    hoursAWeek: 12,
    isAdmin: true,
  },
} satisfies Record<string, Part>;

export type Name = keyof typeof cast;
export const names = Object.keys(cast) as Name[];
export const partOf = (name: Name): Part => cast[name];

export const emailOf = (name: Name): string => `${name}@sanjuan.example`;

/** Whose link is printed for each role. */
export const stars = {
  viewer: "vera",
  educator: "tess",
  leader: "ana",
  technologist: "dana",
  finance: "marcus",
  liaison: "lin",
  approver: "grace",
  admin: "ada",
} as const satisfies Record<string, Name>;
