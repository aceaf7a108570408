import type { Actor } from "../../shared/deed.ts";
import type { Below, Under } from "./line-of-sight.queries.ts";

const decided = ["approved", "partly approved", "closed"];
const asked = ["submitted", "endorsed", "reviewed"];

export type YearOfMoney = { fiscalYear: number; approved: number; asked: number; drafted: number };

export type Sight = {
  requests: Below[];
  /** Blocked ones first, finished ones last. */
  work: Below[];
  hoursLeft: number;
  money: YearOfMoney[];
  missing: string[];
  /** Of which there are more than are told here. */
  over: Under["over"];
};

const workOrder = ["blocked", "doing", "planned", "done"];

/** While something can still be put under the goal. */
const isOpen = (state: string): boolean => ["proposed", "active", "on hold"].includes(state);

type Above = { state: string; measures: number };

export function sightOf(actor: Actor, { state, measures }: Above, { placed, over }: Under): Sight {
  const standing = [...new Map(placed.map((each): [string, Below] => [each.id, each])).values()];
  const of = (kind: Below["kind"]) => standing.filter(each => each.kind === kind);
  const work = of("work").sort((a, b) => workOrder.indexOf(a.state) - workOrder.indexOf(b.state));
  const money = moneyOf(of("budget"));
  // A viewer sees neither requests nor work: what they cannot see is not missing.
  const seesAll = actor.role !== "viewer" || actor.liaisonSide !== null;
  const unasked = money.every(year => year.approved + year.asked === 0);
  const missing = [
    ...(measures === 0 ? ["no measure"] : []),
    ...(seesAll && work.length === 0 ? ["no work under it"] : []),
    ...(seesAll && unasked ? ["no money asked"] : []),
  ];
  const hoursLeft = work.reduce((sum, each) => sum + (each.state === "done" ? 0 : (each.hoursLeft ?? 0)), 0);
  return { requests: of("request"), work, hoursLeft, money, missing: isOpen(state) ? missing : [], over };
}

function moneyOf(budgets: readonly Below[]): YearOfMoney[] {
  const byYear = Map.groupBy(budgets, ({ fiscalYear }) => fiscalYear ?? 0);
  const sum = (rows: readonly Below[], states: readonly string[], key: "askedCents" | "approvedCents") =>
    rows.reduce((cents, row) => cents + (states.includes(row.state) ? (row[key] ?? 0) : 0), 0);
  return [...byYear]
    .map(([fiscalYear, rows]) => ({
      fiscalYear,
      approved: sum(rows, decided, "approvedCents"),
      asked: sum(rows, asked, "askedCents"),
      drafted: sum(rows, ["draft"], "askedCents"),
    }))
    .sort((a, b) => a.fiscalYear - b.fiscalYear);
}
