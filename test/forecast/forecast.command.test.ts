import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { load } from "cheerio";
import { afterAll, describe, expect, it } from "vitest";
import { backtest } from "../../src/forecast/backtest.ts";
import { backtestFile } from "../../src/forecast/forecast.command.ts";
import { effortCsv, madeTasks } from "../support/made-tasks.ts";

const folder = mkdtempSync(join(tmpdir(), "crosswalk-effort-"));
afterAll(() => rmSync(folder, { recursive: true }));

const written = (name: string, content: string | Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

async function run(content: string | Buffer, more: { json?: boolean; svg?: string; isTTY?: boolean } = {}) {
  return runOn(written("effort.csv", content), more);
}

async function runOn(path: string, { json = true, svg, isTTY = false }: Parameters<typeof run>[1] = {}) {
  const [out, err]: string[][] = [[], []];
  const to = (lines: string[] | undefined, tty: boolean) => ({
    write: (text: string) => lines?.push(text),
    isTTY: tty,
  });
  const exitCode = await backtestFile(path, { json, svg, out: to(out, false), err: to(err, isTTY) });
  return { exitCode, out: out?.join("") ?? "", err: err?.join("") ?? "" };
}

const tasks = madeTasks({ count: 300 });
const header = "started_on,estimate_hours,actual_hours,category\n";
const twoDays = "2025-01-01,1,2,a\n2025-01-02,1,2,a\n";

describe("forecast backtest --json", () => {
  it("prints one document of the promised shape and nothing else", async () => {
    const { exitCode, out, err } = await run(effortCsv(tasks));
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: "" });
    const coverage = { below: expect.any(Number), atOrBelow: expect.any(Number) };
    expect(JSON.parse(out)).toStrictEqual({
      cases: 240,
      coverage: { p50: coverage, p80: coverage, p95: coverage },
      pinball: {
        model: expect.any(Number),
        asGiven: expect.any(Number),
        medianRatio: expect.any(Number),
        meanRatio: expect.any(Number),
      },
    });
    expect(JSON.parse(out)).toEqual(backtest(tasks));
  });

  it("reads the same from any order of columns, separator, line end and byte-order mark", async () => {
    const rows = tasks.map(
      task => `${task.kind};x;${task.actualHours};${task.startedOn}T08:00:00Z;${task.likelyHours}`,
    );
    const text = ["\ufeffCategory;note;Actual Hours;Started_On;estimate_hours", ...rows].join("\r\n");
    const other = await run(Buffer.from(text, "utf16le"));
    expect(other).toEqual(await run(effortCsv(tasks)));
  });

  it("needs no category", async () => {
    const rows = tasks.map(task => `${task.startedOn},${task.likelyHours},${task.actualHours}`);
    const { out } = await run(["started_on,estimate_hours,actual_hours", ...rows].join("\n"));
    expect(JSON.parse(out)).toEqual(backtest(tasks.map(task => ({ ...task, kind: "" }))));
  });
});

describe("rows that cannot be used", () => {
  it.each([
    ["2025-01-03,0,2,a", "estimate_hours", "“0” is not above zero"],
    ["2025-01-03,-4,2,a", "estimate_hours", "“-4” is not above zero"],
    ["2025-01-03,NaN,2,a", "estimate_hours", "“NaN” is no number of hours"],
    ["2025-01-03,a year,2,a", "estimate_hours", "“a year” is no number of hours"],
    ["2025-01-03,1,0,a", "actual_hours", "“0” is not above zero"],
    ["2025-01-03,1,,a", "actual_hours", "This cell is empty"],
    ["2025-01-03,1,1e999,a", "actual_hours", "“1e999” is no number of hours"],
    ["2025-01-03,1e-300,1e300,a", "actual_hours", "“1e300” is too far from the estimate"],
    ['2025-01-03,"1,200",2,a', "estimate_hours", "“1,200” could part thousands"],
    [",1,2,a", "started_on", "This cell is empty: no day"],
    ["2025-02-30,1,2,a", "started_on", "“2025-02-30” is no day"],
    ["2/3/2025,1,2,a", "started_on", "“2/3/2025” is no day"],
  ])("%s is left out and said", async (row, column, message) => {
    const { exitCode, out, err } = await run(`${header}${twoDays}${row}\n`);
    expect(exitCode).toBe(0);
    expect(JSON.parse(out)).toHaveProperty("cases", 2 - 1);
    expect(err).toContain("1 of 3 rows is left out:");
    expect(err).toContain(`Row 4, ${column}: ${message}`);
  });

  it("are named by row where they are short or long", async () => {
    const { exitCode, err } = await run(`${header}${twoDays}2025-01-03,1\n2025-01-03,1,2,a,b\n`);
    expect(exitCode).toBe(0);
    expect(err).toMatch(/Row 4: This row is too short.*\n {2}Row 5: This row is too long/);
  });

  it("are listed up to twenty, however many there are", async () => {
    const { exitCode, err } = await run(`${header}${twoDays}${"2025-01-03,0,0,a\n".repeat(3000)}`);
    expect(exitCode).toBe(0);
    expect(err).toContain("3,000 of 3,002 rows are left out:");
    expect(err.match(/Row \d+/g)).toHaveLength(20);
    expect(err).toContain("and 2,980 more");
  });

  it("do not include rows whose only fault is in a column that is not read", async () => {
    const names = Buffer.from(
      `${header.trim()},who\n2025-01-01,1,2,a,José\n2025-01-02,1,2,a,José\n`,
      "latin1",
    );
    expect(await run(names)).toMatchObject({ exitCode: 0, err: "" });
  });

  it("may write hours with a decimal comma or parted thousands", async () => {
    const rows = '2025-01-01,"7,5","1,200.5",a\n2025-01-02,+.5,1.5e0,a\n2025/1/3,1.,2,a\n20250104,1,2,a\n';
    expect(await run(header + rows)).toMatchObject({ exitCode: 0, err: "" });
  });
});

describe("a file that cannot be judged", () => {
  it.each([
    ["an empty file", "", "This file is empty"],
    ["only a header", header, "No row can be used"],
    ["only bad rows", `${header}2025-01-01,0,1,a\n`, "No row can be used"],
    ["one row", `${header}2025-01-01,1,1,a\n`, "All tasks start on one day"],
    ["one day", header + "2025-01-01,1,1,a\n".repeat(40), "All tasks start on one day"],
    ["no actual hours", "started_on,estimate_hours\n2025-01-01,1\n", "has no actual_hours"],
    ["a doubled column", `${header.trim()},actual_hours\n`, "holds actual_hours more than once"],
    ["a quote left open", `${header}2025-01-01,1,1,"a\n`, "A quote opens on line 2"],
    ["a spreadsheet", "PK\u0003\u0004rest", "looks like a spreadsheet"],
  ])("%s: exit 1, a sentence, nothing on standard output", async (_, content, message) => {
    const { exitCode, out, err } = await run(content);
    expect({ exitCode, out }).toEqual({ exitCode: 1, out: "" });
    expect(err).toContain(message);
  });

  it("is named when it is not there, or a folder", async () => {
    expect(await runOn(join(folder, "none.csv"))).toMatchObject({
      exitCode: 1,
      err: `${join(folder, "none.csv")}: there is no such file or folder. Check the name.\n`,
    });
    expect(await runOn(folder)).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining("this is a folder"),
    });
  });
});

describe("the report for people", () => {
  it("has a calibration table with counts and the four losses", async () => {
    const { out } = await run(effortCsv(tasks), { json: false });
    expect(out).toMatch(/^240 of 300 tasks were forecast/);
    expect(out).toMatch(/Said +Took less +Took that or less\n/);
    expect(out).toMatch(/ 80 % +\d+ \(\d+ %\) +\d+ \(\d+ %\) +held\n/);
    expect(out).toMatch(
      /Forecast +0\.\d{3}\n.*as given +0\.\d{3}\n.*median ratio +0\.\d{3}\n.*mean ratio +0\.\d{3}\n/,
    );
  });

  it("says which way a forecast failed", async () => {
    const rising = madeTasks({ count: 300, ties: 0, drift: place => 2 ** (place * 60) });
    expect((await run(effortCsv(rising), { json: false })).out).toContain("too short: work took longer");
    const falling = madeTasks({ count: 300, ties: 0, drift: place => 2 ** (-place * 60) });
    expect((await run(effortCsv(falling), { json: false })).out).toContain("too long: work took less");
  });

  it("says so where every estimate was exact", async () => {
    const { out } = await run(effortCsv(madeTasks({ count: 100, ties: 1 })), { json: false });
    expect(out).toContain("Every estimate was exact");
  });

  it("draws the calibration chart, and says in it what it shows", async () => {
    const svg = join(folder, "chart.svg");
    const { exitCode, out } = await run(effortCsv(tasks), { svg });
    expect(exitCode).toBe(0);
    expect(JSON.parse(out).cases).toBe(240);
    const $ = load(readFileSync(svg, "utf8"), { xml: true });
    expect($("svg").attr("role")).toBe("img");
    expect($("title").text()).toBe("How past forecasts held: 240 cases");
    expect($("desc").text()).toMatch(/^50 % said: .* 80 % said: .* 95 % said: /);
    expect($("circle")).toHaveLength(6);
    expect(readFileSync(svg, "utf8")).not.toContain("NaN");
  });

  it("fails, and prints nothing, where the chart cannot be written", async () => {
    const svg = join(folder, "none", "chart.svg");
    const { exitCode, out, err } = await run(effortCsv(tasks), { svg });
    expect({ exitCode, out }).toEqual({ exitCode: 1, out: "" });
    expect(err).toContain(`${svg}: there is no such file or folder`);
    expect(existsSync(svg)).toBe(false);
  });
});

describe("progress", () => {
  const long = effortCsv(madeTasks({ count: 12_000, perDay: 10 }));

  it("is one line on a terminal, taken away at the end", async () => {
    const { err } = await run(long, { isTTY: true });
    expect(err).toContain("\r\u001b[K10,000 rows read");
    expect(err).toContain("tasks forecast");
    expect(err).not.toContain("\n");
    expect(err.endsWith("\r\u001b[K")).toBe(true);
  });

  it("is silent for short files, and where nobody watches", async () => {
    expect((await run(effortCsv(tasks), { isTTY: true })).err).toBe("");
    expect((await run(long)).err).toBe("");
  });
});
