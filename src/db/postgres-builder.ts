import type { SQL } from "drizzle-orm";
import { PgDialect, type PreparedQueryConfig } from "drizzle-orm/pg-core";
import { PgRemoteDatabase, PgRemoteSession } from "drizzle-orm/pg-proxy";
import type { Statements, Written } from "./database.ts";
import { plainErrors } from "./errors.ts";
import type { Run } from "./frame.ts";

type Nothing = Record<string, never>;
type Prepare = Parameters<PgRemoteSession<Nothing, Nothing>["prepareQuery"]>;

class Session extends PgRemoteSession<Nothing, Nothing> {
  override prepareQuery<T extends PreparedQueryConfig>(...query: Prepare) {
    return Object.assign(super.prepareQuery<T>(...query), plainErrors);
  }
}

const dialect = new PgDialect();

/** Builders whose statements go through `run`. */
export function postgresBuilder(run: Run): Statements {
  const session = new Session(
    async (sql, params) => ({ rows: await run(sql, params, "arrays") }),
    dialect,
    undefined,
  );
  const db = new PgRemoteDatabase(dialect, session, undefined);
  const rows = async <T>(query: SQL | Written) => {
    const { sql, params } = "sql" in query ? query : dialect.sqlToQuery(query);
    return (await run(sql, params, "objects")) as T[];
  };
  return Object.assign(db, { rows });
}
