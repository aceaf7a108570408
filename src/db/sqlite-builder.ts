import type { SQL } from "drizzle-orm";
import { SQLiteAsyncDialect } from "drizzle-orm/sqlite-core";
import {
  type PreparedQueryConfig,
  SQLiteRemoteSession,
  SqliteRemoteDatabase,
} from "drizzle-orm/sqlite-proxy";
import type { Builder, Statements, Written } from "./database.ts";
import { plainErrors } from "./errors.ts";
import type { Run } from "./frame.ts";

type Nothing = Record<string, never>;
type Prepare = Parameters<SQLiteRemoteSession<Nothing, Nothing>["prepareQuery"]>;

class Session extends SQLiteRemoteSession<Nothing, Nothing> {
  override prepareQuery<T extends PreparedQueryConfig>(...query: Prepare) {
    return Object.assign(super.prepareQuery<T>(...query), plainErrors);
  }
}

const dialect = new SQLiteAsyncDialect();

/** Builders whose statements go through `run`. */
export function sqliteBuilder(run: Run): Statements {
  const session = new Session(
    async (sql, params) => ({ rows: await run(sql, params, "arrays") }),
    dialect,
    undefined,
  );
  // The second half of the kit's cast: builders of SQLite's tables, typed as PostgreSQL's.
  const db = new SqliteRemoteDatabase("async", dialect, session, undefined) as unknown as Builder;
  const rows = async <T>(query: SQL | Written) => {
    const { sql, params } = "sql" in query ? query : dialect.sqlToQuery(query);
    return (await run(sql, params, "objects")) as T[];
  };
  return Object.assign(db, { rows });
}
