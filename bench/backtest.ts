import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { backtestFile } from "../src/forecast/forecast.command.ts";
import { effortCsv, madeTasks } from "../test/support/made-tasks.ts";

// Makes a file of 60,000 tasks and backtests it in a process of its own, so that making it does not count.
// Run: node bench/backtest.ts
const TASKS = 60_000;
const MOST_SECONDS = 60;
const MOST_MEBIBYTES = 500;

const [file] = process.argv.slice(2);
process.exitCode = file === undefined ? makeAndMeasure() : await measure(file);

function makeAndMeasure(): number {
  const folder = mkdtempSync(join(tmpdir(), "crosswalk-bench-"));
  try {
    const made = join(folder, "effort.csv");
    writeFileSync(made, effortCsv(madeTasks({ count: TASKS, seed: 42, perDay: 10, outliers: 0.01 })));
    const { status } = spawnSync(process.execPath, [...process.execArgv, import.meta.filename, made], {
      stdio: "inherit",
    });
    return status ?? 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measure(path: string): Promise<number> {
  const began = performance.now();
  const exitCode = await backtestFile(path, { json: true, out: process.stdout, err: process.stderr });
  const seconds = (performance.now() - began) / 1000;
  const mebibytes = process.resourceUsage().maxRSS / 1024;
  console.log(
    `${TASKS.toLocaleString("en-US")} tasks: ${seconds.toFixed(2)} s (at most ${MOST_SECONDS}), ` +
      `${mebibytes.toFixed(0)} MiB at the peak (at most ${MOST_MEBIBYTES})`,
  );
  return exitCode === 0 && seconds < MOST_SECONDS && mebibytes < MOST_MEBIBYTES ? 0 : 1;
}
