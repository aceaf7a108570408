import type { SQL } from "drizzle-orm";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";

/** Both engines answer to PostgreSQL's builder types; the kit's one cast makes SQLite's tables fit them. */
export type Builder = PgDatabase<PgQueryResultHKT>;

/** SQL that is text already, with its values as the driver takes them. */
export type Written = { sql: string; params: unknown[] };

/** Reads only: has no insert, update or delete, so that writing outside `write` does not compile. */
export type Read = Pick<Builder, "select" | "selectDistinct" | "$with"> & {
  with(
    ...queries: Parameters<Builder["with"]>
  ): Pick<ReturnType<Builder["with"]>, "select" | "selectDistinct">;
  /** Rows of dialect-specific SQL, values as the driver gives them; only `src/db` calls it, behind a named function. */
  rows<T>(query: SQL | Written): Promise<T[]>;
};

/** What an engine's builders can do; a write adds its end. */
export type Statements = Read & Pick<Builder, "insert" | "update" | "delete">;

export type Tx = Statements & {
  /** Runs `work` when all else in this write is done, before it is committed. */
  atEnd(work: () => Promise<void>): void;
};

export type Engine = "sqlite" | "postgres";

export type WriteOptions = {
  /** How long the callback may hold the transaction; 2 s unless told. For imports and seeding. */
  limitMs?: number;
};

/** The two doors. `write` is one transaction: whole or not at all, never nested, nothing but the database inside. */
export type Database = {
  readonly engine: Engine;
  readonly read: Read;
  write<T>(work: (tx: Tx) => Promise<T>, options?: WriteOptions): Promise<T>;
  /** Lets go of what was deleted before: SQLite's log keeps old pages until it is written over. */
  forget(): Promise<void>;
  /** Answers a trivial query on each connection, for /readyz. Throws `unavailable`. */
  ping(): Promise<void>;
  close(): Promise<void>;
};
