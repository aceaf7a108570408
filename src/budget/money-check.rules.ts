import { fiscalYearName } from "../shared/dates.ts";
import { formatCents } from "../shared/money.ts";
import type { BudgetState } from "./budget.rules.ts";
import { type Asked, addUp, askedCents, usedOf, yearlyCents, yearsOf } from "./lines.rules.ts";
import type { Holding } from "./sources.rules.ts";

export type CheckedLine = Asked & {
  id: string;
  label: string;
  sourceId: string | null;
  approvedCents: number | null;
  actualCents: number | null;
};
export type Held = { lineId: string; fiscalYear: number; sourceId: string; cents: number };

export type CheckedBudget = {
  ref: string;
  state: BudgetState;
  fiscalYear: number;
  askedCents: number;
  approvedCents: number | null;
  lines: readonly CheckedLine[];
  held: readonly Held[];
  /** Author, whom it is for, and everyone with a turn that counts. */
  authorIds: readonly string[];
  turnIds: readonly string[];
};

/** A source that promised more than it holds. */
export const holdingProblems = (holdings: readonly Holding[]): string[] =>
  holdings
    .filter(({ amountCents, reservedCents }) => reservedCents > amountCents)
    .map(
      ({ name, fiscalYear, amountCents, reservedCents }) =>
        `${name} has ${formatCents(reservedCents)} reserved in ${fiscalYearName(fiscalYear)}, and holds ${formatCents(amountCents)}.`,
    );

/** What is wrong with a request's money, in sentences. */
export function moneyProblems(it: CheckedBudget): string[] {
  const problems = it.lines.flatMap(line => lineProblems(it, line));
  if (askedCents(it.lines) !== it.askedCents)
    problems.push(
      `${it.ref} says that it asks for ${formatCents(it.askedCents)}, and its lines add up to something else.`,
    );
  const isDecided = it.approvedCents !== null;
  const approved = addUp(it.lines.flatMap(line => yearsOf(line, 0).map(() => line.approvedCents ?? 0)));
  if (isDecided && approved !== it.approvedCents)
    problems.push(
      `${it.ref} says that ${formatCents(it.approvedCents ?? 0)} is approved, and its lines add up to something else.`,
    );
  if (isDecided !== ["approved", "partly approved", "declined", "closed"].includes(it.state))
    problems.push(`${it.ref} is ${it.state}, and ${isDecided ? "holds" : "lacks"} a decided sum.`);
  const turns = [...new Set(it.turnIds)];
  if (turns.length < it.turnIds.length || turns.some(id => it.authorIds.includes(id)))
    problems.push(`${it.ref} had two of its steps taken by one person.`);
  return problems;
}

function lineProblems(it: CheckedBudget, line: CheckedLine): string[] {
  const name = `“${line.label}” of ${it.ref}`;
  const approved = line.approvedCents ?? 0;
  const problems: string[] = [];
  if (approved > yearlyCents(line))
    problems.push(
      `${name} asks for ${formatCents(yearlyCents(line))} a year, and got ${formatCents(approved)}.`,
    );
  if (approved > 0 && line.sourceId === null) problems.push(`${name} is approved without a source.`);
  if (!isHeldRight(it, line)) problems.push(`${name} holds other money than what was approved for it.`);
  return problems;
}

function isHeldRight(it: CheckedBudget, line: CheckedLine): boolean {
  const approved = line.approvedCents ?? 0;
  const years = approved > 0 ? yearsOf(line, it.fiscalYear) : [];
  const whole = years.map(() => approved);
  const wanted = it.state === "closed" ? usedOf(whole, line.actualCents ?? 0) : whole;
  const held = it.held
    .filter(({ lineId }) => lineId === line.id)
    .toSorted((a, b) => a.fiscalYear - b.fiscalYear);
  return (
    held.length === years.length &&
    held.every(
      ({ fiscalYear, sourceId, cents }, index) =>
        fiscalYear === years[index] && sourceId === line.sourceId && cents === wanted[index],
    )
  );
}
