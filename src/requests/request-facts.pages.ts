import { expectedFact, saidFact } from "../forecast/days.pages.ts";
import type { DaysRow } from "../forecast/days.rules.ts";
import { type Day, dayOf, formatRange } from "../shared/dates.ts";
import type { District } from "../shared/deed.ts";
import { webAddress } from "../shared/web-address.ts";
import { facts } from "../web/parts.ts";
import { link, type Part, say } from "../web/sentence.ts";
import { dayPart, personPart } from "./request-words.pages.ts";
import type { Key, Request } from "./requests.queries.ts";

/** What only a `data or report` says; null for other kinds. */
export function dataFacts({ row }: Request) {
  if (row.kind !== "data or report") return null;
  const said = (text: string) => text || "not said";
  return facts(
    ["Question", said(row.question)],
    ["Decision", said(row.decision)],
    ["Users", said(row.users)],
    ["How often", said(row.frequency)],
  );
}

const dataWords = { yes: "moves between systems", no: "does not move", unsure: "unsure" } as const;

/** Who asked, for whom, by when, and what was promised. */
export function factsOf({
  request,
  today,
  district,
  keys,
  days,
  isDrawn = false,
}: {
  request: Request;
  keys: readonly Key[];
  days: DaysRow | undefined;
  /** The days are drawn elsewhere on the page. */
  isDrawn?: boolean;
  today: Day;
  district: District;
}) {
  const { row, record, requester, author, owner } = request;
  const pairs: [string, Part[] | string][] = [["Asked by", say(personPart(requester))]];
  if (author && author.id !== requester?.id) pairs.push(["Typed by", say(personPart(author))]);
  if (row.school) pairs.push(["School", row.school]);
  if (row.submittedAt) pairs.push(["Sent", say(dayPart(dayOf(row.submittedAt, district.timeZone), today))]);
  if (record.due) pairs.push(["Needed by", say(dayPart(record.due, today))]);
  if (row.peopleAffected !== null)
    pairs.push(["Touches", `${row.peopleAffected.toLocaleString("en-US")} people`]);
  pairs.push(["Student data", dataWords[row.studentData]]);
  if (owner) pairs.push(["Owner", say(personPart(owner))]);
  if (row.windowFrom && row.windowTo)
    pairs.push([
      row.committedAt ? "Promised" : "Proposed",
      `${formatRange(row.windowFrom, row.windowTo, today)}, rank ${row.rank ?? "–"}`,
    ]);
  if (!isDrawn) pairs.push(...expectedFact(days, record.due, today));
  pairs.push(...saidFact(row, days, today));
  for (const key of keys) pairs.push([`Key, ${key.side}`, key.name]);
  for (const line of row.fileText.split("\n").filter(Boolean)) pairs.push(fromFile(line));
  return facts(...pairs);
}

/** "Category: Facilities", as the file that brought it in has it; an address is a link. */
function fromFile(line: string): [string, Part[] | string] {
  const [, words = "", text = ""] = /^([^:]+): (.*)$/.exec(line) ?? [];
  const address = webAddress(text);
  return [`${words} (from the file)`, address ? say(link(address, text)) : text];
}
