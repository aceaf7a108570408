import { expect, test } from "vitest";
import { makeLife } from "../requests/made-life.ts";
import { makeHouse } from "../support/app.ts";
import { visit } from "../support/page.ts";

const house = await makeHouse();
const { make } = await makeLife(house.deps.db, house.cast);
const lin = await visit(house, "lin");
const figureOf = async (number: number) => {
  const page = await lin.get(`/triage?request=${number}`);
  return {
    said: page.$(".case figcaption").text().replace(/\s+/g, " ").trim(),
    isDrawn: page.$(".case figure svg").length > 0,
  };
};

test("triage says by when a request may be there, and never a day that is past", async () => {
  const young = await make.submitted({ title: "Class lists for art" }, "2026-11-20T16:00:00Z");
  expect(await figureOf(young)).toEqual({
    said: expect.stringMatching(/^Things like it took .+\. Nine in ten would be there by .+\.$/),
    isDrawn: true,
  });
  const old = await make.submitted({ title: "Class lists for choir" }, "2025-09-20T16:00:00Z");
  expect(await figureOf(old)).toEqual({
    said: expect.stringMatching(
      /^Things like it took .+\. This one was sent 14 months ago, longer than nine in ten of them took\.$/,
    ),
    isDrawn: false,
  });
});
