import { join } from "node:path";
import { sql } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { backUp } from "../../src/db/backup.ts";
import { restoreVerified } from "../../src/operate/restore.ts";
import { verifyAll } from "../../src/operate/verify.ts";
import { documentOf, runCli } from "../support/cli.ts";
import { emptyConfig, freshFolder, makeDistrict, open } from "./district.ts";

vi.setConfig({ testTimeout: 240_000 });

test("a district moves from PostgreSQL to SQLite and back, lives on in both, and loses nothing", async () => {
  const folder = freshFolder();
  const there = await makeDistrict();
  const content = await backUp(there.config, join(folder, "there.db"));
  const onSqlite = { DATABASE_URL: `file:${join(folder, "crosswalk.db")}`, DATA_DIR: folder };
  const command = async (...args: string[]) => documentOf(await runCli([...args, "--json"], onSqlite));

  const moved = await command("restore", join(folder, "there.db"));
  expect(moved.tables).toEqual(Object.fromEntries(content));
  expect(await command("verify")).toEqual({ ok: true, problems: [] });
  await command("person", "add", "new@sanjuan.example", "--name", "New Person");
  expect(await command("verify")).toEqual({ ok: true, problems: [] });
  const { tables } = await command("backup", join(folder, "moved.db"));
  expect(tables.people.rows).toBe((content.get("people")?.rows ?? 0) + 1);

  const back = await emptyConfig();
  const restored = await restoreVerified(back, join(folder, "moved.db"), { anyway: false });
  expect(Object.fromEntries(restored.content)).toEqual(tables);
  expect(await verifyAll(back)).toEqual([]);
  const db = await open(back);
  const [found] = await db.read.rows<{ title: string }>(
    sql`select title from search_texts where found @@ to_tsquery('crosswalk', 'moreno')`,
  );
  expect(found).toEqual({ title: "Tess Moreno" });
});
