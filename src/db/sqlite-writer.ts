import { AppError, unavailable } from "../shared/app-error.ts";
import { hasCode } from "./errors.ts";
import type { Run } from "./frame.ts";
import { connect, type SqliteConnection, whenFree } from "./sqlite-connection.ts";

const pragmas = [
  "journal_mode = WAL",
  "synchronous = FULL",
  "foreign_keys = ON",
  "trusted_schema = OFF",
  // What was deleted, a redacted word or the link of a mail that is out, does not lie on in free pages.
  "secure_delete = ON",
  "cache_size = -16000",
  "journal_size_limit = 67108864",
  // Four times as much between checkpoints: a long import writes each page of an index once instead of many times.
  "wal_autocheckpoint = 4000",
];

const isRefused = (error: unknown) => hasCode(error, code => code.startsWith("SQLITE_CONSTRAINT"));

const isDiskTrouble = (error: unknown) =>
  hasCode(error, code => /^SQLITE_(FULL|IOERR|READONLY|CANTOPEN)/.test(code));

/** The only connection that writes. One transaction at a time: whoever calls takes turns. */
export class SqliteWriter {
  readonly #path: string;
  readonly #busyMs: number;
  #connection: SqliteConnection;

  private constructor(path: string, busyMs: number, connection: SqliteConnection) {
    this.#path = path;
    this.#busyMs = busyMs;
    this.#connection = connection;
  }

  static async open(path: string, busyMs: number): Promise<SqliteWriter> {
    return new SqliteWriter(path, busyMs, await connect(path, busyMs, pragmas));
  }

  readonly run: Run = (sql, params, shape) => this.#connection.run(sql, params, shape);

  /** Moves the log into the file and cuts it; a reader that holds on to an old page keeps it until next time. */
  async emptyLog(): Promise<void> {
    await whenFree(this.#busyMs, () => this.#connection.raw.pragma("wal_checkpoint(TRUNCATE)"));
  }

  async transaction<T>(work: (run: Run) => Promise<T>, end: "commit" | "roll back"): Promise<T> {
    if (!this.#connection.raw.open) await this.#reopen();
    try {
      await whenFree(this.#busyMs, () => this.run("BEGIN IMMEDIATE", [], "arrays"));
      const value = await work(this.run);
      if (end === "commit") await this.#commit();
      return value;
    } catch (error) {
      if (!(error instanceof AppError) && isDiskTrouble(error))
        throw unavailable(
          "The disk is full or fails, and nothing was saved. Tell your administrator.",
          error,
        );
      throw error;
    } finally {
      await this.#rollBack();
    }
  }

  /** An error here, but for a constraint, leaves open whether the change reached the disk. */
  async #commit(): Promise<void> {
    try {
      await whenFree(this.#busyMs, () => this.run("COMMIT", [], "arrays"));
    } catch (error) {
      if (isRefused(error)) throw error;
      await this.#reopen();
      throw unavailable("Your change may have been saved. Look before you try again.", error);
    }
  }

  async #rollBack(): Promise<void> {
    if (!this.#connection.raw.inTransaction) return;
    try {
      await this.run("ROLLBACK", [], "arrays");
    } catch {
      await this.#reopen();
    }
  }

  async #reopen(): Promise<void> {
    this.#connection.close();
    this.#connection = await connect(this.#path, this.#busyMs, pragmas);
  }

  close(): void {
    this.#connection.close();
  }
}
