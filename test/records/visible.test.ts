import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { createRecord } from "../../src/records/records.actions.ts";
import { visibleTo } from "../../src/records/records.queries.ts";
import { audiences, narrowest, sees } from "../../src/records/records.rules.ts";
import { records } from "../../src/records/records.table.ts";
import { makeCast, names } from "../support/cast.ts";
import { freshDatabase } from "../support/database.ts";

const db = await freshDatabase();
const cast = await makeCast(db);
const author = await cast.deed("tess");
for (const audience of audiences)
  await db.write(tx =>
    createRecord(
      tx,
      author,
      {
        kind: "request",
        title: audience,
        state: "draft",
        audience,
        words: "",
        seats: { author: cast.id.tess },
      },
      { kind: "request drafted", data: { title: audience } },
    ),
  );

/** From the product's words: who sees what beside those who sit there. */
const seenBy: Record<(typeof audiences)[number], readonly string[]> = {
  board: names,
  everyone: names.filter(name => name !== "vera"),
  seats: ["lin", "omar", "joe", "sam"],
  money: ["lin", "omar", "joe", "sam", "marcus"],
  restricted: ["dana", "priya", "lin", "omar", "joe", "sam", "ada"],
  admins: ["ada"],
};

describe.each(names)("%s", name => {
  it.each(audiences)("sees a record for %s only where the product says so", async audience => {
    const { by } = await cast.deed(name);
    const rows = await db.read
      .select({ id: records.id })
      .from(records)
      .where(and(eq(records.title, audience), eq(records.kind, "request"), visibleTo(by)));
    const expected = seenBy[audience].includes(name) || name === "tess";
    expect(rows.length === 1).toBe(expected);
    expect(sees(by, { audience }, name === "tess")).toBe(expected);
  });
});

it("what several audiences have in common is the narrowest of them", () => {
  expect(narrowest(["everyone", "board"])).toBe("everyone");
  expect(narrowest(["everyone", "restricted", "board"])).toBe("restricted");
  expect(narrowest(["restricted", "seats"])).toBe("seats");
  expect(narrowest(["everyone", "money"])).toBe("seats");
});
