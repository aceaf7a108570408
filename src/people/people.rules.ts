import { z } from "zod";
import { type Actor, type Role, roles, type Side, sides } from "../shared/deed.ts";
import { checkbox, choice, day, email, hours, line, oneLine } from "../shared/fields.ts";
import { may } from "../shared/permissions.ts";

/** A person's side where nothing else is said. */
export const defaultSide: Record<Role, Side | null> = {
  viewer: null,
  educator: "educators",
  leader: "leadership",
  technologist: "technology",
  finance: "leadership",
};

/** "in term": while a liaison term runs, which is how each term begins; "on": by one's own choice, term or not. */
export const digestChoices = ["on", "in term", "off"] as const;
export const quietWeeks = ["two lines", "none"] as const;
/** Mails that say "you are asked": each at once, or as part of the weekly digest. */
export const noticeChoices = ["at once", "in the digest"] as const;

/** Idle and absolute ends of a session. */
export const sessionIdleHours = 24 * 7;
export const sessionDays = 30;

/** How far a clock that is set right may jump back without a fresh link or session looking made in the future. */
export const clockSlackMinutes = 5;

export const signInWays = ["link", "passkey", "single sign-on", "invitation", "set-up"] as const;
export type SignInWay = (typeof signInWays)[number];

/** How long a link from `/sign-in` works, and one that an administrator or the example district made. */
export const mailedLinkMinutes = 30;
export const handedLinkHours = 24;

/** "leader, approver" */
export const rightsOf = (person: { role: string; isAdmin: boolean; isApprover: boolean }): string =>
  [person.role, person.isAdmin && "administrator", person.isApprover && "approver"]
    .filter(Boolean)
    .join(", ");

export const canRunDistrict = (actor: Actor): boolean => may(actor, "run the district");

/** What makes two spellings of an address one person. */
export const emailKeyOf = (email: string): string => email.trim().normalize("NFKC").toLowerCase();

export const emailText = z
  .string()
  .trim()
  .max(254, { error: "An e-mail address has at most 254 characters." })
  .regex(/^[^\s\p{C}@<>,;:"()[\]\\]+@[^\s\p{C}@<>,;:"()[\]\\]+\.[^\s\p{C}@<>,;:"()[\]\\]+$/u, {
    error: "Enter an e-mail address like ana@district.example.",
  });

/** Names stand in the heads of mails: no line ends, nothing that speaks to terminals. */
const plainText = z
  .string()
  .overwrite(oneLine)
  .max(120)
  .regex(/^\P{Cc}*$/u, { error: "Leave out marks that cannot be seen." });

export const newPerson = z.strictObject({
  email: emailText,
  name: plainText.min(1, { error: "Enter a name." }),
  title: plainText.default(""),
  role: z.enum(roles),
  side: z.enum(sides).nullable().optional(),
  school: plainText.default(""),
  hoursAWeek: z.number().min(0).max(80).default(0),
  isAdmin: z.boolean().default(false),
  isApprover: z.boolean().default(false),
});
export type NewPerson = z.input<typeof newPerson>;

export const signInForm = z.strictObject({
  email: email("E-mail address", { hint: "The one that your district knows you by." }),
  next: z.string().max(2000).optional().meta({ label: "Next", control: "hidden" }),
});

const sideChoices = [...sides, "none"] as const;

export const personForm = z.strictObject({
  name: line("Name", { max: 120, autocomplete: "off" }),
  email: email("E-mail address", { autocomplete: "off" }),
  title: line("Title", { max: 120, hint: "What they do in the district." }).optional(),
  role: choice("Role", roles, { control: "select" }),
  side: choice("Side", sideChoices, { control: "select", words: { none: "None" } }),
  school: line("School or department", { max: 120 }).optional(),
  hoursAWeek: hours("Hours a week for projects", { max: 80 }).optional(),
  isAdmin: checkbox("Administrator: people, terms and settings, without a say in content"),
  isApprover: checkbox("Approver: decides budget requests"),
});
export type PersonInput = z.output<typeof personForm>;

/** Whoever comes new mostly stands where their role does. */
export const newPersonForm = personForm.extend({
  side: choice("Side", ["role", ...sideChoices], {
    control: "select",
    words: { role: "The role’s own", none: "None" },
  }),
});

export const termForm = z.strictObject({
  side: choice("Side", ["leadership", "technology", "educators"], {}),
  from: day("From"),
  to: day("To", { hint: "The last day that belongs to the term." }),
});

export const termEndForm = z.strictObject({});
export const accessForm = z.strictObject({});

/** Whenever a term ends within these days, the group and the administrators are told. */
export const termWarningDays = 30;
