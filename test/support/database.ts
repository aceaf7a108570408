import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import pg from "pg";
import { inject } from "vitest";
import { engine } from "../../src/config.ts";
import type { Database } from "../../src/db/database.ts";
import { openDatabase, sqlitePath } from "../../src/db/open.ts";
import { newId } from "../../src/shared/ids.ts";

declare module "vitest" {
  interface ProvidedContext {
    templateUrl: string;
  }
}

type Options = Parameters<typeof openDatabase>[1];

const toUndo: (() => unknown)[] = [];

/** Has it done once this test file has ended, the newest first. Modules are shared by files, so that `afterAll` in one is not for each. */
export const afterFile = (undo: () => unknown) => toUndo.push(undo);

export async function undoAll(): Promise<void> {
  for (const undo of toUndo.splice(0).reverse()) await undo();
}

/** On PostgreSQL: another database with all that the template holds. */
export async function copyDatabase(template: string): Promise<string> {
  const url = new URL(inject("templateUrl"));
  url.pathname = "/postgres";
  const admin = new pg.Client({ connectionString: url.href });
  await admin.connect();
  const name = `test_${newId().replaceAll("-", "")}`;
  await admin.query(`create database ${name} template ${template} strategy file_copy`);
  await admin.end();
  url.pathname = `/${name}`;
  return url.href;
}

function freshFile(): string {
  const folder = mkdtempSync(join(dirname(sqlitePath(inject("templateUrl"))), "test-"));
  afterFile(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "crosswalk.db");
}

/** The address of a database of this test's own, with all tables and no rows. */
export async function freshDatabaseUrl(): Promise<string> {
  if (engine === "postgres") return copyDatabase("template");
  const file = freshFile();
  copyFileSync(sqlitePath(inject("templateUrl")), file);
  return `file:${file}`;
}

/** The address of a database of this test's own without a table. */
export const emptyDatabaseUrl = async (): Promise<string> =>
  engine === "postgres" ? copyDatabase("template0") : `file:${freshFile()}`;

/** Opened for this test file and closed after it. Callbacks of `write` run twice, so that side effects show. */
export async function openForTest(databaseUrl: string, options: Options = {}): Promise<Database> {
  const db = await openDatabase({ engine, databaseUrl }, { rerun: true, ...options });
  afterFile(() => db.close());
  return db;
}

export const freshDatabase = async (options: Options = {}): Promise<Database> =>
  openForTest(await freshDatabaseUrl(), options);
