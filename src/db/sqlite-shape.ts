import { layTables } from "./migrate-sqlite.ts";
import type { Migration } from "./migrations.ts";
import { SqliteConnection } from "./sqlite-connection.ts";

type Part = { type: string; name: string; sql: string };

/** Tables, indexes and triggers with their text. An index that SQLite makes for a key has none. */
const partsOf = (connection: SqliteConnection): Part[] =>
  connection.raw
    .prepare<[], Part>(
      "select type, name, sql from sqlite_schema where sql is not null and name not like 'sqlite\\_%' escape '\\'",
    )
    .all();

async function madeBy(known: Migration[]): Promise<Part[]> {
  const empty = new SqliteConnection(":memory:");
  try {
    await layTables(empty, known);
    return partsOf(empty);
  } finally {
    empty.close();
  }
}

/** How the file differs from what these migrations make: a guard that is gone shows here, and one that was added. */
export async function shapeProblems(connection: SqliteConnection, applied: Migration[]): Promise<string[]> {
  const expected = new Map((await madeBy(applied)).map(part => [part.name, part]));
  const there = new Map(partsOf(connection).map(part => [part.name, part]));
  const missing = [...expected.values()].filter(({ name }) => !there.has(name));
  const added = [...there.values()].filter(({ name }) => !expected.has(name));
  const changed = [...there.values()].filter(({ name, sql }) => (expected.get(name)?.sql ?? sql) !== sql);
  return [
    ...missing.map(({ type, name }) => `The ${type} ${name} is gone.`),
    ...added.map(({ type, name }) => `The ${type} ${name} is not Crosswalk's.`),
    ...changed.map(({ type, name }) => `The ${type} ${name} is not as Crosswalk made it.`),
  ];
}
