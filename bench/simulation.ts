import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq, max } from "drizzle-orm";
import pg from "pg";
import pino from "pino";
import { readConfig } from "../src/config.ts";
import { inBatches } from "../src/db/batches.ts";
import { migrate } from "../src/db/migrate.ts";
import { openDatabase } from "../src/db/open.ts";
import { makeExample } from "../src/demo/demo.actions.ts";
import { emailOf } from "../src/demo/demo.cast.ts";
import { findPersonId } from "../src/demo/demo.queries.ts";
import { estimates } from "../src/estimates/estimates.table.ts";
import { firstHead } from "../src/events/chain.ts";
import { type Inputs, loadInputs } from "../src/forecast/inputs.queries.ts";
import { listOpenWork, listPromised } from "../src/forecast/queue.queries.ts";
import { sayDays } from "../src/forecast/saying.ts";
import { getDistrict } from "../src/people/people.queries.ts";
import { records, ties } from "../src/records/records.table.ts";
import { requestKinds } from "../src/requests/requests.rules.ts";
import { requests } from "../src/requests/requests.table.ts";
import { MovedClock } from "../src/shared/clock.ts";
import { addDays, type Day } from "../src/shared/dates.ts";
import { newId, newSecret, sha256 } from "../src/shared/ids.ts";
import { work, workWaits } from "../src/work/work.table.ts";
import { startPostgres } from "../test/support/postgres-server.ts";
import { spent } from "./measure.ts";

/**
 * All days of exactly 1,000 promised requests with 5,000 open work items: processor time, and whether both engines say
 * the same. node --import ./src/preload.js bench/simulation.ts
 */
const REQUESTS = 1_000;
const WORK = 5_000;
const MOST_MS = 1_000;
const ROUNDS = 7;
const today: Day = "2026-11-23";
const now = new Date(`${today}T18:00:00Z`);

async function onBoth(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "crosswalk-bench-"));
  const server = await startPostgres();
  const client = new pg.Client({ connectionString: server.url("postgres") });
  await client.connect();
  await client.query("create database bench");
  await client.end();
  const said = [`file:${join(folder, "bench.db")}`, server.url("bench")].map(databaseUrl => {
    const { stdout, status } = spawnSync(
      process.execPath,
      [...process.execArgv, import.meta.filename, "on", folder],
      { env: { ...process.env, DATABASE_URL: databaseUrl }, stdio: ["ignore", "pipe", "inherit"] },
    );
    process.stdout.write(stdout);
    if (status !== 0) process.exitCode = 1;
    return /hash (\w+)/.exec(String(stdout))?.[1] ?? "";
  });
  await server.stop();
  rmSync(folder, { recursive: true });
  const isSame = said[0] !== "" && said[0] === said[1];
  console.log(isSame ? "Both engines say the same days." : "The engines differ.");
  if (!isSame) process.exitCode = 1;
}

async function measure(databaseUrl: string, dataDir: string): Promise<void> {
  mkdirSync(dataDir, { recursive: true });
  const config = readConfig({ DATABASE_URL: databaseUrl, DATA_DIR: dataDir, LOG_LEVEL: "silent" });
  const engine = databaseUrl.startsWith("file:") ? "sqlite" : "postgres";
  await migrate({ engine, databaseUrl, dataDir }, { info: () => {} });
  const deps = {
    ...{ config, db: await openDatabase(config), clock: new MovedClock(now), secret: newSecret() },
    mailer: { send: async () => ({ outcome: "sent" as const }), close: async () => {} },
    log: pino({ level: "silent" }),
  };
  await makeExample(deps);
  await fill(deps.db);
  const district = await getDistrict(deps.db.read);
  const began = spent();
  const loaded = await loadInputs(deps.db.read, district, today);
  const reading = (spent() - began) / 1_000;
  const inputs = withHands(loaded);
  const times: number[] = [];
  let hash = "";
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = spent();
    const { said } = await sayDays(inputs);
    times.push((spent() - start) / 1_000);
    hash = await hashOf(deps.db, said);
  }
  const median = times.toSorted((a, b) => a - b)[ROUNDS >> 1] ?? 0;
  console.log(
    `${engine}: ${loaded.open.promised.length} requests, ${loaded.open.work.length} work items; read in ${reading.toFixed(0)} ms, ` +
      `all days in ${median.toFixed(0)} ms of processor time, ${times[0]?.toFixed(0)} the first time (at most ${MOST_MS}); hash ${hash.slice(0, 16)}`,
  );
  if ((times[0] ?? 0) > MOST_MS) process.exitCode = 1;
  await deps.db.close();
}

type Db = Awaited<ReturnType<typeof openDatabase>>;

/** So many hands that no day lies more than ten years away. */
const withHands = (inputs: Inputs): Inputs => ({
  ...inputs,
  team: {
    ...inputs.team,
    people: inputs.team.people.map(person => ({ ...person, hoursAWeek: 60 * person.hoursAWeek })),
  },
});

/** Days by kind and number: ids are others on each engine. */
async function hashOf(db: Db, said: ReadonlyMap<string, unknown>): Promise<string> {
  const all = await db.read
    .select({ id: records.id, kind: records.kind, number: records.number })
    .from(records);
  const lines = all.flatMap(({ id, kind, number }) =>
    said.has(id) ? [`${kind} ${number} ${JSON.stringify(said.get(id))}`] : [],
  );
  return sha256(lines.toSorted().join("\n"));
}

/** What lacks of the two numbers beside what the example brings. */
async function fill(db: Db): Promise<void> {
  const byId = await findPersonId(db.read, emailOf("priya"));
  if (!byId) throw new Error("nobody estimates");
  const lackRequests = REQUESTS - (await listPromised(db.read)).length;
  const lackWork = WORK - (await listOpenWork(db.read)).length;
  const first = async (kind: "request" | "work") => {
    const [newest] = await db.read
      .select({ number: max(records.number) })
      .from(records)
      .where(eq(records.kind, kind));
    return 1 + (newest?.number ?? 0);
  };
  const made = recordsOf("request", lackRequests, await first("request"));
  const items = recordsOf("work", lackWork, await first("work"));
  const at = (index: number) => made[Math.floor(index / 6)]?.id;
  await db.write(async tx => {
    await inBatches([...made, ...items], some => tx.insert(records).values(some));
    await inBatches(made.map(requestOf), some => tx.insert(requests).values(some));
    await inBatches(
      made.map(({ id }, index) => ({ ...estimateOf(id, index), byId })),
      some => tx.insert(estimates).values(some),
    );
    await inBatches(items.map(workOf), some => tx.insert(work).values(some));
    const tied = items.flatMap(({ id }, index) => {
      const toId = at(index);
      return toId ? [{ fromId: id, toId, at: now }] : [];
    });
    await inBatches(tied, some => tx.insert(ties).values(some));
    const waits = items.flatMap(({ id }, index) => {
      const before = index % 3 ? items[index - 1] : undefined;
      return before ? [{ workId: id, forId: before.id, at: now }] : [];
    });
    await inBatches(waits, some => tx.insert(workWaits).values(some));
  });
}

const recordsOf = (kind: "request" | "work", count: number, first: number) =>
  Array.from({ length: count }, (_, index) => ({
    ...{ id: newId(), kind, number: first + index, title: `Made ${kind} ${index}`, since: now },
    ...{ state: kind === "request" ? "committed" : "planned", audience: "everyone" as const, version: 1 },
    ...{ due: index % 3 ? addDays(today, index % 400) : null, createdAt: now, changedAt: now },
    ...{ eventCount: 0, eventHead: firstHead },
  }));

const requestOf = ({ id }: { id: string }, index: number): typeof requests.$inferInsert => ({
  ...{ id, need: "", why: "", kind: requestKinds[index % requestKinds.length] ?? "other", school: "" },
  ...{ studentData: "no", question: "", decision: "", users: "", frequency: "", asked: "", stateNote: "" },
  ...{ isRestricted: false, submittedAt: now, committedAt: now, rank: 1 + (index % 600) },
  ...{ windowFrom: today, windowTo: addDays(today, 30 + (index % 300)) },
});

const estimateOf = (recordId: string, index: number) => ({
  ...{ id: newId(), recordId, version: 1, lowHours: 2, likelyHours: 4 + (index % 120), highHours: 300 },
  ...{ costCents: 0, assumptions: "", risks: "", at: now },
});

const workOf = ({ id }: { id: string }, index: number): typeof work.$inferInsert => ({
  ...{ id, plainWords: "", hoursLeft: 1 + ((7 * index) % 40), hoursLogged: 0, externalLink: "" },
  ...{ blockedBy: "", stateNote: "", ownerText: "", systemText: "", datesText: "" },
});

if (process.argv[2] === "on") await measure(process.env.DATABASE_URL ?? "", process.argv[3] ?? "");
else await onBoth();
