import { refOf } from "../records/records.rules.ts";
import { formatCents, formatSum } from "../shared/money.ts";
import { cell, head, type ListCell, type ListView, listView, rowHead } from "../web/list.ts";
import { paths } from "../web/paths.ts";
import { late, link, say } from "../web/sentence.ts";
import type { Budget, Line } from "./budget.queries.ts";
import { lineKind, type On, yearName } from "./budget-words.pages.ts";
import { yearlyCents, yearsOf } from "./lines.rules.ts";
import { isDecided, type Place } from "./places.rules.ts";

/** What each line asks. */
function askedTable(it: Budget, on: On): ListView {
  return listView({
    caption: `Lines of ${refOf("budget", it.record.number)}`,
    isClose: true,
    heads: [head("Line"), ...["Number", "Each", "Sum"].map(label => head(label, { amount: true }))],
    rows: it.lines.map(line => [
      rowHead(say(line.label), { kind: say(lineKind(line, it.row.fiscalYear, on)) }),
      cell("Number", line.quantity.toLocaleString("en-US"), { amount: true }),
      cell("Each", formatCents(line.unitCents), { amount: true }),
      cell("Sum", formatCents(yearlyCents(line)), { amount: true }),
    ]),
    foot: {
      label: `Sum for ${yearName(it.row.fiscalYear, on)}`,
      span: 3,
      amount: formatSum(it.lines.map(yearlyCents)),
    },
  });
}

/** What each line asked and got for each of its years, and what was spent on it over all of them. */
function decidedTable(it: Budget, on: On, canRecord: boolean): ListView {
  return listView({
    caption: `Lines of ${refOf("budget", it.record.number)}`,
    isClose: true,
    heads: [head("Line"), ...["Asked", "Approved", "Spent"].map(label => head(label, { amount: true }))],
    rows: it.lines.map(line => [
      rowHead(say(line.label), {
        kind: say(`${lineKind(line, it.row.fiscalYear, on)}, ${countWords(line)}`),
      }),
      cell("Asked", formatCents(yearlyCents(line)), { amount: true }),
      cell("Approved", line.approvedCents ? formatCents(line.approvedCents) : "nothing", { amount: true }),
      spentCell(it, line, canRecord),
    ]),
    foot: {
      label: `Approved for ${yearName(it.row.fiscalYear, on)}`,
      span: 3,
      amount: formatSum(it.lines.map(line => line.approvedCents ?? 0)),
    },
  });
}

const countWords = ({ quantity, unitCents }: Line): string =>
  `${quantity.toLocaleString("en-US")} at ${formatCents(unitCents)}`;

export const linesTable = (it: Budget, on: On, canRecord: boolean): ListView =>
  isDecided(it.state) ? decidedTable(it, on, canRecord) : askedTable(it, on);

function spentCell(
  { record }: Budget,
  { position, actualCents, approvedCents }: Line,
  canRecord: boolean,
): ListCell {
  if (!approvedCents) return cell("Spent", "", { amount: true });
  const spent = actualCents === null ? null : formatCents(actualCents);
  const form = paths.verb("budget", record.number, `lines/${position}/actual`);
  return cell("Spent", canRecord ? say(link(form, spent ?? "Record")) : (spent ?? "not recorded"), {
    amount: true,
  });
}

/** Annual lines go on: what they come to over all their years. */
export function allYears(it: Budget, on: On): string | null {
  const last = Math.max(...it.lines.map(line => yearsOf(line, it.row.fiscalYear).at(-1) ?? 0), 0);
  if (last <= it.row.fiscalYear) return null;
  const cents = isDecided(it.state) ? (it.row.approvedCents ?? 0) : it.row.askedCents;
  return `Over all years to ${yearName(last, on)}: ${formatCents(cents)}.`;
}

/** What is left in each source, now and after this request. */
export function moneyTable(it: Budget, places: readonly Place[], on: On): ListView | null {
  if (places.length === 0) return null;
  const decided = isDecided(it.state);
  const year = yearName(it.row.fiscalYear, on);
  return listView({
    caption: `Funding sources of ${refOf("budget", it.record.number)} in ${year}`,
    isClose: true,
    heads: [
      "Source",
      ...(decided ? ["Held for it", "Left"] : ["Left now", "This request", "Left after it"]),
    ].map((label, index) => head(label, { amount: index > 0 })),
    rows: places.map(place => [
      sourceHead(place, it.row.fiscalYear, on),
      ...(decided
        ? [
            cell("Held for it", formatCents(place.ownCents), { amount: true }),
            leftCell("Left", place.leftCents),
          ]
        : [
            cell("Left now", formatCents(place.leftCents), { amount: true }),
            cell("This request", formatCents(place.ownCents), { amount: true }),
            leftCell("Left after it", place.afterCents),
          ]),
    ]),
  });
}

const sourceHead = (place: Place, ownYear: number, on: On): ListCell => {
  const { fiscalYear, reservedCents, amountCents, name } = place;
  const reserved = `${formatCents(reservedCents)} of ${formatCents(amountCents)} reserved`;
  return rowHead(say(name), {
    kind: say(fiscalYear === ownYear ? reserved : `${yearName(fiscalYear, on)}: ${reserved}`),
  });
};

const leftCell = (label: string, cents: number): ListCell =>
  cell(label, cents < 0 ? say(late(`${formatCents(-cents)} short`)) : formatCents(cents), { amount: true });

/** Which sources are short, and what to do. */
export function moneyNote(
  it: Budget,
  places: readonly Place[],
  on: On,
): { strong: string; rest: string } | null {
  if (isDecided(it.state)) return null;
  const bare = it.lines.filter(({ source }) => source === null).length;
  const short = places
    .filter(({ afterCents }) => afterCents < 0)
    .map(
      place =>
        `${place.name} is ${formatCents(-place.afterCents)} short in ${yearName(place.fiscalYear, on)}.`,
    );
  const many =
    short.length > 3 ? [`${short.length} of ${places.length} sources and years are short.`] : short;
  const unsourced = bare === 1 ? "One line has no source yet." : `${bare} lines have no source yet.`;
  const strong = [...many, ...(bare > 0 ? [unsourced] : [])].join(" ");
  const rest = "Money is reserved when the request is approved.";
  if (short.length === 0) return { strong, rest };
  return { strong, rest: `Move the line to another source, or finance raises the amount. ${rest}` };
}
