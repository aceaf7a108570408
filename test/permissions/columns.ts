import { readFileSync } from "node:fs";
import { join } from "node:path";
import { addPerson, giveTerm } from "../../src/people/people.actions.ts";
import { commandLine, type Role } from "../../src/shared/deed.ts";
import type { House } from "../support/app.ts";
import { type Caller, callerFor } from "../support/caller.ts";

/** A right on its own: the term and the flag are given to a viewer, whose role adds nothing. */
export const columns = [
  "viewer",
  "educator",
  "leader",
  "technologist",
  "finance",
  "liaison",
  "admin",
] as const;
export type Column = (typeof columns)[number];

export type Member = { column: Column; isApprover: boolean; id: string; caller: Caller };

const roleOf = (column: Column): Role => (column === "liaison" || column === "admin" ? "viewer" : column);

/** One person for each column, who has nothing to do with any record yet; twice, without and with the approver's flag. */
export async function makeColumns(house: House): Promise<Member[]> {
  const { db } = house.deps;
  const deed = { ...(await house.cast.deed("ada")), by: commandLine };
  const members: Member[] = [];
  for (const isApprover of [false, true])
    for (const column of columns) {
      const name = `Only ${column}${isApprover ? " approver" : ""}`;
      const id = await db.write(async tx => {
        const person = await addPerson(tx, deed, {
          ...{ name, role: roleOf(column), isAdmin: column === "admin", isApprover },
          email: `${name.toLowerCase().replaceAll(" ", ".")}@sanjuan.example`,
        });
        const term = {
          personId: person.id,
          side: "leadership" as const,
          from: "2026-07-01",
          to: "2027-06-30",
        };
        if (column === "liaison") await giveTerm(tx, deed, term);
        return person.id;
      });
      members.push({ column, isApprover, id, caller: await callerFor(house, id) });
    }
  return members;
}

/** How a person stands to a thing. */
export const relations = ["other", "own", "mine"] as const;
export type Relation = (typeof relations)[number];

const table = readFileSync(join(import.meta.dirname, "matrix.csv"), "utf8")
  .trim()
  .split("\n")
  .map(line => [...line.matchAll(/"([^"]*)"|([^,]+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? ""));

/** What the table of the product says of a verb, a column and a relation. */
export function isGiven(row: string, column: Column, relation: Relation): boolean {
  const [head = [], ...rows] = table;
  const reach = rows.find(([verb]) => verb === row)?.[head.indexOf(column)];
  switch (reach) {
    case "–":
      return false;
    case "any":
      return true;
    case "own":
      return relation === "own";
    case "mine":
      return relation === "mine";
    case "any but own":
      return relation !== "own";
    default:
      throw new Error(`the table has no “${row}” for ${column}`);
  }
}

/** Who sees a thing without sitting at it, in the product's words. */
const seenBy = {
  "a viewer sees goals and decided budget requests": columns,
  "everything is visible to everyone but viewers": [
    "educator",
    "leader",
    "technologist",
    "finance",
    "liaison",
  ],
  "drafts: author, sponsor, partner, liaisons": ["liaison"],
  "budget drafts: author, liaisons, finance": ["liaison", "finance"],
  "a box for security matters: requester, technologists, liaisons": ["technologist", "liaison"],
} as const satisfies Record<string, readonly Column[]>;
export type Seeing = keyof typeof seenBy;

export const sees = (seeing: Seeing, column: Column, relation: Relation): boolean => {
  const who: readonly Column[] = seenBy[seeing];
  return relation !== "other" || who.includes(column);
};
