import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { engine } from "../../src/config.ts";
import type { Tx } from "../../src/db/database.ts";
import { takeRoots } from "../../src/events/roots.ts";
import { verifyChains, verifyRoots } from "../../src/events/verify.ts";
import { changeRecord, createRecord } from "../../src/records/records.actions.ts";
import { makeCast } from "../support/cast.ts";
import { freshDatabase } from "../support/database.ts";

/** A priority with three entries: the smallest record with a history. */
async function start() {
  const db = await freshDatabase();
  const cast = await makeCast(db);
  const deed = await cast.deed("ana");
  const made = await db.write(async tx => {
    const input = {
      kind: "priority",
      title: "Reading",
      state: "open",
      audience: "board",
      words: "",
    } as const;
    const first = await createRecord(tx, deed, input, { kind: "priority made", data: { title: "Reading" } });
    const said = (title: string) => ({
      kind: "priority changed" as const,
      data: { changes: { title: ["", title] as [string, string] } },
    });
    const second = await changeRecord(tx, deed, first, { title: "Reading first" }, said("Reading first"));
    return changeRecord(tx, deed, second, { title: "Read by grade 3" }, said("Read by grade 3"));
  });
  return { db, deed, id: made.id };
}

/** What someone with the database's own keys could do: the triggers are gone, then a row is changed. */
async function tamper(db: Awaited<ReturnType<typeof freshDatabase>>, change: (tx: Tx) => Promise<unknown>) {
  await db.write(async tx => {
    const dropped =
      engine === "postgres"
        ? [sql`alter table events disable trigger user`]
        : [sql`drop trigger events_refuse_update`, sql`drop trigger events_refuse_delete`];
    for (const statement of dropped) await tx.rows(statement);
    await change(tx);
  });
}

describe("the history", () => {
  it("verifies as the verbs wrote it", async () => {
    const { db, deed } = await start();
    await takeRoots(db, deed);
    expect(await verifyChains(db.read)).toEqual([]);
    expect(await verifyRoots(db.read)).toEqual([]);
  });

  it.each(["update", "delete"])("refuses %s by trigger", async verb => {
    const { db, id } = await start();
    const statement =
      verb === "update"
        ? sql`update events set kind = 'goal proposed' where record_id = ${id}`
        : sql`delete from events where record_id = ${id}`;
    await expect(db.write(tx => tx.rows(statement))).rejects.toThrow();
    expect(await verifyChains(db.read)).toEqual([]);
  });

  it("is of a record whose id, kind and number stay, even as they are", async () => {
    const { db, id } = await start();
    for (const column of [sql`id`, sql`kind`, sql`number`, sql`created_at`])
      await expect(
        db.write(tx => tx.rows(sql`update records set ${column} = ${column} where id = ${id}`)),
      ).rejects.toThrow();
  });

  it.each([
    [
      "a text",
      (id: string) =>
        sql`update events set data = '{"changes":{"title":["","x"]}}' where record_id = ${id} and sequence = 2`,
    ],
    ["a doer", (id: string) => sql`update events set by_id = null where record_id = ${id} and sequence = 2`],
    [
      "an instant",
      (id: string) =>
        sql`update events set at = (select at from events where sequence = 1 limit 1) where record_id = ${id} and sequence = 2`,
    ],
    ["an entry taken out", (id: string) => sql`delete from events where record_id = ${id} and sequence = 2`],
    [
      "the last entry taken out",
      (id: string) => sql`delete from events where record_id = ${id} and sequence = 3`,
    ],
    ["all entries taken out", (id: string) => sql`delete from events where record_id = ${id}`],
    ["the record itself", (id: string) => sql`update records set title = 'Math' where id = ${id}`],
    ["the record's state", (id: string) => sql`update records set state = 'closed' where id = ${id}`],
  ])("shows tampering with %s", async (_, statement) => {
    const { db, id } = await start();
    await tamper(db, tx => tx.rows(statement(id)));
    expect(await verifyChains(db.read)).toHaveLength(1);
  });

  it("shows a chain that was rewritten whole, by the root taken before", async () => {
    const { db, deed, id } = await start();
    await takeRoots(db, deed);
    await tamper(db, tx =>
      tx.rows(sql`update events set hash = 'forged' where record_id = ${id} and sequence = 3`),
    );
    expect(await verifyRoots(db.read)).toEqual([
      "1 histories were rewritten after their root of 2026-11-23 was taken.",
    ]);
  });

  it("takes one root a day", async () => {
    const { db, deed } = await start();
    expect(await takeRoots(db, deed)).toBe(1);
    expect(await takeRoots(db, deed)).toBe(0);
    expect(await takeRoots(db, { ...deed, today: "2026-11-24" })).toBe(1);
    expect(await verifyRoots(db.read)).toEqual([]);
  });
});
