import { describe, expect, it, test } from "vitest";
import { beginningOf } from "../../src/shared/language.ts";
import { openingOf } from "../../src/shared/words.ts";
import { pageHead } from "../../src/web/head.ts";
import { plainName } from "../../src/web/upload.ts";

const family = "👩‍👩‍👧‍👦";
const accent = "e\u0301";

describe("a text is cut between letters and never inside one", () => {
  it.each([
    ["an emoji of a family", family],
    ["a letter with its mark", accent],
    ["a flag", "🇺🇸"],
    ["a syllable of Hindi", "नि"],
  ])("%s stays whole", (_, letter) => {
    for (let room = 1; room < 40; room++) {
      const cut = beginningOf(letter.repeat(20), room);
      expect(cut).toBe(letter.repeat(Math.min(20, Math.floor(room / letter.length))));
    }
  });

  it("in what a mail quotes and what a tab is called", () => {
    expect(openingOf(family.repeat(9), 30)).toBe(`${family.repeat(2)}…`);
    expect(openingOf("Two words and more", 10)).toBe("Two words…");
    expect(pageHead({ heading: family.repeat(9) }).title).toBe(`${family.repeat(5)}…`);
  });
});

test("the name of a file is its last part, without what speaks to terminals, and keeps its ending", () => {
  expect(plainName("../../etc/passwd")).toBe("passwd");
  expect(plainName("C:\\Users\\tess\\list.csv")).toBe("list.csv");
  expect(plainName("a\u001b[31mb\nc.txt")).toBe("a [31mb c.txt");
  const long = plainName(`${family.repeat(40)}.xlsx`);
  expect([long.length <= 200, long]).toEqual([true, `${family.repeat(17)}.xlsx`]);
});
