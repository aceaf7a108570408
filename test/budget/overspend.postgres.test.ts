import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeCast } from "../support/cast.ts";
import { freshDatabaseUrl, openForTest } from "../support/database.ts";
import { aLine, Budgets } from "./made.ts";

/** What decideBudget would be without the serializable door: look at what is left, then reserve. */
type Line = { id: string; sourceId: string; cents: number };

let url: string;
let made: Budgets;
const clients: pg.Client[] = [];

beforeAll(async () => {
  url = await freshDatabaseUrl();
  const db = await openForTest(url);
  made = new Budgets(db, await makeCast(db));
});

afterAll(async () => {
  for (const client of clients) await client.end();
});

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  clients.push(client);
  await client.connect();
  return client;
}

/** Two transactions that both look before either reserves: what happens now and then is made to happen. */
async function approveAtOnce(isolation: string, lines: Line[]): Promise<string[]> {
  const doors = await Promise.all(lines.map(connect));
  await Promise.all(doors.map(client => client.query(`begin isolation level ${isolation}`)));
  const left: number[] = [];
  for (const [index, client] of doors.entries()) {
    const { rows } = await client.query(
      `select (select cents from source_amounts where source_id = $1 and fiscal_year = 2028) -
              (select coalesce(sum(cents), 0) from reservations where source_id = $1 and fiscal_year = 2028) as left`,
      [lines[index]?.sourceId],
    );
    left.push(Number(rows[0].left));
  }
  const answers: string[] = [];
  for (const [index, client] of doors.entries()) {
    const line = lines[index];
    if (!line || (left[index] ?? 0) < line.cents) throw new Error("there should be enough for each alone");
    try {
      await client.query(
        "insert into reservations (line_id, fiscal_year, source_id, cents) values ($1, 2028, $2, $3)",
        [line.id, line.sourceId, line.cents],
      );
      await client.query("commit");
      answers.push("approved");
    } catch (error) {
      await client.query("rollback");
      answers.push(error instanceof Error && "code" in error ? String(error.code) : "failed");
    }
  }
  return answers;
}

async function twoLines(name: string): Promise<{ fundId: string; lines: Line[] }> {
  const fund = await made.source(name, { 2028: 150_000 });
  const lines: Line[] = [];
  for (let n = 0; n < 2; n += 1) {
    const [line] = (await made.get(await made.reviewed({ lines: [aLine({ sourceId: fund.id })] }))).lines;
    lines.push({ id: line?.id ?? "", sourceId: fund.id, cents: 100_000 });
  }
  return { fundId: fund.id, lines };
}

const reservedOf = async (fundId: string) => {
  const client = await connect();
  const { rows } = await client.query(
    "select sum(cents)::int as sum from reservations where source_id = $1",
    [fundId],
  );
  return rows[0].sum;
};

test("control: looking and then reserving in READ COMMITTED overspends the source", async () => {
  const { fundId, lines } = await twoLines("Read committed");
  expect(await approveAtOnce("read committed", lines)).toEqual(["approved", "approved"]);
  expect(await reservedOf(fundId)).toBe(200_000);
});

test("control: so does REPEATABLE READ", async () => {
  const { fundId, lines } = await twoLines("Repeatable read");
  expect(await approveAtOnce("repeatable read", lines)).toEqual(["approved", "approved"]);
  expect(await reservedOf(fundId)).toBe(200_000);
});

test("the same two in SERIALIZABLE, as every write is: the second is refused, to be run again", async () => {
  const { fundId, lines } = await twoLines("Serializable");
  expect(await approveAtOnce("serializable", lines)).toEqual(["approved", "40001"]);
  expect(await reservedOf(fundId)).toBe(100_000);
});
