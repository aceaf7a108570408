import { z } from "zod";
import { defaultSide, emailKeyOf, emailText } from "../people/people.rules.ts";
import { type Role, roles, type Side, sides } from "../shared/deed.ts";
import { area, choice, line } from "../shared/fields.ts";

export const invitationDays = 14;

const mostAtOnce = 500;

const sideChoices = ["role", ...sides, "none"] as const;

export const inviteForm = z.strictObject({
  people: area("People", {
    rows: 6,
    max: 100_000,
    hint: "One a line: a name and an address, like Rosa Diaz <rosa@district.org> or Rosa Diaz, rosa@district.org.",
  }),
  role: choice("Role", roles, { control: "select" }),
  side: choice("Side", sideChoices, {
    control: "select",
    words: { role: "The role’s own", none: "None" },
  }),
  school: line("School or department", { max: 120, hint: "The same for all of them." }).optional(),
});
export type InviteInput = z.output<typeof inviteForm>;

export const joinForm = z.strictObject({
  name: line("Name", { max: 120, autocomplete: "name" }),
  title: line("Title", {
    max: 120,
    hint: "What you do in the district.",
    autocomplete: "organization-title",
  }).optional(),
});
export type JoinInput = z.output<typeof joinForm>;

export const noFields = z.strictObject({});

export const sideOf = (side: InviteInput["side"], role: Role): Side | null =>
  side === "role" ? defaultSide[role] : side === "none" ? null : side;

export type Invitee = { row: number; name: string; email: string };
export type LineProblem = { row: number; message: string };
export type ReadList = { people: Invitee[]; problems: LineProblem[] };

const longestName = 120;

/** "Rosa Diaz <rosa@x.org>", "Rosa Diaz, rosa@x.org" and its quotes, with tabs or semicolons; an address alone is no name. */
function personIn(text: string): { name: string; email: string } {
  const bracketed = /^(.*?)<([^<>]*)>[\s,;]*$/.exec(text);
  const [name = "", email = ""] = bracketed
    ? [bracketed[1], bracketed[2]]
    : [text.replace(/[,;\t\s]+\S*$/, ""), /\S+$/.exec(text)?.[0]];
  const plain = name.replace(/[,;\t\s]+$/, "").replace(/^"(.*)"$/, "$1");
  return { name: plain.includes("@") ? "" : plain.trim(), email: email.trim() };
}

function problemOf({ name, email }: { name: string; email: string }): string | null {
  if (!emailText.safeParse(email).success)
    return "Its last word is no e-mail address. Write the name, then the address.";
  if (name === "") return "It has no name. Write the name before the address.";
  if (name.length > longestName) return `The name has more than ${longestName} characters. Shorten it.`;
  return /\p{Cc}/u.test(name) ? "The name holds a mark that cannot be seen. Type it again." : null;
}

/** What somebody pasted, line by line; a list with a problem is sent to nobody. */
export function readInvitees(text: string): ReadList {
  const people = new Map<string, Invitee>();
  const problems: LineProblem[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const row = index + 1;
    const person = personIn(line.trim());
    const first = people.get(emailKeyOf(person.email));
    const problem =
      problemOf(person) ?? (first ? `This address stands on line ${first.row} already. Keep one.` : null);
    if (problem) problems.push({ row, message: problem });
    else people.set(emailKeyOf(person.email), { row, ...person });
  }
  if (people.size + problems.length > mostAtOnce)
    problems.unshift({
      row: 0,
      message: `These are more than ${mostAtOnce} people. Bring them in from a CSV file instead.`,
    });
  return { people: [...people.values()], problems };
}

export type InvitationState = "waiting" | "used" | "run out" | "withdrawn";

export const stateOf = (
  row: { usedAt: Date | null; withdrawnAt: Date | null; endsAt: Date },
  now: Date,
): InvitationState =>
  row.usedAt ? "used" : row.withdrawnAt ? "withdrawn" : row.endsAt <= now ? "run out" : "waiting";
