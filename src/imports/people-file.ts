import { emailKeyOf, emailText } from "../people/people.rules.ts";
import { type Role, roles, type Side } from "../shared/deed.ts";
import type { ChosenEncoding } from "./file-text.ts";
import { FileRefused, type Finding, Findings, quoted } from "./findings.ts";
import { planLimits, sideOf } from "./plan.rules.ts";
import { readTable, type TableReading, type TableRow } from "./table-file.ts";

const columns = ["email", "name", "title", "role", "side", "school", "hours_a_week"] as const;
type PersonColumn = (typeof columns)[number];

export type FilePerson = {
  row: number;
  email: string;
  name: string;
  title: string;
  role: Role;
  /** undefined where the file says nothing: the role's own. */
  side: Side | null | undefined;
  school: string;
  hoursAWeek: number;
};

export type PeopleReading = TableReading & { people: FilePerson[]; notes: Finding[] };

const textCharacters = 120;

type Problem = (column: PersonColumn, message: string) => void;

function roleIn(text: string, problem: Problem): Role {
  const role = roles.find(each => each === text.trim().toLowerCase());
  if (!role)
    problem(
      "role",
      `${text === "" ? "The role is empty" : `${quoted(text)} is no role`}. Write one of ${roles.join(", ")}.`,
    );
  return role ?? "viewer";
}

function sideIn(text: string, problem: Problem): Side | null | undefined {
  if (text === "") return undefined;
  const side = text.toLowerCase() === "none" ? null : sideOf(text);
  if (side === undefined)
    problem("side", `${quoted(text)} names no side. Write leadership, technology, educators or none.`);
  return side;
}

function hoursIn(text: string, problem: Problem): number {
  const hours = text === "" ? 0 : Number(text);
  const isRight = /^\d*(\.\d+)?$/.test(text) && hours <= 80;
  if (!isRight) problem("hours_a_week", `${quoted(text)} is no number of hours from 0 to 80.`);
  return isRight ? hours : 0;
}

/** Understands a row; what is wrong in it is told. */
function personIn({ line, cell }: TableRow<PersonColumn>, findings: Findings): FilePerson {
  const problem: Problem = (column, message) => findings.problem(line, column, message);
  const email = emailText.safeParse(cell("email"));
  if (!email.success) problem("email", email.error.issues[0]?.message ?? "This is no e-mail address.");
  if (cell("name") === "") problem("name", "The name is empty.");
  for (const column of ["name", "title", "school"] as const)
    if (cell(column).length > textCharacters)
      problem(column, `This cell has more than ${textCharacters} characters. Shorten it.`);
  return {
    row: line,
    email: email.data ?? "",
    name: cell("name"),
    title: cell("title"),
    role: roleIn(cell("role"), problem),
    side: sideIn(cell("side"), problem),
    school: cell("school"),
    hoursAWeek: hoursIn(cell("hours_a_week"), problem),
  };
}

/** Reads a list of people from CSV; one address is one person. Touches no database. */
export async function readPeople(
  source: AsyncIterable<Uint8Array>,
  { encoding }: { encoding?: ChosenEncoding | undefined },
): Promise<PeopleReading> {
  const findings = new Findings();
  const people = new Map<string, FilePerson>();
  const required = ["email", "name", "role"] as const;
  try {
    const table = { all: columns, required, limits: planLimits, encoding };
    const read = await readTable(source, table, findings, row => {
      const person = personIn(row, findings);
      const key = emailKeyOf(person.email);
      const first = people.get(key);
      if (first && key !== "")
        findings.problem(
          row.line,
          "email",
          `This address stands on line ${first.row} already. Keep one row a person.`,
        );
      people.set(key, first ?? person);
    });
    return { ...read, people: [...people.values()], notes: findings.notes() };
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    return refusedPeople(error.finding);
  }
}

export const refusedPeople = (problem: Finding): PeopleReading => ({
  checked: 0,
  sha256: "",
  people: [],
  problems: [problem],
  notes: [],
});
