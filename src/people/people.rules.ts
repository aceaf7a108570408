import { z } from "zod";
import { type Actor, type Role, roles, type Side, sides } from "../shared/deed.ts";
import { email } from "../shared/fields.ts";
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

/** Idle and absolute ends of a session. */
export const sessionIdleHours = 24 * 7;
export const sessionDays = 30;

/** How long a link from `/sign-in` works, and one that an administrator or the example district made. */
export const mailedLinkMinutes = 30;
export const handedLinkHours = 24;

export const canRunDistrict = (actor: Actor): boolean => may(actor, "run the district");

/** What makes two spellings of an address one person. */
export const emailKeyOf = (email: string): string => email.trim().normalize("NFKC").toLowerCase();

export const emailText = z
  .string()
  .trim()
  .max(254, { error: "An e-mail address has at most 254 characters." })
  .regex(/^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+\.[^\s@<>,;:"()[\]\\]+$/, {
    error: "Enter an e-mail address like ana@district.example.",
  });

export const newPerson = z.strictObject({
  email: emailText,
  name: z.string().trim().min(1, { error: "Enter a name." }).max(120),
  title: z.string().trim().max(120).default(""),
  role: z.enum(roles),
  side: z.enum(sides).nullable().optional(),
  school: z.string().trim().max(120).default(""),
  hoursAWeek: z.number().min(0).max(80).default(0),
  isAdmin: z.boolean().default(false),
  isApprover: z.boolean().default(false),
});
export type NewPerson = z.input<typeof newPerson>;

export const signInForm = z.strictObject({
  email: email("E-mail address", { hint: "The one that your district knows you by." }),
  next: z.string().max(2000).optional().meta({ label: "Next", control: "hidden" }),
});

/** How often an address, and all addresses together, may ask for a link in a quarter of an hour. */
export const linksAnAddress = 5;
export const linksInAll = 500;
export const linkWindowMinutes = 15;
