import { beforeAll, describe, expect, test } from "vitest";
import type { RecordRow } from "../../src/records/records.actions.ts";
import { paths } from "../../src/web/paths.ts";
import { planWork } from "../../src/work/work.actions.ts";
import { numbersIn } from "../../src/work/work.rules.ts";
import { type House, makeHouse } from "../support/app.ts";
import { type Visitor, visit } from "../support/page.ts";

describe("numbers in a text", () => {
  test.each([
    ["", []],
    ["W-12, w15 and 7", [12, 15, 7]],
    ["W-3 W-3;3", [3]],
    ["R-3", null],
    ["W-0", null],
    ["the feed", null],
    ["W-1234567890", null],
  ])("“%s”", (text, numbers) => {
    expect(numbersIn(text)).toEqual(numbers);
  });
});

describe("work that waits for other work", () => {
  let house: House;
  let priya: Visitor;
  let feed: RecordRow;
  let screen: RecordRow;
  let report: RecordRow;
  const ref = ({ number }: RecordRow) => `W-${number}`;
  const page = ({ number }: RecordRow) => priya.get(paths.record("work", number));
  const edit = async (record: RecordRow, waitsFor: string) => {
    const form = await priya.get(paths.verb("work", record.number, "edit"));
    return form.form("Keep changes").submit({ "Waits for": waitsFor });
  };

  beforeAll(async () => {
    house = await makeHouse();
    priya = await visit(house, "priya");
    const deed = await house.cast.deed("priya");
    const plan = (title: string, waitsFor?: string) =>
      house.deps.db.write(tx => planWork(tx, deed, { title, goals: [], requests: [], waitsFor }));
    feed = await plan("Roster feed");
    screen = await plan("Screener lists", ref(feed));
    report = await plan("Weekly report", `${ref(screen)}, ${ref(feed)}`);
  });

  test("says on both pages what waits for what, and in the history", async () => {
    const { text } = await page(screen);
    expect(text).toMatch(new RegExp(`Waits for\\s*${ref(feed)}\\s*Roster feed\\s*\\(planned\\)`));
    expect(text).toMatch(new RegExp(`Waiting for it\\s*${ref(report)}\\s*Weekly report`));
    expect(text).toContain(`waits for ${ref(feed)}`);
    expect((await page(feed)).text).not.toContain("Waits for");
  });

  test("cannot wait for itself, nor in a circle, and is told which one", async () => {
    const itself = await edit(feed, ref(feed));
    expect(itself.status).toBe(422);
    expect(itself.text).toContain("Work cannot wait for itself.");
    const circle = await edit(feed, ref(report));
    expect(circle.text).toContain(`${ref(report)} waits for ${ref(feed)} already`);
    const others = (await edit(report, ref(screen))).text;
    expect(others).toContain("Your changes are kept.");
    const longer = await edit(feed, ref(report));
    expect(longer.text).toContain(
      `${ref(report)} waits for ${ref(screen)}, which waits for ${ref(feed)} already`,
    );
    expect((await page(feed)).text).not.toContain("Waits for");
  });

  test("is told what is no work, and what is not there", async () => {
    const nonsense = await edit(screen, "the feed");
    expect(nonsense.status).toBe(422);
    expect(nonsense.text).toContain("takes numbers of work");
    expect((await edit(screen, "W-999999")).text).toContain("W-999999 is not there, or you may not see it.");
  });

  test("waits no more once that is taken out", async () => {
    const { text } = await edit(screen, "");
    expect(text).toContain("Your changes are kept.");
    expect(text).toContain(`no longer waits for ${ref(feed)}`);
  });

  test("closes no circle by two who tie at the same moment", async () => {
    const [one, two] = await Promise.all([edit(feed, ref(screen)), edit(screen, ref(feed))]);
    const kept = [one, two].filter(({ text }) => text.includes("Your changes are kept."));
    expect(kept).toHaveLength(1);
  });
});
