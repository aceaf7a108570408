import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { unavailable } from "../shared/app-error.ts";
import { type Content, differences, rowsIn } from "./content.ts";
import { hasCode } from "./errors.ts";
import { appliedTo, layTables } from "./migrate-sqlite.ts";
import { ledger } from "./migration-guard.ts";
import type { Migration } from "./migrations.ts";
import type { Accept, Replaced } from "./restore.ts";
import { sqliteBuilder } from "./sqlite-builder.ts";
import { connect, type SqliteConnection, whenFree } from "./sqlite-connection.ts";
import { contentOf, tablesIn } from "./sqlite-content.ts";
import { copySqliteFile } from "./sqlite-copy.ts";

/** How long to wait while somebody else writes. */
const patienceMs = 60_000;

const pragmas = ["journal_mode = WAL", "synchronous = FULL", "foreign_keys = OFF", "trusted_schema = OFF"];

async function openTarget(path: string): Promise<SqliteConnection> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  try {
    return await connect(path, patienceMs, pragmas);
  } catch (error) {
    if (!hasCode(error, code => /^SQLITE_(CORRUPT|NOTADB)/.test(code))) throw error;
    throw unavailable(
      `${path} is damaged, so it cannot be backed up first. Stop Crosswalk, move that file and the ones beside it (-wal, -shm) away, then restore again.`,
      error,
    );
  }
}

/** Triggers go first: those of the history would refuse, and an index has tables of its own that go with it. */
function clear({ raw }: SqliteConnection): void {
  const list = raw
    .prepare<[], { type: string; name: string }>(
      `select type, name from sqlite_schema where type in ('trigger', 'view')
       union all select 'table', name from pragma_table_list where schema = 'main' and type = 'virtual'`,
    )
    .all();
  for (const { type, name } of list) raw.exec(`drop ${type} "${name}"`);
  for (const name of tablesIn(raw)) raw.exec(`drop table "${name}"`);
}

async function fill(target: SqliteConnection, known: Migration[]): Promise<Content> {
  clear(target);
  await layTables(target, known);
  target.raw.exec(`delete from main.${ledger}`);
  for (const name of tablesIn(target.raw, "backup"))
    target.raw.exec(`insert into main."${name}" select * from backup."${name}"`);
  const content = contentOf(target.raw);
  const differing = differences(content, contentOf(target.raw, "backup"));
  if (differing.length > 0) throw new Error(`The rows did not come over whole: ${differing.join(", ")}`);
  content.delete(ledger);
  return content;
}

async function saveWhatIsThere(target: SqliteConnection, path: string, saveTo: string) {
  const past = await appliedTo(target);
  const there = contentOf(target.raw);
  there.delete(ledger);
  if (past.length === 0 || rowsIn(there) === 0) return null;
  mkdirSync(dirname(saveTo), { recursive: true, mode: 0o700 });
  await copySqliteFile(path, saveTo, true);
  return saveTo;
}

/**
 * Puts the rows of a prepared copy in the place of what is there, in one transaction of SQLite's own: after a crash
 * it is the old database or the new one, and a server that runs waits, then goes on with the new one.
 */
export async function replaceSqlite(
  path: string,
  prepared: string,
  saveTo: string,
  known: Migration[],
  accept: Accept,
): Promise<Replaced> {
  const target = await openTarget(path);
  try {
    target.raw.prepare("attach ? as backup").run(prepared);
    await whenFree(patienceMs, () => target.raw.exec("BEGIN IMMEDIATE"));
    const saved = await saveWhatIsThere(target, path, saveTo);
    const content = await fill(target, known);
    await accept(sqliteBuilder(target.run));
    await whenFree(patienceMs, () => target.raw.exec("COMMIT"));
    return { content, saved };
  } finally {
    target.close();
  }
}
