import { type Duty, isLate } from "../duties/duties.rules.ts";
import { absolute } from "../mail/links.ts";
import { type Day, formatDay, formatShortDay } from "../shared/dates.ts";
import { paths } from "../web/paths.ts";
import { link, type Part, say } from "../web/sentence.ts";
import type { Reader } from "./digest.queries.ts";
import type { DigestFor } from "./digest-mail.pages.ts";
import type { Risk } from "./news.rules.ts";

const counted = (count: number, one: string, several: string) =>
  count === 1 ? `1 ${one}` : `${count} ${several}`;

/** "3 need you, 1 goal at risk: Crosswalk, week of Nov 23" */
export function subjectOf({ period, today, isExtra }: DigestFor, needs: number, risks: number): string {
  const said = [
    needs > 0 ? counted(needs, "needs you", "need you") : null,
    risks > 0 ? counted(risks, "goal at risk", "goals at risk") : null,
  ].filter(each => each !== null);
  const news = said.length === 0 ? "Nothing needs you" : said.join(", ");
  return `${isExtra ? "Extra: " : ""}${news}: Crosswalk, week of ${formatShortDay(period.weekOf, today)}`;
}

const numbers = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"];
const inWords = (count: number): string => numbers[count] ?? String(count);

export function headingOf({ person }: Reader, needs: number): string {
  const [first = person.name] = person.name.split(" ");
  if (needs === 0) return `${first}, nothing needs you`;
  return `${first}, ${inWords(needs).toLowerCase()} ${needs === 1 ? "thing needs" : "things need"} you`;
}

export function leadOf(duties: Duty[], risks: Risk[], today: Day): string | null {
  const late = duties.filter(duty => isLate(duty, today)).length;
  const differ = risks.filter(risk => risk.differ).length;
  const said = [
    late > 0 ? `${inWords(late)} ${late === 1 ? "is" : "are"} late.` : null,
    risks.length > 0
      ? `${inWords(risks.length)} ${risks.length === 1 ? "goal is" : "goals are"} at risk.`
      : null,
    differ > 0 ? `On ${inWords(differ).toLowerCase()} the two sides differ.` : null,
  ].filter(each => each !== null);
  return said.length > 0 ? said.join(" ") : null;
}

const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** "7:00 AM", from the district's wall-clock time. */
const clockWords = (time: string): string => {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return `${hour % 12 === 0 ? 12 : hour % 12}:${String(minute).padStart(2, "0")} ${hour < 12 ? "AM" : "PM"}`;
};

export function whyOf({ reader, district, today }: DigestFor): Part[] {
  const day = weekdays[district.digestWeekday - 1] ?? "week";
  const reason = reader.term
    ? `because you are liaison for ${reader.term.side} until ${formatDay(reader.term.to, today)}`
    : "because you chose it";
  return say(
    `You get this each ${day} at ${clockWords(district.digestTime)} ${reason}. It says what you can see in Crosswalk. `,
    link(absolute(paths.digest), "Change what is in it or stop it"),
  );
}
