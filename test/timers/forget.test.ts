import { expect, test } from "vitest";
import { findAnswer, forgetAnswers, keepAnswer } from "../../src/people/answered-forms.queries.ts";
import { makeCast } from "../support/cast.ts";
import { freshDatabase } from "../support/database.ts";

test("the key of a form is kept as long as the form can come back, and no longer", async () => {
  const db = await freshDatabase();
  const { id, deed } = await makeCast(db);
  const now = new Date("2026-11-23T16:00:00Z");
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
  for (const days of [30, 32])
    await db.write(tx =>
      keepAnswer(tx, { key: `${days}`, personId: id.ana, location: "/goals/1", at: daysAgo(days) }),
    );
  const forget = await deed("ana", now.toISOString());
  await db.write(tx => forgetAnswers(tx, forget));
  const kept = await Promise.all(["30", "32"].map(key => findAnswer(db.read, id.ana, key)));
  expect(kept).toEqual(["/goals/1", undefined]);
});
