import { addMonths, type Day, fiscalYearName, fiscalYearOf } from "../shared/dates.ts";
import { formatCents } from "../shared/money.ts";
import type { Findings } from "./findings.ts";
import {
  keyOf,
  type PlanBudgetLine,
  type PlanGoal,
  type PlanReading,
  type PlanWorkItem,
} from "./plan.rules.ts";
import type { PlanRow } from "./plan-row.ts";

const most = formatCents(Number.MAX_SAFE_INTEGER);

/** How often an annual cost falls due: once for each year begun, whatever fiscal years it touches. */
function yearsBetween(start: Day, end: Day): number {
  let years = 1;
  while (addMonths(start, 12 * years) <= end) years += 1;
  return years;
}

/** The money of a plan: its lines, and what they add up to. */
export class PlanLines {
  readonly #lines = new Map<string, PlanBudgetLine>();
  readonly #counts = new Map<string, number>();
  readonly #sums = new Map<string, number>();
  /** For each goal and fiscal year, as one budget request will ask for it. */
  readonly #asked = new Map<string, bigint>();
  readonly #findings: Findings;
  readonly #today: Day;
  readonly #fiscalYearStart: string;

  constructor(findings: Findings, today: Day, fiscalYearStart: string) {
    this.#findings = findings;
    this.#today = today;
    this.#fiscalYearStart = fiscalYearStart;
  }

  /** Gives the line's key. */
  add(row: PlanRow, cents: number, goal: PlanGoal, work: PlanWorkItem | null): string {
    const texts = [row.code, row.priority, row.goal, row.action, row.source, row.start.text];
    const named = keyOf(...texts);
    // Rows may agree in all of these and still be two amounts, so they are also counted.
    const nth = (this.#counts.get(named) ?? 0) + 1;
    this.#counts.set(named, nth);
    const key = nth === 1 ? named : keyOf(...texts, String(nth));
    const { line, code, source, recurrence } = row;
    const when = this.#yearsOf(row);
    const under = { goalKey: goal.key, workKey: work?.key ?? null, title: row.action || row.goal };
    const made = { key, ...under, row: line, code, source, cents, recurrence, ...when };
    this.#lines.set(key, made);
    this.#addToSums(made);
    return key;
  }

  gathered(): Pick<PlanReading, "budgetLines" | "centsBySource"> {
    return { budgetLines: [...this.#lines.values()], centsBySource: Object.fromEntries(this.#sums) };
  }

  #yearsOf({ start, end, recurrence }: PlanRow): { fiscalYear: number; years: number } {
    const fiscalYear = fiscalYearOf(start.day ?? this.#today, this.#fiscalYearStart);
    if (recurrence !== "annual" || end.day === null) return { fiscalYear, years: 1 };
    if (start.day !== null) return { fiscalYear, years: yearsBetween(start.day, end.day) };
    return { fiscalYear, years: Math.max(1, fiscalYearOf(end.day, this.#fiscalYearStart) - fiscalYear + 1) };
  }

  #addToSums({ row, goalKey, source, cents, fiscalYear, years }: PlanBudgetLine): void {
    const sum = (this.#sums.get(source) ?? 0) + cents;
    if (Number.isSafeInteger(sum)) this.#sums.set(source, sum);
    else
      this.#findings.problem(
        row,
        "cost_usd",
        `With it this source has more than ${most}. Check the amounts.`,
      );
    const place = `${goalKey} ${fiscalYear}`;
    const asked = (this.#asked.get(place) ?? 0n) + BigInt(cents) * BigInt(years);
    if (Number.isSafeInteger(sum) && asked > BigInt(Number.MAX_SAFE_INTEGER)) {
      const year = fiscalYearName(fiscalYear, this.#fiscalYearStart);
      const message = `With it this goal asks for more than ${most} from ${year} on. Check the amounts and dates.`;
      this.#findings.problem(row, "cost_usd", message);
    } else this.#asked.set(place, asked);
  }
}
