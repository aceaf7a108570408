import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { records } from "../../src/records/records.table.ts";
import { useBrowser } from "../support/browser.ts";
import { useExample } from "../support/example.ts";
import { type Hands, handsOf } from "../support/hands.ts";

const example = useExample();
const browser = useBrowser();

const countOf = async (title: string): Promise<number> => {
  const { read } = example().deps.db;
  const rows = await read
    .select({ id: records.id })
    .from(records)
    .where(and(eq(records.kind, "request"), eq(records.title, title)));
  return rows.length;
};

const fillRequest = (hands: Hands, title: string) =>
  hands.fill({
    Title: title,
    "What do you want to do that you cannot do today": "See it in one place.",
    Kind: "Change",
    "What gets better for students": "Nobody is forgotten.",
    "Needed by": "2027-02-01",
    "School or department": "Dyer Kelly Elementary",
    "How many people it touches": "30",
    "Does student data move between systems for this?": "No",
  });

describe("a form that is sent twice", () => {
  it("makes one request, in two tabs and without scripts", async ({ task }) => {
    const title = `Sent into two tabs ${task.result?.retryCount ?? 0}`;
    const tess = await handsOf(browser, example(), "tess", { javaScriptEnabled: false });
    await tess.goTo("/requests/new");
    await fillRequest(tess, title);
    const send = tess.page.getByRole("button", { name: "Send request" }).last();
    const made: string[] = [];
    for (const _tab of ["first", "second"]) {
      const opened = tess.page.context().waitForEvent("page");
      await send.click({ modifiers: ["ControlOrMeta"] });
      const tab = await opened;
      await tab.getByRole("heading", { level: 1, name: title }).waitFor();
      made.push(tab.url());
    }
    expect(made[1]).toBe(made[0]);
    expect(await countOf(title)).toBe(1);
  });

  it("makes one request by a double click", async () => {
    const tess = await handsOf(browser, example(), "tess");
    await tess.goTo("/requests/new");
    await fillRequest(tess, "Clicked twice");
    await tess.page.getByRole("button", { name: "Send request" }).last().dblclick();
    await tess.page.locator(".flash").waitFor();
    expect(await countOf("Clicked twice")).toBe(1);
  });
});

describe("a form made from what somebody else has changed since", () => {
  it("comes back with both texts, and goes through once that is settled", async () => {
    const both = await Promise.all(
      ["ana", "lin"].map(name => handsOf(browser, example(), name as "ana" | "lin")),
    );
    const [ana, lin] = both;
    if (!ana || !lin) throw new Error("nobody is here");
    for (const hands of both) {
      await hands.goTo("/");
      await hands.page.getByRole("searchbox").fill("screened for reading");
      await hands.page.getByRole("button", { name: "Find" }).click();
      await hands.follow(/Every child in kindergarten/);
      await hands.follow("Edit the goal");
    }
    await lin.fill({ "Schools or departments": "All 38 elementary schools" });
    await lin.press("Keep changes");
    await ana.fill({ "Schools or departments": "Elementary schools, and two more" });
    const answered = ana.page.waitForResponse(response => response.request().method() === "POST");
    await ana.press("Keep changes");
    expect((await answered).status()).toBe(409);
    expect(await ana.words()).toContain("All 38 elementary schools");
    expect(await ana.field("Schools or departments").inputValue()).toBe("Elementary schools, and two more");
    await ana.press("Keep changes");
    expect(await ana.words()).toContain("Elementary schools, and two more");
  });
});

describe("a failed form", () => {
  it("keeps every word of a growing table, without scripts", async () => {
    const dana = await handsOf(browser, example(), "dana", { javaScriptEnabled: false });
    await dana.goTo("/budget/new");
    const words = {
      Title: "Twenty headsets",
      "What it pays for, row 1": "Headsets, “good ones” <b>& blue</b>",
      "Each, row 1": "twelve",
      "What it pays for, row 2": "A box",
      Justification: "  One a child  ",
    };
    await dana.fill(words);
    await dana.press("Add a line");
    await dana.fill({ "What it pays for, row 3": "A label" });
    await dana.press("Submit");
    expect((await dana.errors()).join()).toMatch(/“Each, row 1”|Each/);
    for (const [label, text] of Object.entries({ ...words, "What it pays for, row 3": "A label" }))
      expect((await dana.field(label).inputValue()).trim()).toBe(text.trim());
  });
});
