import type { RequestKind, RequestState } from "../requests/requests.rules.ts";
import type { Day } from "../shared/dates.ts";
import { type Findings, quoted } from "./findings.ts";
import { nameCharacters } from "./plan.rules.ts";
import { keptColumns, kindOf, type RequestColumn, stateOf, studentDataOf } from "./requests-columns.ts";
import type { FileRequest } from "./requests-file.ts";
import type { TableRow } from "./table-file.ts";
import { readPeriod } from "./written-days.ts";
import type { ReadDay } from "./written-spans.ts";

type Row = TableRow<RequestColumn>;

/** What a form takes as a title. */
const titleCharacters = 160;

/** Understands a row; what is wrong or odd in it is told. */
export function readRequestRow(row: Row, today: Day, findings: Findings): Omit<FileRequest, "key"> {
  const { line, cell } = row;
  const days = daysIn(row, today, findings);
  const kept = keptColumns.flatMap(([column, words]) =>
    cell(column) === "" ? [] : [keptLine(words, cell(column))],
  );
  const need = cell("need") || cell("description");
  if (cell("need") !== "" && cell("description") !== "")
    kept.push(keptLine("Description", cell("description")));
  textsIn(row, need, findings);
  return {
    ...{ row: line, title: cell("title"), need, why: cell("why") },
    kind: kindIn(row, kept, findings),
    requester: cell("requester"),
    school: cell("school"),
    people: peopleIn(row, findings),
    studentData: studentDataIn(row, findings),
    state: stateIn(row, kept, days.closedOn, findings),
    ...days,
    kept: [...kept, ...daysKept(row, days)],
  };
}

/** What is kept beside a request is a line for each cell. */
export const keptLine = (words: string, text: string): string => `${words}: ${text.replace(/\s+/g, " ")}`;

function textsIn({ line, cell }: Row, need: string, findings: Findings): void {
  const title = cell("title");
  if (title === "") findings.problem(line, "title", "The title is empty.");
  for (const column of ["title", "requester", "school"] as const)
    if (cell(column).length > nameCharacters)
      findings.problem(line, column, `This cell has more than ${nameCharacters} characters. Shorten it.`);
  if (title.length > titleCharacters && title.length <= nameCharacters)
    findings.note(line, "title", `This title is longer than ${titleCharacters} letters. It is kept whole.`);
  if (need === "") findings.note(line, "need", "What is needed is empty. Whoever triages it has to ask.");
  if (cell("why") === "") findings.note(line, "why", "What gets better for students is empty.");
}

/** The last of these two that is filled says it; a category that names no kind is a text like others. */
function kindIn({ line, cell }: Row, kept: string[], findings: Findings): RequestKind {
  const text = cell("kind");
  const kind = kindOf(text || cell("category"));
  if (kind !== null || text === "") return kind ?? "other";
  findings.note(
    line,
    "kind",
    `${quoted(text)} is no kind of request. It comes in as “other”; the word stays beside it.`,
  );
  kept.push(keptLine("Kind", text));
  return "other";
}

function stateIn(
  { line, cell }: Row,
  kept: string[],
  closedOn: Day | null,
  findings: Findings,
): RequestState {
  const text = cell("state");
  const state = stateOf(text);
  if (state === null) {
    const words = `${quoted(text)} rests on steps that were taken elsewhere. The request comes in as submitted; the word stays beside it.`;
    findings.note(line, "state", words);
    kept.push(keptLine("State", text));
    return "submitted";
  }
  if (state !== "submitted" || closedOn === null) return state;
  findings.note(
    line,
    "closed_on",
    "It was closed, so it comes in as confirmed. Nothing is made up about the steps before.",
  );
  return "confirmed";
}

function peopleIn({ line, cell }: Row, findings: Findings): number | null {
  const text = cell("people").replace(/(?<=\d),(?=\d{3}\b)/g, "");
  if (text === "") return null;
  if (/^\d{1,7}$/.test(text)) return Number(text);
  findings.problem(line, "people", `${quoted(cell("people"))} is no number of people.`);
  return null;
}

function studentDataIn({ line, cell }: Row, findings: Findings) {
  const answer = studentDataOf(cell("student_data"));
  if (answer === null)
    findings.problem(
      line,
      "student_data",
      `${quoted(cell("student_data"))} is no answer. Write yes, no or unsure.`,
    );
  return answer ?? "unsure";
}

type Days = Pick<FileRequest, "neededBy" | "openedOn" | "closedOn">;

function daysIn({ line, cell }: Row, today: Day, findings: Findings): Days {
  const { start, end } = readPeriod(cell("opened_on"), cell("closed_on"), "07-01");
  const needed = readPeriod("", cell("needed_by"), "07-01").end;
  const told = (column: RequestColumn, { day, note, problem }: ReadDay): Day | null => {
    const isAhead = column !== "needed_by" && day !== null && day > today;
    if (problem !== null) findings.problem(line, column, problem);
    else if (isAhead) findings.problem(line, column, `${day} is in the future. Correct the day.`);
    else if (note !== null) findings.note(line, column, note);
    return day;
  };
  return {
    openedOn: told("opened_on", start),
    closedOn: told("closed_on", end),
    neededBy: told("needed_by", needed),
  };
}

/** Where a cell is more than its day, or none. */
function daysKept({ cell }: Row, days: Days): string[] {
  const cells = [
    ["opened_on", "Opened", null],
    ["closed_on", "Closed", days.closedOn],
    ["needed_by", "Needed by", days.neededBy],
  ] as const;
  return cells.flatMap(([column, words, day]) => {
    const text = cell(column);
    return text === "" || (text === day && column === "needed_by") ? [] : [keptLine(words, text)];
  });
}
