import { draftBudget, submitBudget } from "../../src/budget/budget.actions.ts";
import { type Budget, getBudget } from "../../src/budget/budget.queries.ts";
import { decideBudget } from "../../src/budget/decision.actions.ts";
import type { BudgetInput } from "../../src/budget/forms.rules.ts";
import { type LineInput, yearlyCents } from "../../src/budget/lines.rules.ts";
import { endorseBudget, reviewBudget } from "../../src/budget/road.actions.ts";
import { makeSource, setSourceAmount } from "../../src/budget/sources.actions.ts";
import type { SourceRow } from "../../src/budget/sources.queries.ts";
import type { Database, Tx } from "../../src/db/database.ts";
import type { Deed } from "../../src/shared/deed.ts";
import { commandLine } from "../../src/shared/deed.ts";
import type { Cast, Name } from "../support/cast.ts";

export type Spend = { approvedCents: number; sourceId?: string };

/** Budget requests at any step, made by the verbs that users call. */
export class Budgets {
  readonly db: Database;
  readonly cast: Cast;

  constructor(db: Database, cast: Cast) {
    this.db = db;
    this.cast = cast;
  }

  /** One verb by one of the cast, in a transaction of its own. */
  async by<T>(name: Name, verb: (tx: Tx, deed: Deed) => Promise<T>, instant?: string): Promise<T> {
    const deed = await this.cast.deed(name, instant);
    return this.db.write(tx => verb(tx, deed));
  }

  async source(name: string, amounts: Record<number, number>): Promise<SourceRow & { number: number }> {
    const made = await this.by("marcus", (tx, deed) =>
      makeSource(tx, deed, { name, code: name, level: "local" }),
    );
    const { number } = made.record;
    for (const [year, cents] of Object.entries(amounts))
      await this.by("marcus", (tx, deed) =>
        setSourceAmount(tx, deed, { number, fiscalYear: Number(year), cents, reason: "Budget adopted" }),
      );
    return { ...made, number };
  }

  async draft(given: Partial<BudgetInput> = {}, by: Name = "priya"): Promise<number> {
    const input = { ...screener, ...given };
    const record = await this.by(by, (tx, deed) => draftBudget(tx, deed, input));
    return record.number;
  }

  async submitted(given: Partial<BudgetInput> = {}, by: Name = "priya"): Promise<number> {
    const number = await this.draft(given, by);
    await this.by(by, (tx, deed) => submitBudget(tx, deed, { number }));
    return number;
  }

  async endorsed(given: Partial<BudgetInput> = {}): Promise<number> {
    const number = await this.submitted(given);
    await this.by("lin", (tx, deed) => endorseBudget(tx, deed, { number }));
    await this.by("joe", (tx, deed) => endorseBudget(tx, deed, { number }));
    return number;
  }

  async reviewed(given: Partial<BudgetInput> = {}): Promise<number> {
    const number = await this.endorsed(given);
    await this.by("marcus", (tx, deed) => reviewBudget(tx, deed, { number }));
    return number;
  }

  /** Decides line by line; a line that is not said gets all that it asks. */
  async decide(number: number, spends: Spend[] = [], comment = "Decided."): Promise<void> {
    const it = await this.get(number);
    const lines = new Map(
      it.lines.map((line, index) => [
        line.id,
        { approvedCents: yearlyCents(line), sourceId: line.sourceId, ...spends[index] },
      ]),
    );
    await this.by("grace", (tx, deed) => decideBudget(tx, deed, { number, lines, comment }));
  }

  async get(number: number): Promise<Budget> {
    return getBudget(this.db.read, commandLine, number);
  }
}

/** A one-time line of services for $1,000. */
export const aLine = (given: Partial<LineInput> = {}): LineInput => ({
  label: "Nightly feed of class lists",
  kind: "services",
  quantity: 1,
  unitCents: 100_000,
  recurrence: "one-time",
  ...given,
});

const screener: BudgetInput = {
  title: "Reading screener and Lexia licenses",
  fiscalYear: 2028,
  servesIds: [],
  justification: "Every child is screened by October.",
  ifDeclined: "Teachers go back to paper lists.",
  lines: [aLine()],
};
