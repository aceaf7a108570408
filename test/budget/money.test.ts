import { beforeAll, describe, expect, test } from "vitest";
import { closeBudget, recordActual } from "../../src/budget/closing.actions.ts";
import { decideBudget } from "../../src/budget/decision.actions.ts";
import { verifyMoney } from "../../src/budget/money-check.queries.ts";
import { setSourceAmount } from "../../src/budget/sources.actions.ts";
import { getSource, listHoldings } from "../../src/budget/sources.queries.ts";
import { stepBack } from "../../src/budget/step-back.actions.ts";
import { listHistory } from "../../src/events/events.queries.ts";
import { commandLine } from "../../src/shared/deed.ts";
import { makeCast } from "../support/cast.ts";
import { freshDatabase } from "../support/database.ts";
import { aLine, Budgets } from "./made.ts";

let made: Budgets;

beforeAll(async () => {
  const db = await freshDatabase();
  made = new Budgets(db, await makeCast(db));
});

const held = async (id: string) =>
  (await listHoldings(made.db.read, [id])).map(({ fiscalYear, reservedCents }) => [
    fiscalYear,
    reservedCents,
  ]);

const tooMuch = (cents: number, source: { number: number }) =>
  made.by("marcus", (tx, deed) =>
    setSourceAmount(tx, deed, { number: source.number, fiscalYear: 2028, cents, reason: "Carried over" }),
  );

describe("approval", () => {
  test("holds an annual line in each of its fiscal years, a one-time line in one", async () => {
    const fund = await made.source("Annual", { 2028: 1_000_000, 2029: 1_000_000, 2030: 1_000_000 });
    const number = await made.reviewed({
      lines: [
        aLine({ sourceId: fund.id, recurrence: "annual", years: 3 }),
        aLine({ label: "Set-up", sourceId: fund.id, unitCents: 50_050 }),
      ],
    });
    expect(await held(fund.id)).toEqual([
      [2028, 0],
      [2029, 0],
      [2030, 0],
    ]);
    await made.decide(number);
    expect(await held(fund.id)).toEqual([
      [2028, 150_050],
      [2029, 100_000],
      [2030, 100_000],
    ]);
    expect((await made.get(number)).row.approvedCents).toBe(350_050);
  });

  test("is refused beyond what a source holds, naming source, year and how much is short", async () => {
    const fund = await made.source("General Fund 01", { 2028: 1_380_000 });
    const number = await made.reviewed({ lines: [aLine({ sourceId: fund.id, unitCents: 1_850_000 })] });
    await expect(made.decide(number)).rejects.toThrow(
      "General Fund 01 is $4,700 short in 2027-28. Approve less, choose another source, or ask finance to raise its amount.",
    );
    expect(await made.get(number)).toMatchObject({ state: "reviewed", row: { approvedCents: null } });
    expect(await held(fund.id)).toEqual([[2028, 0]]);
  });

  test("counts a year without an amount as 0", async () => {
    const fund = await made.source("One year only", { 2028: 1_000_000 });
    const lines = [aLine({ sourceId: fund.id, recurrence: "annual", years: 2 })];
    await expect(made.decide(await made.reviewed({ lines }))).rejects.toThrow(
      "One year only is $1,000 short in 2028-29.",
    );
  });

  test("takes a source to the last cent, and not one cent further", async () => {
    const fund = await made.source("To the cent", { 2028: 100_001 });
    const lines = (unitCents: number) => [aLine({ sourceId: fund.id, unitCents })];
    await made.decide(await made.reviewed({ lines: lines(100_000) }));
    await made.decide(await made.reviewed({ lines: lines(1) }));
    await expect(made.decide(await made.reviewed({ lines: lines(1) }))).rejects.toThrow("is $0.01 short");
  });

  test("is whole, in part or not at all, as its lines are", async () => {
    const fund = await made.source("By line", { 2028: 10_000_000 });
    const lines = [aLine({ sourceId: fund.id }), aLine({ label: "Training", sourceId: fund.id })];
    const number = await made.reviewed({ lines });
    await made.decide(number, [{ approvedCents: 60_000 }, { approvedCents: 0 }]);
    const it = await made.get(number);
    expect(it.state).toBe("partly approved");
    expect(it.lines.map(({ approvedCents }) => approvedCents)).toEqual([60_000, 0]);
    expect(await held(fund.id)).toEqual([[2028, 60_000]]);

    const other = await made.reviewed({ lines });
    await expect(made.decide(other, [{ approvedCents: 0 }, { approvedCents: 0 }], "")).rejects.toThrow(
      "Say why it is declined",
    );
    await made.decide(other, [{ approvedCents: 0 }, { approvedCents: 0 }], "Not this year.");
    expect(await made.get(other)).toMatchObject({ state: "declined", row: { approvedCents: 0 } });
    expect(await held(fund.id)).toEqual([[2028, 60_000]]);
  });

  test("gives no line more than it asks, and none without a source", async () => {
    const fund = await made.source("At most", { 2028: 10_000_000 });
    const number = await made.reviewed({ lines: [aLine({ sourceId: fund.id })] });
    await expect(made.decide(number, [{ approvedCents: 100_001 }])).rejects.toThrow(
      "“Nightly feed of class lists” asks for $1,000. Approve at most that.",
    );
    await expect(made.decide(number, [{ approvedCents: -1 }])).rejects.toThrow("cannot get");
    await expect(made.decide(number, [{ approvedCents: 0.5 }])).rejects.toThrow("cannot get");
    const [line] = (await made.get(number)).lines;
    const bare = new Map([[line?.id ?? "", { approvedCents: 1, sourceId: null }]]);
    await expect(
      made.by("grace", (tx, deed) => decideBudget(tx, deed, { number, lines: bare })),
    ).rejects.toThrow("has no source. Choose one, or approve 0.");
    await expect(
      made.by("grace", (tx, deed) => decideBudget(tx, deed, { number, lines: new Map() })),
    ).rejects.toThrow("has no decision");
  });

  test("above the district's threshold names the day of the board meeting", async () => {
    const fund = await made.source("Board", { 2028: 100_000_000 });
    const number = await made.reviewed({ lines: [aLine({ sourceId: fund.id, unitCents: 5_000_001 })] });
    await expect(made.decide(number)).rejects.toThrow("Above $50,000 the board decides.");
    const [line] = (await made.get(number)).lines;
    const lines = new Map([[line?.id ?? "", { approvedCents: 5_000_001, sourceId: fund.id }]]);
    await made.by("grace", (tx, deed) => decideBudget(tx, deed, { number, lines, boardDay: "2026-11-17" }));
    expect((await made.get(number)).row.boardDay).toBe("2026-11-17");
  });
});

describe("two approvals at the same moment", () => {
  test("never overspend a source: one holds its money, the other is told how much is short", async () => {
    const fund = await made.source("At once", { 2028: 150_000 });
    const numbers = [
      await made.reviewed({ lines: [aLine({ sourceId: fund.id })] }),
      await made.reviewed({ lines: [aLine({ sourceId: fund.id })] }),
    ];
    const answers = await Promise.allSettled(numbers.map(number => made.decide(number)));
    expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = answers.find(answer => answer.status === "rejected");
    expect(refused?.reason).toMatchObject({ code: "conflict" });
    expect(String(refused?.reason)).toContain("At once is $500 short in 2027-28.");
    expect(await held(fund.id)).toEqual([[2028, 100_000]]);
    expect(await verifyMoney(made.db.read)).toEqual([]);
  });

  test("ten of which three fit: three hold, seven are refused", async () => {
    const fund = await made.source("Ten at once", { 2028: 399_999 });
    const numbers: number[] = [];
    for (let n = 0; n < 10; n += 1)
      numbers.push(await made.reviewed({ lines: [aLine({ sourceId: fund.id })] }));
    const answers = await Promise.allSettled(numbers.map(number => made.decide(number)));
    const refused = answers.filter(answer => answer.status === "rejected");
    expect(refused.map(({ reason }) => reason.code)).toEqual(Array(7).fill("conflict"));
    expect(await held(fund.id)).toEqual([[2028, 300_000]]);
  });

  test("beside a lowering of the amount, one of the two is refused", async () => {
    const fund = await made.source("Lowered", { 2028: 100_000 });
    const number = await made.reviewed({ lines: [aLine({ sourceId: fund.id })] });
    const answers = await Promise.allSettled([made.decide(number), tooMuch(99_999, fund)]);
    expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await verifyMoney(made.db.read)).toEqual([]);
  });
});

describe("a source's amount", () => {
  test("is never lowered below what is reserved", async () => {
    const fund = await made.source("Reserved", { 2028: 500_000 });
    await made.decide(await made.reviewed({ lines: [aLine({ sourceId: fund.id })] }));
    await expect(tooMuch(99_999, fund)).rejects.toThrow(
      "$1,000 of Reserved is reserved in 2027-28. Enter at least that, or close what holds it.",
    );
    await tooMuch(100_000, fund);
  });

  test("is raised by finance alone, with a reason that shows, and then lets an approval through", async () => {
    const fund = await made.source("Raised", { 2028: 50_000 });
    const number = await made.reviewed({ lines: [aLine({ sourceId: fund.id })] });
    await expect(made.decide(number)).rejects.toThrow("Raised is $500 short");
    await expect(
      made.by("grace", (tx, deed) =>
        setSourceAmount(tx, deed, { number: fund.number, fiscalYear: 2028, cents: 1, reason: "Mine" }),
      ),
    ).rejects.toThrow("Only finance");
    await tooMuch(100_000, fund);
    await made.decide(number);
    const { record } = await getSource(made.db.read, commandLine, fund.number);
    const [told] = await listHistory(made.db.read, commandLine, record.id, "it");
    expect(`${told?.by} ${told?.parts.join("")}`).toBe(
      "Marcus Bell set the amount of it for fiscal year 2027-28 from $500 to $1,000: “Carried over”",
    );
  });
});

describe("closing", () => {
  const spent = async (number: number, cents: number) =>
    made.by("marcus", (tx, deed) => recordActual(tx, deed, { number, position: 1, cents }));
  const close = (number: number) => made.by("marcus", (tx, deed) => closeBudget(tx, deed, { number }));

  test("frees what its actuals did not use, of the last years first", async () => {
    const fund = await made.source("Closed", { 2028: 200_000, 2029: 200_000, 2030: 200_000 });
    const number = await made.reviewed({
      lines: [aLine({ sourceId: fund.id, recurrence: "annual", years: 3 })],
    });
    await made.decide(number);
    await expect(close(number)).rejects.toThrow("has no actual yet");
    await spent(number, 150_000);
    await close(number);
    expect((await made.get(number)).state).toBe("closed");
    expect(await held(fund.id)).toEqual([
      [2028, 100_000],
      [2029, 50_000],
      [2030, 0],
    ]);
    expect(await verifyMoney(made.db.read)).toEqual([]);
    await made.by("marcus", (tx, deed) => stepBack(tx, deed, { number }));
    expect(await held(fund.id)).toEqual([2028, 2029, 2030].map(year => [year, 100_000]));
  });

  test("frees nothing where more was spent than approved", async () => {
    const fund = await made.source("Overspent", { 2028: 200_000 });
    const number = await made.reviewed({ lines: [aLine({ sourceId: fund.id })] });
    await made.decide(number);
    await spent(number, 170_000);
    await close(number);
    expect(await held(fund.id)).toEqual([[2028, 100_000]]);
  });

  test("actuals are for approved lines", async () => {
    const fund = await made.source("Not approved", { 2028: 200_000 });
    const lines = [aLine({ sourceId: fund.id }), aLine({ label: "Other", sourceId: fund.id })];
    const number = await made.reviewed({ lines });
    await made.decide(number, [{ approvedCents: 0 }]);
    await expect(spent(number, 5)).rejects.toThrow("was not approved");
  });

  test("a decision taken back frees its money, and leaves nothing approved", async () => {
    const fund = await made.source("Taken back", { 2028: 200_000 });
    const number = await made.reviewed({ lines: [aLine({ sourceId: fund.id })] });
    await made.decide(number);
    await made.by("grace", (tx, deed) => stepBack(tx, deed, { number }));
    expect(await made.get(number)).toMatchObject({ state: "reviewed", row: { approvedCents: null } });
    expect(await held(fund.id)).toEqual([[2028, 0]]);
    await made.decide(number);
    expect(await verifyMoney(made.db.read)).toEqual([]);
  });
});
