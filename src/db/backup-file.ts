import { closeSync, openSync, readSync, statSync } from "node:fs";
import { invalid } from "../shared/app-error.ts";
import { hasCode } from "./errors.ts";
import { appliedTo, migrateFile } from "./migrate-sqlite.ts";
import { ledger } from "./migration-guard.ts";
import { type Migration, MigrationError, pendingOf } from "./migrations.ts";
import { SqliteConnection } from "./sqlite-connection.ts";
import { tablesIn } from "./sqlite-content.ts";
import { shapeProblems } from "./sqlite-shape.ts";

const magic = "SQLite format 3\0";
const headerLength = 100;

const fileErrors: Record<string, string> = {
  ENOENT: "There is no such file. Check the name.",
  EACCES: "It may not be read. Check its permissions.",
};

function headerOf(path: string): { header: Buffer; size: number } {
  try {
    const size = statSync(path).size;
    const file = openSync(path, "r");
    const header = Buffer.alloc(headerLength);
    readSync(file, header, 0, headerLength, 0);
    closeSync(file);
    return { header, size };
  } catch (error) {
    if (hasCode(error, code => code === "EISDIR")) throw invalid(`${path} is a folder. Name the file in it.`);
    for (const [code, words] of Object.entries(fileErrors))
      if (hasCode(error, each => each === code)) throw invalid(`${path}: ${words}`);
    throw error;
  }
}

/** Whether it begins as a SQLite file does. @throws invalid where it cannot be read */
const isSqliteFile = (path: string): boolean =>
  headerOf(path).header.toString("latin1", 0, magic.length) === magic;

/** What the header says that the file is long; only sound where nobody writes to it. */
function refuseCutShort(path: string): void {
  const { header, size } = headerOf(path);
  const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16);
  const whole = pageSize * header.readUInt32BE(28);
  if (size < whole)
    throw invalid(`${path} is cut short: it has ${size} of ${whole} bytes. Use another backup.`);
}

/** @throws invalid for a text, a folder, a database of something else, a file cut short */
export async function refuseNoBackup(path: string): Promise<void> {
  if (!isSqliteFile(path)) throw invalid(`${path} is no backup of Crosswalk. Name a file that backup wrote.`);
  refuseCutShort(path);
  await reading(path, async file => {
    const tables = tablesIn(file.raw);
    if (tables.includes(ledger)) return;
    throw invalid(
      `${path} is ${tables.length === 0 ? "an empty database" : "a database of something else"}, no backup of Crosswalk.`,
    );
  });
}

/** Opens the file for reading; what is wrong with it is said about it. */
async function reading<T>(path: string, work: (file: SqliteConnection) => Promise<T>): Promise<T> {
  const file = new SqliteConnection(path, { readonly: true });
  try {
    return await work(file);
  } catch (error) {
    throw inWords(path, error);
  } finally {
    file.close();
  }
}

function inWords(path: string, error: unknown): unknown {
  if (error instanceof MigrationError) return invalid(`${path} cannot be used. ${error.message}`);
  if (hasCode(error, code => /^SQLITE_(CORRUPT|NOTADB|IOERR)/.test(code)))
    return invalid(`${path} is damaged and cannot be read whole. Use another backup.`);
  return error;
}

const saidOf = (rows: unknown): unknown[] => (Array.isArray(rows) ? rows : []);

/** Whether the file is whole: its pages, its references, and the tables and guards that its migrations made. */
async function refuseDamaged(file: SqliteConnection, path: string, known: Migration[]): Promise<void> {
  const answer = file.raw.pragma("integrity_check(1)", { simple: true });
  if (answer !== "ok") throw invalid(`${path} is damaged: ${answer}. Use another backup.`);
  const orphans = saidOf(file.raw.pragma("foreign_key_check")).length;
  if (orphans > 0) throw invalid(`${path} is damaged: ${orphans} rows point to rows that are gone.`);
  const problems = await shapeProblems(file, known);
  if (problems.length > 0) throw invalid(`${path} is no sound backup. ${problems.join(" ")}`);
}

/**
 * Makes `copy` of a backup, checked and brought up to this version; the backup itself is only read.
 * Gives the names of what was applied to it. @throws invalid in words
 */
export async function prepareBackup(path: string, copy: string, known: Migration[]): Promise<string[]> {
  await refuseNoBackup(path);
  await reading(path, async file => {
    const past = await appliedTo(file);
    pendingOf(known, past);
    await refuseDamaged(file, path, known.slice(0, past.length));
    file.raw.prepare("vacuum into ?").run(copy);
  });
  return migrateFile(copy, known);
}
