import type { Config } from "../config.ts";
import type { Read } from "./database.ts";
import { sqlitePath } from "./open.ts";

type Where = Pick<Config, "engine" | "databaseUrl">;

/** How long to wait while another process opens or recovers the file. */
const patienceMs = 10_000;

async function onSqlite<T>(path: string, work: (db: Read) => Promise<T>): Promise<T> {
  const { connect } = await import("./sqlite-connection.ts");
  const { sqliteBuilder } = await import("./sqlite-builder.ts");
  const connection = await connect(path, patienceMs, ["trusted_schema = OFF", "query_only = ON"]);
  try {
    await connection.run("begin", [], "arrays");
    return await work(sqliteBuilder(connection.run));
  } finally {
    connection.close();
  }
}

async function onPostgres<T>(url: string, work: (db: Read) => Promise<T>): Promise<T> {
  const { beginMoment, connectOnce, runOnOne } = await import("./postgres-connection.ts");
  const { postgresBuilder } = await import("./postgres-builder.ts");
  const client = await connectOnce(url);
  try {
    await client.query(beginMoment);
    return await work(postgresBuilder(runOnOne(client)));
  } finally {
    await client.end();
  }
}

/** Reads for as long as it takes, and sees the records as they stand at one moment while others write. */
export const atOneMoment = <T>(where: Where, work: (db: Read) => Promise<T>): Promise<T> =>
  where.engine === "postgres"
    ? onPostgres(where.databaseUrl, work)
    : onSqlite(sqlitePath(where.databaseUrl), work);
