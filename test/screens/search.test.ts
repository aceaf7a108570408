import { describe, expect, it } from "vitest";
import { createRecord } from "../../src/records/records.actions.ts";
import { passageOf } from "../../src/screens/search/passages.rules.ts";
import { makeHouse } from "../support/app.ts";
import { stranger, visit } from "../support/page.ts";

const house = await makeHouse();
const deed = await house.cast.deed("tess");
const make = (title: string, words: string, audience: "everyone" | "restricted") =>
  house.deps.db.write(tx =>
    createRecord(
      tx,
      deed,
      {
        kind: "request",
        title,
        state: "submitted",
        audience,
        words,
        seats: { requester: house.cast.id.tess },
      },
      { kind: "request drafted", data: { title } },
    ),
  );
const lists = await make("Nightly class lists", "for the résumé of a reading screener", "everyone");
const secret = await make("Old accounts", "zebra", "restricted");

const found = async (who: "tess" | "ana" | "dana" | "vera", words: string) => {
  const visitor = await visit(house, who);
  return (await visitor.get(`/search?q=${encodeURIComponent(words)}`)).text;
};

describe("search", () => {
  it("leads a stranger to sign in", async () => {
    expect((await stranger(house).get("/search?q=lists")).url).toContain("/sign-in");
  });

  it.each([
    "class lists",
    "LIST",
    "résumé",
    "resume",
    "screeners",
    "scree",
    ...[lists.number, `R-${lists.number}`, `r${lists.number}`].map(String),
  ])("finds by “%s”", async words => {
    expect(await found("ana", words)).toContain(`R-${lists.number} Nightly class lists`);
  });

  it.each(["accounts", "zebra", `R-${secret.number}`, String(secret.number)])(
    "shows what is restricted to nobody else by “%s”",
    async words => {
      expect(await found("ana", words)).not.toContain("Old accounts");
      expect(await found("vera", words)).not.toContain("Old accounts");
      expect(await found("dana", words)).toContain("Old accounts");
      expect(await found("tess", words)).toContain("Old accounts");
    },
  );

  it("shows first what has the words in its title, however many newer records speak of them", async () => {
    await make("Badge printer", "for the office", "everyone");
    for (let n = 1; n <= 55; n += 1) await make(`Anything ${n}`, "beside the badge printer", "everyone");
    const page = await (await visit(house, "ana")).get("/search?q=badge%20printers");
    expect(page.$("main ol > li").first().text()).toContain("Badge printer");
  });

  it("means a person by their name, and not by the job that many have", async () => {
    expect(await found("ana", "teacher")).not.toContain("Tess Moreno");
  });

  it.each(["", "   ", "“”", "AND OR", "a:* | b", "'; drop table records", "x".repeat(5000), "%", "*"])(
    "takes “%s” as words and never as an operator",
    async words => {
      const visitor = await visit(house, "ana");
      expect((await visitor.get(`/search?q=${encodeURIComponent(words)}`)).status).toBe(200);
    },
  );

  it("shows where the words stand, and whose records a name leads to", async () => {
    const visitor = await visit(house, "ana");
    const page = await visitor.get("/search?q=screeners");
    expect(page.$("li b").text()).toBe("screener");
    expect(page.text).toContain("for the resume of a reading screener");
    const named = await visitor.get("/search?q=dana");
    expect(named.text).toMatch(/Dana \w+/);
    expect(named.links("requests")).toEqual([`/requests?person=${house.cast.id.dana}`]);
    expect(named.text).not.toContain("Try fewer");
    for (const [who, words] of [
      ["ana", "dana@sanjuan.example"],
      ["vera", "dana"],
    ] as const)
      expect(await found(who, words)).toContain("No record that you may see holds these words.");
  });
});

describe("a passage", () => {
  const shown = (text: string, query: string) =>
    passageOf(text, query)
      ?.map(({ text, matches }) => (matches ? `[${text}]` : text))
      .join("");

  it.each([
    ["The lists of a class", "list", "The [lists] of a class"],
    ["A teacher asks about it", "a", "[A] teacher [asks] [about] it"],
    ["Nothing here", "lists", undefined],
    ["", "lists", undefined],
    [`${"word ".repeat(40)}roster ${"more ".repeat(60)}`, "rosters", /^… (word )+\[roster\]( more)+ …$/],
    ["family 👩‍👩‍👧 of four, and عائلة", "four", "family 👩‍👩‍👧 of [four], and عائلة"],
  ])("of “%s” for “%s”", (text, query, expected) => {
    if (expected instanceof RegExp) expect(shown(text, query)).toMatch(expected);
    else expect(shown(text, query)).toBe(expected);
  });
});
