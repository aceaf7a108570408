import { writeFile } from "node:fs/promises";
import type { ChosenEncoding } from "../imports/file-text.ts";
import { ReadingEnds } from "../imports/findings.ts";
import { AppError, invalid } from "../shared/app-error.ts";
import { fileTrouble } from "../shared/file-errors.ts";
import { backtest } from "./backtest.ts";
import { backtestReport } from "./backtest-report.ts";
import { calibrationChart } from "./calibration-chart.ts";
import { type EffortFile, readEffortFile } from "./effort-file.ts";

/** Standard output or error, or what stands for one in a test. */
export type Output = { write(text: string): unknown; isTTY?: boolean };

export type BacktestOptions = {
  json: boolean;
  out: Output;
  err: Output;
  /** Where to write the calibration chart. */
  svg?: string | undefined;
  encoding?: ChosenEncoding | undefined;
};

/** `forecast backtest FILE`. Gives the exit code: 0 only if the backtest was made and all of it written. */
export async function backtestFile(path: string, options: BacktestOptions): Promise<number> {
  const { json, out, err, svg, encoding } = options;
  const progress = progressLine(err);
  try {
    const file = await readEffortFile(path, encoding, rows => progress.show(rows, "rows read"));
    progress.clear();
    tellLeftOut(file, err);
    if (file.pairs.length === 0) throw invalid("No row can be used. Check the file's days and hours.");
    const result = backtest(file.pairs, done => progress.show(done, "tasks forecast"));
    progress.clear();
    if (result.cases === 0)
      throw invalid("All tasks start on one day, so none has a past. Add tasks that started on other days.");
    if (svg !== undefined) await writeFile(svg, calibrationChart(result));
    out.write(json ? `${JSON.stringify(result)}\n` : backtestReport(result, file.pairs.length));
    return 0;
  } catch (error) {
    progress.clear();
    err.write(`${sentenceOf(error, path)}\n`);
    return 1;
  }
}

function tellLeftOut({ rows, leftOut }: EffortFile, err: Output): void {
  if (leftOut.count === 0) return;
  const count = (number: number) => number.toLocaleString("en-US");
  const more = leftOut.count - leftOut.shown.length;
  const lines = [
    `${count(leftOut.count)} of ${count(rows)} rows ${leftOut.count === 1 ? "is" : "are"} left out:`,
    ...leftOut.shown.map(
      ({ row, column, message }) => `  Row ${row}${column ? `, ${column}` : ""}: ${message}`,
    ),
    ...(more > 0 ? [`  and ${count(more)} more`] : []),
  ];
  err.write(`${lines.join("\n")}\n`);
}

/** What an expected failure says; anything else is a fault and goes on up. */
function sentenceOf(error: unknown, path: string): string {
  if (error instanceof ReadingEnds || error instanceof AppError) return `${path}: ${error.message}`;
  const trouble = fileTrouble(error, path);
  if (trouble === null) throw error;
  return trouble;
}

/** One line on a terminal that long files keep moving; nothing where standard error is no terminal. */
function progressLine(err: Output, every = 5000) {
  let shown = 0;
  return {
    show(count: number, what: string): void {
      if (!err.isTTY || (count < shown + every && count >= shown)) return;
      shown = count - (count % every);
      if (shown > 0) err.write(`\r\u001b[K${shown.toLocaleString("en-US")} ${what}`);
    },
    clear(): void {
      if (shown > 0) err.write("\r\u001b[K");
      shown = 0;
    },
  };
}
