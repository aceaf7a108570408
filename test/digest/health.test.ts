import * as cheerio from "cheerio";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { planDigests } from "../../src/digest/digest.actions.ts";
import { digests } from "../../src/digest/digest.table.ts";
import { latestPeriod } from "../../src/digest/periods.rules.ts";
import { checkIn } from "../../src/goals/check-ins.actions.ts";
import type { Health } from "../../src/goals/goals.rules.ts";
import { time } from "../../src/shared/deed.ts";
import { goalMaker } from "../goals/made-goals.ts";
import { makeHouse } from "../support/app.ts";

const house = await makeHouse();
const goals = await goalMaker(house.deps.db, house.cast);
const says = (number: number, name: "ana" | "dana", health: Health, at: string) =>
  goals.as(
    name,
    at,
  )((tx, deed) => {
    const side = name === "ana" ? "leadership" : "technology";
    return checkIn(tx, deed, { number }, { side, health, changed: `It is ${health}.` });
  });

test("a digest says each health by a stroke and its words, in both parts", async () => {
  const friday = "2026-11-20T16:00:00Z";
  const two = await goals.active({ title: "Every child reads" }, "2026-11-18T16:00:00Z");
  await says(two, "ana", "on track", friday);
  await says(two, "dana", "at risk", friday);
  const silent = await goals.active({ title: "Every child counts" }, "2026-08-03T16:00:00Z");
  await says(silent, "ana", "off track", friday);
  await says(silent, "dana", "on track", "2026-08-05T16:00:00Z");

  const now = house.deps.clock.now();
  const period = latestPeriod(now, house.cast.district);
  if (!period) throw new Error("no period is due");
  await planDigests(house.deps, { ...(await house.cast.deed("ada")), by: time }, period);
  const [issue] = await house.deps.db.read
    .select()
    .from(digests)
    .where(eq(digests.personId, house.cast.id.lin));
  const $ = cheerio.load(issue?.html ?? "");
  const html = $("body").text().replace(/\s+/g, " ");
  const text = issue?.text.replace(/\s+/g, " ") ?? "";
  for (const part of [html, text]) {
    expect(part).toContain(
      "The two sides differ. Leadership says ✓ on track: It is on track. Technology says ! at risk: It is at risk.",
    );
    expect(part).toContain(
      "Leadership says × off track: It is off track. ◷ No word from technology since Aug 5.",
    );
  }
  const strokes = $("[aria-hidden=true]").filter((_, sign) => /^[✓!×◷–]$/u.test($(sign).text()));
  expect(strokes.length).toBe(4);
});
