import type { Backtest, Coverage } from "./backtest.ts";

/** How far a share may lie off what was said and still count as held: 3 points, or two standard errors of few cases. */
export const toleranceOf = (level: number, cases: number): number =>
  Math.max(0.03, 2 * Math.sqrt((level * (1 - level)) / cases));

const verdicts = {
  held: "held",
  short: "too short: work took longer more often than said",
  long: "too long: work took less more often than said",
};

/** For each chance said, how often it came true, and the verdict. */
export const calibrationOf = ({ cases, coverage }: Backtest) => {
  const row = (level: number, shares: Coverage) => ({
    level,
    ...shares,
    verdict: verdicts[verdictOn(level, shares, cases)],
  });
  return [row(0.5, coverage.p50), row(0.8, coverage.p80), row(0.95, coverage.p95)];
};

export const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** Exact hits count both ways: a forecast holds when its level lies between the share below and the share at or below. */
export function verdictOn(
  level: number,
  { below, atOrBelow }: Coverage,
  cases: number,
): "held" | "short" | "long" {
  const tolerance = toleranceOf(level, cases);
  if (atOrBelow < level - tolerance) return "short";
  return below > level + tolerance ? "long" : "held";
}

const inWords = (count: number): string => count.toLocaleString("en-US");

/** The report for people; `tasks` are the rows that could be used. */
export function backtestReport(result: Backtest, tasks: number): string {
  const { cases, pinball } = result;
  const counted = (share: number) => `${inWords(Math.round(share * cases))} (${percent(share)})`;
  const best = Math.min(pinball.asGiven, pinball.medianRatio, pinball.meanRatio);
  return [
    `${inWords(cases)} of ${inWords(tasks)} tasks were forecast, each from the tasks that started on an earlier day.`,
    "",
    ...aligned([
      ["Said", "Took less", "Took that or less", ""],
      ...calibrationOf(result).map(row => [
        percent(row.level),
        counted(row.below),
        counted(row.atOrBelow),
        row.verdict,
      ]),
    ]),
    "",
    "Mean loss in log hours, lower is better:",
    ...aligned([
      ["Forecast", pinball.model.toFixed(3)],
      ["Estimate as given", pinball.asGiven.toFixed(3)],
      ["Estimate times the median ratio", pinball.medianRatio.toFixed(3)],
      ["Estimate times the mean ratio", pinball.meanRatio.toFixed(3)],
    ]),
    comparison(pinball.model, best),
    "",
  ].join("\n");
}

function comparison(model: number, best: number): string {
  if (best === 0) return "Every estimate was exact: there is nothing to improve on.";
  const gain = 1 - model / best;
  return `The forecast's loss is ${percent(Math.abs(gain))} ${gain < 0 ? "above" : "below"} the best of the other three.`;
}

/** Columns under each other, two spaces apart. */
function aligned(rows: string[][]): string[] {
  const widths = rows.reduce<number[]>(
    (widest, row) => row.map((cell, at) => Math.max(widest[at] ?? 0, cell.length)),
    [],
  );
  return rows.map(row => `  ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join("  ")}`.trimEnd());
}
