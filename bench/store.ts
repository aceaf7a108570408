import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { and, desc, eq } from "drizzle-orm";
import { migrate } from "../src/db/migrate.ts";
import { openDatabase } from "../src/db/open.ts";
import { records } from "../src/records/records.table.ts";
import { newId } from "../src/shared/ids.ts";

/** What the two doors cost over the bare driver, on SQLite: node --import ./src/preload.js bench/store.ts */
const folder = mkdtempSync(join(tmpdir(), "crosswalk-bench-"));
const file = join(folder, "crosswalk.db");
const config = { engine: "sqlite" as const, databaseUrl: `file:${file}`, dataDir: folder };
await migrate(config, { info: () => {} });
const db = await openDatabase(config);
const bare = new Sqlite(file);
bare.pragma("synchronous = FULL");

let number = 0;
const row = () => ({
  id: newId(),
  kind: "request" as const,
  number: ++number,
  title: "A request",
  state: "submitted",
  since: new Date(),
  audience: "everyone" as const,
  version: 1,
  createdAt: new Date(),
  changedAt: new Date(),
  eventCount: 0,
  eventHead: "",
});

/** The median of single runs, in µs; a hundred runs first to get warm. */
async function cost(runs: number, work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let run = -100; run < runs; run++) {
    const start = performance.now();
    await work();
    if (run >= 0) times.push(performance.now() - start);
  }
  return (times.sort((a, b) => a - b)[runs >> 1] ?? 0) * 1000;
}

const say = (what: string, micros: number, base?: number) =>
  console.log(
    `${what.padEnd(52)} ${micros.toFixed(0).padStart(6)} µs${base ? `  ${(micros / base).toFixed(1)} x` : ""}`,
  );

await db.write(
  async tx => {
    for (let n = 0; n < 1_000; n++) await tx.insert(records).values(row()).returning();
  },
  { limitMs: 60_000 },
);

const list = () =>
  db.read
    .select()
    .from(records)
    .where(and(eq(records.kind, "request"), eq(records.state, "submitted")))
    .orderBy(desc(records.changedAt), desc(records.id))
    .limit(50);
const { sql, params } = list().toSQL();
const prepared = bare.prepare(sql);
const bareList = await cost(2_000, () => prepared.all(...params));
say("50 records: the bare prepared statement", bareList);
say("50 records: through the reading door", await cost(2_000, list), bareList);

const [first] = await list();
const id = first?.id ?? "";
const one = () => db.read.select().from(records).where(eq(records.id, id));
const preparedOne = bare.prepare(one().toSQL().sql);
const bareOne = await cost(5_000, () => preparedOne.all(id));
say("1 record: the bare prepared statement", bareOne);
say("1 record: through the reading door", await cost(5_000, one), bareOne);

const insert = db.write(async tx => tx.insert(records).values(row()).toSQL());
const bareInsert = bare.prepare((await insert).sql);
const values = () => db.write(async tx => tx.insert(records).values(row()).toSQL().params);
const update = bare.prepare("update records set version = version + 1 where id = ?");
const begin = bare.prepare("begin immediate");
const commit = bare.prepare("commit");
const ready: unknown[][] = [];
for (let n = 0; n < 4_400; n++) ready.push(await values());
const bareWrite = await cost(2_000, () => {
  begin.run();
  preparedOne.all(id);
  update.run(id);
  bareInsert.run(...(ready.pop() ?? []));
  bareInsert.run(...(ready.pop() ?? []));
  commit.run();
});
say("select, update, two inserts: bare", bareWrite);
const write = () =>
  db.write(async tx => {
    await tx.select().from(records).where(eq(records.id, id));
    await tx.update(records).set({ version: 2 }).where(eq(records.id, id)).returning();
    await tx.insert(records).values(row()).returning();
    await tx.insert(records).values(row()).returning();
  });
say("select, update, two inserts: through the writing door", await cost(2_000, write), bareWrite);
say("an empty write", await cost(2_000, () => db.write(async () => {})));

bare.close();
await db.close();
rmSync(folder, { recursive: true });
