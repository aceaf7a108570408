import { z } from "zod";
import { costKinds, type Recurrence, recurrences } from "../estimates/estimates.rules.ts";
import { choice, line, money, oneOf, wholeNumber } from "../shared/fields.ts";
import { formatCents, mostCents } from "../shared/money.ts";

export type Asked = { quantity: number; unitCents: number; recurrence: Recurrence; years: number };

/** Beyond this many years nobody knows the price. */
const mostYears = 10;

/** The exact product or sum; null beyond what is counted to the cent. */
const exact = (whole: bigint): number | null =>
  whole <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(whole) : null;

export const addUp = (amounts: readonly number[]): number | null =>
  exact(amounts.reduce((sum, amount) => sum + BigInt(amount), 0n));

/** What a line asks for in each of its years. */
export const yearlyCents = (asked: Pick<Asked, "quantity" | "unitCents">): number =>
  asked.quantity * asked.unitCents;

export const yearCount = (asked: Pick<Asked, "recurrence" | "years">): number =>
  asked.recurrence === "annual" ? asked.years : 1;

/** The fiscal years in which a line takes money. */
export const yearsOf = (asked: Pick<Asked, "recurrence" | "years">, fiscalYear: number): number[] =>
  Array.from({ length: yearCount(asked) }, (_, index) => fiscalYear + index);

/** What a line asks for over all its years; null beyond what is counted to the cent. */
export const totalCents = (asked: Asked): number | null =>
  exact(BigInt(asked.quantity) * BigInt(asked.unitCents) * BigInt(yearCount(asked)));

/** What all lines ask for over all their years; null beyond what is counted to the cent. */
export function askedCents(lines: readonly Asked[]): number | null {
  const totals = lines.map(totalCents).filter(total => total !== null);
  return totals.length < lines.length ? null : addUp(totals);
}

export const lineForm = z
  .strictObject({
    label: line("What it pays for"),
    kind: choice("Kind", costKinds, { control: "select", width: "few", none: "Choose" }),
    quantity: wholeNumber("Quantity", { min: 1 }),
    unitCents: money("Each", { min: 1, width: "few" }),
    recurrence: choice("One-time or annual", recurrences, {
      control: "select",
      width: "few",
      none: "Choose",
    }),
    years: wholeNumber("Years", { min: 1, max: mostYears }).optional(),
    sourceId: oneOf("Source", { none: "Not yet", width: "day" }).optional(),
  })
  .check(ctx => {
    const { recurrence, years = 1, ...rest } = ctx.value;
    const problem = (field: string, message: string) =>
      ctx.issues.push({ code: "custom", input: ctx.value, path: [field], message });
    if (recurrence === "one-time" && years > 1)
      problem("years", "A one-time line has one year. Choose annual, or leave “Years” empty.");
    if ((totalCents({ recurrence, years, ...rest }) ?? Number.POSITIVE_INFINITY) > mostCents)
      problem(
        "unitCents",
        `“Quantity” times “Each” is more than ${formatCents(mostCents)} over all its years. Enter less.`,
      );
  });
export type LineInput = z.output<typeof lineForm>;

/** Lines of an edit that stand for lines that are there: by what they pay for, else by their place. */
export function matchLines<Old extends { id: string; label: string }>(
  old: readonly Old[],
  edited: readonly { label: string }[],
): (Old | null)[] {
  const left = [...old];
  const take = (index: number) => left.splice(index, 1)[0] ?? null;
  const byLabel = edited.map(({ label }) => {
    const index = left.findIndex(line => line.label === label);
    return index < 0 ? null : take(index);
  });
  return byLabel.map((found, position) => {
    const samePlace = found ? -1 : left.findIndex(line => line.id === old[position]?.id);
    return found ?? (samePlace < 0 ? null : take(samePlace));
  });
}

export type LineDecision = { approvedCents: number; sourceId: string | null };
export type Outcome = "approved" | "partly approved" | "declined";

/** All lines whole is approved, none is declined. */
export function outcomeOf(lines: readonly (LineDecision & { askedCents: number })[]): Outcome {
  if (lines.every(({ approvedCents }) => approvedCents === 0)) return "declined";
  return lines.every(line => line.approvedCents === line.askedCents) ? "approved" : "partly approved";
}

/** The outcome as the stored lines tell it, also once the request is closed. */
export const decidedOutcome = (
  lines: readonly {
    quantity: number;
    unitCents: number;
    approvedCents: number | null;
    sourceId: string | null;
  }[],
): Outcome =>
  outcomeOf(
    lines.map(line => ({ ...line, approvedCents: line.approvedCents ?? 0, askedCents: yearlyCents(line) })),
  );

/** What the form of a line's actual was made from, as its version; an amount of 0 is not the same as none. */
export const seenActual = ({ actualCents }: { actualCents: number | null }): number =>
  actualCents === null ? 0 : actualCents + 1;

/** What of a line's reserved years its actuals used: the earliest first. */
export function usedOf(reserved: readonly number[], actualCents: number): number[] {
  let left = actualCents;
  return reserved.map(cents => {
    const used = Math.min(cents, left);
    left -= used;
    return used;
  });
}
