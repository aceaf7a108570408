import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { engine } from "../../src/config.ts";
import { migrate } from "../../src/db/migrate.ts";
import { afterFile, openForTest } from "../support/database.ts";

const root = mkdtempSync(join(tmpdir(), "crosswalk-migrations-"));

export const dataDir = join(root, "data");

/** A folder with one migration for each entry, beside drizzle-kit's own journal. */
export function migrationFolder(files: Record<string, string>): string {
  mkdirSync(root, { recursive: true });
  afterFile(() => rmSync(root, { recursive: true, force: true }));
  const folder = mkdtempSync(join(root, "folder-"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, `${name}.sql`), text);
  const entries = Object.keys(files).map((tag, idx) => ({
    idx,
    version: "6",
    when: idx + 1,
    tag,
    breakpoints: true,
  }));
  mkdirSync(join(folder, "meta"));
  writeFileSync(
    join(folder, "meta/_journal.json"),
    JSON.stringify({ version: "7", dialect: "sqlite", entries }),
  );
  return folder;
}

export const migrateWith = (databaseUrl: string, files: Record<string, string>) =>
  migrate({ engine, databaseUrl, dataDir }, { info: () => {} }, migrationFolder(files));

/** What a query answers on a database that is opened for it and closed again. */
export async function ask(databaseUrl: string, query: string): Promise<unknown[]> {
  const db = await openForTest(databaseUrl);
  const rows = await db.read.rows(sql.raw(query));
  await db.close();
  return rows;
}

export async function tell(databaseUrl: string, ...statements: string[]): Promise<void> {
  const db = await openForTest(databaseUrl, { rerun: false });
  for (const statement of statements) await db.write(tx => tx.rows(sql.raw(statement)));
  await db.close();
}
