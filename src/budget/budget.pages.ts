import { refOf } from "../records/records.rules.ts";
import type { BesideView } from "../screens/beside/beside.pages.ts";
import type { Person } from "../shared/deed.ts";
import { type ErrorSummary, pageHead } from "../web/head.ts";
import type { HistoryView } from "../web/parts.ts";
import { type Part, ref, say } from "../web/sentence.ts";
import type { Budget } from "./budget.queries.ts";
import { canBudget } from "./budget.rules.ts";
import { headDeeds } from "./budget-deeds.pages.ts";
import { allYears, linesTable, moneyNote, moneyTable } from "./budget-money.pages.ts";
import { type RoadGiven, roadView } from "./budget-road.pages.ts";
import { standingOf } from "./budget-standing.pages.ts";
import { type On, yearName } from "./budget-words.pages.ts";
import type { Place } from "./places.rules.ts";
import type { ServedView } from "./served.pages.ts";
import type { TellingDeed } from "./tellings.rules.ts";

export type BudgetPage = RoadGiven & {
  /** Empty for who may not see funding sources. */
  places: readonly Place[];
  serves: ServedView[];
  history: HistoryView;
  beside: BesideView;
  canStepBack: boolean;
  /** Who will be told by what a press on its page does. */
  told: ReadonlyMap<TellingDeed, string>;
  reader: Person;
  failed: { summary: ErrorSummary | null };
};

const kickerOf = ({ record, row }: Budget, on: On): Part[] =>
  say(
    "Budget request ",
    ref(refOf("budget", record.number)),
    ` · fiscal year ${yearName(row.fiscalYear, on)}`,
  );

export function budgetPage(page: BudgetPage) {
  const { it, places, reader, on } = page;
  return {
    head: pageHead({
      title: `${refOf("budget", it.record.number)} ${it.record.title}`,
      heading: it.record.title,
      kicker: kickerOf(it, on),
      standing: standingOf(it, places, reader, on),
      deeds: headDeeds(it, reader, page),
      form: page.failed,
    }),
    lines: it.lines.length > 0 ? linesTable(it, on, canBudget(reader, "record actuals", it)) : null,
    allYears: allYears(it, on),
    money: moneyTable(it, places, on),
    moneyNote: places.length > 0 ? moneyNote(it, places, on) : null,
    ifDeclined: it.row.ifDeclined || null,
    justification: it.row.justification || null,
    road: roadView(page),
    serves: page.serves,
    history: page.history,
    beside: page.beside,
  };
}
