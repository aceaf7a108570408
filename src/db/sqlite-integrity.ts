import { appliedTo } from "./migrate-sqlite.ts";
import type { Migration } from "./migrations.ts";
import { sqlitePath } from "./open.ts";
import { connect, type SqliteConnection, whenFree } from "./sqlite-connection.ts";
import { shapeProblems } from "./sqlite-shape.ts";

/** How long to wait while somebody else writes. */
const patienceMs = 30_000;

type Orphan = { table: string; parent: string };

function brokenReferences({ raw }: SqliteConnection): string[] {
  const orphans = raw.prepare<[], Orphan>(`select "table", parent from pragma_foreign_key_check`).all();
  return [...Map.groupBy(orphans, ({ table, parent }) => `${table} point to rows of ${parent}`)].map(
    ([where, rows]) => `${rows.length} rows of ${where} that are gone.`,
  );
}

/** The check is a write to SQLite, so writers wait for it; nothing of it is kept. */
async function indexProblems({ raw }: SqliteConnection): Promise<string[]> {
  await whenFree(patienceMs, () => raw.exec("BEGIN IMMEDIATE"));
  try {
    raw.exec("insert into search_index (search_index, rank) values ('integrity-check', 1)");
    return [];
  } catch {
    return ["The full-text index does not hold what the search texts say."];
  } finally {
    raw.exec("ROLLBACK");
  }
}

/** Pages, references, tables and guards, and the full-text index. */
export async function sqliteProblems(databaseUrl: string, known: Migration[]): Promise<string[]> {
  const connection = await connect(sqlitePath(databaseUrl), patienceMs, ["trusted_schema = OFF"]);
  try {
    const answers = connection.raw.prepare<[], string>("pragma integrity_check").pluck().all();
    const damage = answers.filter(answer => answer !== "ok").map(answer => `The file is damaged: ${answer}`);
    const applied = await appliedTo(connection);
    return [
      ...damage,
      ...brokenReferences(connection),
      ...(await shapeProblems(connection, known.slice(0, applied.length))),
      ...(await indexProblems(connection)),
    ];
  } finally {
    connection.close();
  }
}
