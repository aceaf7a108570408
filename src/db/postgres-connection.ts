import pg from "pg";
import { AppError, unavailable } from "../shared/app-error.ts";
import { causesOf, hasCode } from "./errors.ts";
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

const statementsKept = 500;
const statementNames = new Map<string, string>();

/** A named statement is parsed once a connection; past the limit they are parsed each time. */
function nameOf(text: string): string | undefined {
  const kept = statementNames.get(text);
  if (kept !== undefined || statementNames.size >= statementsKept) return kept;
  const name = `s${statementNames.size}`;
  statementNames.set(text, name);
  return name;
}

const bindable = (value: unknown) => (value instanceof Date ? value.toISOString() : value);

export type Pool = pg.Pool;
export type PoolClient = pg.PoolClient;

export const runOn =
  (client: Pool | pg.ClientBase): Run =>
  async (text, params, shape) => {
    const query = { text, values: params.map(bindable), name: nameOf(text) };
    if (shape === "objects") return (await client.query(query)).rows;
    return (await client.query({ ...query, rowMode: "array" })).rows;
  };

/** Takes one statement after the other, since a connection runs one at a time; a verb may ask for several at once. */
export function inOrder() {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(statement: () => Promise<T>): Promise<T> => {
    const next = last.then(statement);
    last = next.catch(() => {});
    return next;
  };
}

/** The same on one connection alone. */
export function runOnOne(client: pg.ClientBase, take = inOrder()): Run {
  const run = runOn(client);
  return (text, params, shape) => take(() => run(text, params, shape));
}

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

/** A moment that no order of the writes could contradict; writers neither wait for it nor fail because of it. */
export const beginMoment = "begin isolation level serializable read only deferrable";

/** One connection without limits, for migrations, backups and checks. */
export async function connectOnce(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, types, connectionTimeoutMillis: 5_000 });
  client.on("error", () => {});
  await client.connect().catch(error => {
    throw inWords(error);
  });
  return client;
}

/** The server or the way to it is gone; what it last did is not known from here. */
const isLost = (error: unknown): boolean =>
  hasCode(error, code => /^(08|57P|53|58|E[A-Z]+$)/.test(code)) ||
  causesOf(error).some(({ message }) =>
    /connection (terminated|timeout|error)|trying to connect/i.test(message),
  );

/** The server said that it rolled back. */
export const isUndone = (error: unknown): boolean =>
  hasCode(error, code => /^(?!40003)(23|25|40|57014|P0)/.test(code));

/** Two writes met; the same callback can go through when it runs again. */
export const isConflict = (error: unknown): boolean => hasCode(error, code => /^(40001|40P01)$/.test(code));

/** A migration changed a table under a statement that this connection has prepared. */
export const isStalePlan = (error: unknown): boolean =>
  hasCode(error, code => code === "0A000") &&
  causesOf(error).some(({ message }) => /cached plan/.test(message));

/** What people can do about it, for errors that are the server's and not ours. */
export function inWords(error: unknown): unknown {
  if (error instanceof AppError) return error;
  if (hasCode(error, code => code === "57014"))
    return unavailable("The database took too long. Try again in a few seconds.", error);
  if (isLost(error)) return unavailable("The database does not answer. Try again in a few seconds.", error);
  return error;
}
