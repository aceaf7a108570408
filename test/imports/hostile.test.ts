import { readdir, readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { notesOf, places, readBytes, readFixture, readRows } from "../support/plans.ts";

const hostile = (name: string) => readFixture(`hostile/${name}.csv`);

describe("a file that is odd but clear goes in", () => {
  test.each([
    ["utf16le-bom", 2],
    ["utf16be-bom", 2],
    ["utf8-bom", 2],
    ["tab-separated", 1],
    ["semicolon", 1],
    ["sep-line", 1],
    ["bare-cr-lines", 2],
    ["mixed-line-ends", 3],
    ["no-final-newline", 1],
    ["quotes-in-quotes", 1],
    ["embedded-newlines", 2],
    ["blank-lines-before-header", 2],
    ["unknown-and-reordered-columns", 1],
    ["control-characters", 1],
    ["nul-bytes", 1],
    ["formula-injection", 11],
    ["html-script", 7],
    ["emoji-rtl", 10],
    ["duplicate-goal-codes", 3],
  ])("%s: %i rows", async (name, rows) => {
    const plan = await hostile(name);
    expect(plan.problems).toEqual([]);
    expect(plan.checked).toBe(rows);
  });

  test.each(["utf16le-bom", "utf16be-bom", "bare-cr-lines", "blank-lines-before-header"])(
    "%s holds the same plan as the plain file",
    async name => {
      const [plain, odd] = [await hostile("utf8-bom"), await hostile(name)];
      expect(odd.goals.map(goal => goal.key)).toEqual(plain.goals.map(goal => goal.key));
      expect(odd.centsBySource).toEqual({ "E-Rate": 123_450, "General Fund": 9_800_000 });
      expect(plain.goals[0]?.code).toBe("1.1");
    },
  );

  test("quotes, commas and line breaks inside a cell are kept as they are", async () => {
    const quotes = await hostile("quotes-in-quotes");
    expect(quotes.goals[0]?.title).toBe('Say "yes, and" to a "1:1" plan');
    expect(quotes.workItems[0]?.title).toBe('Buy 11"" screens, 14" laptops');
    const lines = await hostile("embedded-newlines");
    expect(lines.goals[0]?.title).toBe("Line one\nline two\r\nline three");
    expect(lines.workItems[0]?.title).toBe("Act\n\nwith blank line");
    expect(lines.goals[1]?.row).toBe(7);
    expect((await hostile("tab-separated")).workItems[0]?.title).toBe("Buy 1\t200 Chromebooks");
  });

  test("a date and an amount written another way are read, and flagged for a person to confirm", async () => {
    const plan = await hostile("semicolon");
    expect(plan.centsBySource).toEqual({ "E-Rate": 123_450 });
    expect(plan.goals[0]).toMatchObject({ starts: { value: "2025-07-01" }, due: { value: "2026-06-30" } });
    expect(places(plan.notes)).toEqual(expect.arrayContaining(["2 start", "2 end", "2 cost_usd"]));
    expect(notesOf(plan, "cost_usd")[0]?.message).toContain("$1,234.50");
  });

  test("a title above the header is told, never taken as the header", async () => {
    const { notes } = await hostile("blank-lines-before-header");
    expect(notes).toContainEqual({
      row: 3,
      column: null,
      message: expect.stringContaining("District plan export"),
    });
  });

  test("columns match by name in any order, and an unknown one is told", async () => {
    const plan = await hostile("unknown-and-reordered-columns");
    expect(plan.goals).toMatchObject([{ title: "One device", code: "1.1", priority: "Access" }]);
    expect(plan.centsBySource).toEqual({ "": 10_000 });
    expect(places(plan.notes)).toContain("1 Owner e-mail");
    expect(plan.notes.filter(note => note.row === 2)).toEqual([]);
  });

  test("a repeated row is told and counts once", async () => {
    const plan = await hostile("duplicate-goal-codes");
    expect(plan.budgetLines).toHaveLength(2);
    expect(plan.centsBySource).toEqual({ "E-Rate": 246_900 });
    expect(places(plan.notes)).toContain("3 row");
  });

  test("control characters are taken out and told, and the text around them stays", async () => {
    const nul = await hostile("nul-bytes");
    expect(nul.goals).toMatchObject([{ priority: "Access", title: "Goal withNUL" }]);
    expect(places(nul.notes)).toEqual(expect.arrayContaining(["2 priority", "2 goal"]));
    const others = await hostile("control-characters");
    expect(others.goals[0]?.title).toBe("Bell  escape [31m red  vertical");
    expect(notesOf(others, "goal")).toHaveLength(1);
  });

  test("formulas are text, each its own", async () => {
    const plan = await hostile("formula-injection");
    const titles = ["=1+1", "+1+1", "-2+3", "@SUM(A1:A2)", "\t=1+1", "\r=1+1", "-1,200", "＝1+1"];
    expect(plan.goals.map(goal => goal.title)).toEqual(expect.arrayContaining(titles));
    expect(plan.workItems).toHaveLength(11);
  });

  test("only an http or https address becomes a link", async () => {
    const { workItems, notes } = await hostile("html-script");
    expect(workItems.map(item => item.sourceUrl)).toEqual([
      null,
      null,
      "http://localhost/",
      null,
      null,
      null,
      null,
    ]);
    expect(workItems[0]).toMatchObject({ title: "<script>alert(1)</script>", source: "javascript:alert(1)" });
    expect(places(notes)).toEqual(expect.arrayContaining(["2 source_url", "3 source_url"]));
  });

  test("every script and mark of writing is kept", async () => {
    const bytes = await readFile(new URL("../fixtures/hostile/emoji-rtl.csv", import.meta.url), "utf8");
    const { goals } = await hostile("emoji-rtl");
    expect(goals).toHaveLength(10);
    expect(goals.every(goal => bytes.includes(`,${goal.title},`))).toBe(true);
  });
});

describe("a file that is wrong is told where, by line and column", () => {
  test.each([
    ["invalid-utf8", ["2 goal"]],
    ["windows-1252", ["2 priority", "2 goal", "2 action"]],
    ["ragged-rows", ["2 row", "3 row"]],
    ["stray-quote", ["3 goal"]],
    ["dates", ["5 start", "5 end", "6 start", "6 end", "8 start", "9 end"]],
    ["money", [4, 10, 14, 15, 16, 17, 18, 19, 20, 23, 24, 25].map(row => `${row} cost_usd`)],
  ])("%s", async (name, expected) => {
    expect(places((await hostile(name)).problems)).toEqual(expected);
  });

  test("bytes that are no UTF-8 offer Windows-1252, and with that choice the text is right", async () => {
    const asked = await hostile("windows-1252");
    expect(asked.problems.every(({ message }) => message.includes("Windows-1252"))).toBe(true);
    const chosen = await readFixture("hostile/windows-1252.csv", "windows-1252");
    expect(chosen.problems).toEqual([]);
    expect(chosen.checked).toBe(1);
    expect(chosen.goals).toMatchObject([
      { priority: "Accès", title: "Student’s “first” device – café menu €" },
    ]);
  });

  test("short and long rows are counted, blank ones are not", async () => {
    const plan = await hostile("ragged-rows");
    expect(plan.checked).toBe(3);
    expect(plan.problems.map(({ message }) => message)).toEqual([
      expect.stringContaining("too short: it has 3 cells, the header has 17"),
      expect.stringContaining("too long: it has 19 cells, the header has 17"),
    ]);
  });

  test("an open quote is told at its line; a quote inside a plain cell is only text", async () => {
    const plan = await hostile("stray-quote");
    expect(plan.problems[0]?.message).toContain("line 3");
    expect(plan.goals).toMatchObject([{ title: 'Buy 11" screens' }]);
  });

  test("dates that can be read one way are read", async () => {
    const { workItems, checked } = await hostile("dates");
    expect(checked).toBe(16);
    const read = workItems.map(({ title, starts, due }) => [title, starts.value, due.value]);
    expect(read).toEqual([
      ["US format", "2025-07-01", "2026-06-30"],
      ["US two-digit year", "2025-07-01", "2026-06-30"],
      ["Day above 12", "2025-01-13", "2025-12-31"],
      ["Ambiguous", null, null],
      ["Impossible", null, null],
      ["Leap day ok", "2024-02-29", "2024-03-01"],
      ["Leap day wrong", null, "2025-03-01"],
      ["End before start", "2026-06-30", "2025-07-01"],
      ["School year", "2025-07-01", "2027-06-30"],
      ["Fiscal year", "2025-07-01", "2026-06-30"],
      ["Excel serial", "2025-07-01", "2026-06-30"],
      ["Words", null, null],
      ["ISO time", "2025-07-01", "2026-06-30"],
      ["Far years", null, null],
      ["Empty", null, null],
      ["TBD", null, null],
    ]);
    expect(workItems.find(item => item.title === "Words")?.starts.text).toBe("Fall 2025");
  });

  test("amounts that can be read one way are read", async () => {
    const { budgetLines, centsBySource } = await hostile("money");
    expect(budgetLines.map(line => [line.code, line.cents])).toEqual([
      ["M.01", 123_450],
      ["M.05", 123_450],
      ["M.06", 123_400],
      ["M.07", 123_450],
      ["M.08", 9_900],
      ["M.20", 10],
      ["M.21", 20],
    ]);
    expect(centsBySource).toEqual({ "General Fund": 503_680 });
  });
});

describe("a file that is no plan is refused whole, in one sentence, without a row", () => {
  test.each([
    ["empty", "empty"],
    ["header-only", "no rows"],
    ["duplicate-header", "goal and cost_usd"],
    ["missing-required-columns", "goal_code and goal"],
    ["many-columns", "more than 200 columns"],
    ["not-a-csv", "looks like a spreadsheet file (or another zip)"],
    ["html-saved-as", "web page"],
  ])("%s", async (name, reason) => {
    const plan = await hostile(name);
    expect(plan.problems).toEqual([{ row: null, column: null, message: expect.stringContaining(reason) }]);
    expect(plan).toMatchObject({
      checked: 0,
      goals: [],
      measures: [],
      workItems: [],
      budgetLines: [],
      notes: [],
    });
    expect(plan.centsBySource).toEqual({});
  });

  test.each([
    ["blank lines only", "\r\n  \r\n", "empty"],
    ["a text", "Dear board,\nthis is our plan.\n", "No header was found"],
    ["UTF-16 without its mark", Buffer.from("goal_code,goal\r\n", "utf16le"), "UTF-16"],
    ["a PDF", "%PDF-1.7\n", "PDF"],
    ["an old spreadsheet", Buffer.from("d0cf11e0a1b11ae10000", "hex"), "old spreadsheet"],
    ["a quote that opens above any header", '"goal_code,goal\r\n1,2\r\n', "A quote opens on line 1"],
    ["a web page behind blank lines", "\n\n<!-- plan --><html>", "web page"],
  ])("%s", async (_, content, reason) => {
    const plan = await readBytes(Buffer.from(content));
    expect(plan.problems).toEqual([{ row: null, column: null, message: expect.stringContaining(reason) }]);
  });
});

test("each file gets the same answer however its bytes arrive", async () => {
  const folder = new URL("../fixtures/hostile/", import.meta.url);
  for (const name of (await readdir(folder)).filter(file => file.endsWith(".csv"))) {
    const bytes = await readFile(new URL(name, folder));
    const whole = await readBytes(bytes);
    for (const size of [1, 7]) expect(await readBytes(bytes, undefined, size), name).toEqual(whole);
  }
});

test("no message holds a character that could act on a terminal, or half of one", async () => {
  const { notes, problems } = await readRows({
    start: `7\u001b[31m${"👨‍👩‍👧‍👦".repeat(60)}`,
    side: "a\nb\tc",
    cost_usd: "\u0007\u0008x",
  });
  for (const { message } of [...notes, ...problems]) {
    expect(message).toMatch(/^\P{Cc}+$/u);
    expect(message.isWellFormed()).toBe(true);
  }
  expect(
    notes.find(note => note.column === "start" && note.message.includes("kept as text"))?.message,
  ).toContain("👨‍👩‍👧‍👦…”");
});
