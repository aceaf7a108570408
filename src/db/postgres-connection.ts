import pg from "pg";
import type { Run } from "./frame.ts";

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number))
    throw new RangeError("A number in the database is too large to be exact.");
  return number;
}

const asText = (text: string) => text;
const oids = pg.types.builtins;

/** Counts and sums are numbers; what drizzle's columns or callers parse themselves stays text. */
const parsers = new Map<number, (text: string) => unknown>([
  [oids.INT8, wholeNumber],
  [oids.NUMERIC, Number],
  ...[oids.DATE, oids.TIMESTAMP, oids.TIMESTAMPTZ, oids.JSON, oids.JSONB].map(oid => [oid, asText] as const),
]);

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number) => parsers.get(oid) ?? pg.types.getTypeParser(oid),
};

const bindable = (value: unknown) => (value instanceof Date ? value.toISOString() : value);

export const runOn =
  (client: pg.Pool | pg.PoolClient): Run =>
  async (text, params, shape) => {
    const values = params.map(bindable);
    if (shape === "objects") return (await client.query({ text, values })).rows;
    return (await client.query({ text, values, rowMode: "array" })).rows;
  };

/** Connections that refuse to write unless their transaction says so. */
export function openPool(url: string, connections: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    types,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 10_000,
    idle_in_transaction_session_timeout: 10_000,
    options: "-c default_transaction_read_only=on -c timezone=UTC",
  });
  // A connection that dies while nobody listens would end the process; its next user is told by a failing query.
  pool.on("error", () => {});
  pool.on("connect", client => client.on("error", () => {}));
  return pool;
}

/** One connection without limits, for migrations. */
export async function connectOnce(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, types, connectionTimeoutMillis: 5_000 });
  client.on("error", () => {});
  await client.connect();
  return client;
}
