import { closeSync, fsyncSync, openSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { SqliteConnection } from "./sqlite-connection.ts";

function flush(path: string): void {
  const file = openSync(path, "r");
  fsyncSync(file);
  closeSync(file);
}

function countsOf(connection: SqliteConnection): string {
  const tables = connection.raw
    .prepare<[], { name: string }>(
      "select name from pragma_table_list where schema = 'main' and type = 'table'",
    )
    .all();
  return JSON.stringify(
    tables.map(({ name }) => [name, connection.raw.prepare(`select count(*) from "${name}"`).pluck().get()]),
  );
}

const versionOf = (connection: SqliteConnection) => connection.raw.pragma("data_version", { simple: true });

/** Counts can differ only where others wrote since `version`. */
function verify(source: SqliteConnection, version: unknown, copyPath: string): void {
  const copy = new SqliteConnection(copyPath);
  try {
    const answer = copy.raw.pragma("quick_check", { simple: true });
    if (answer !== "ok") throw new Error(`The copy is damaged: ${answer}`);
    if (countsOf(copy) !== countsOf(source) && versionOf(source) === version)
      throw new Error("The copy does not hold the same rows.");
  } finally {
    copy.close();
  }
}

/** A whole copy at one moment, while others read and write; there only when it is complete and was read back. */
export async function copySqliteFile(path: string, target: string): Promise<void> {
  const unfinished = `${target}.unfinished`;
  rmSync(unfinished, { force: true });
  const source = new SqliteConnection(path);
  try {
    const version = versionOf(source);
    source.raw.prepare("vacuum into ?").run(unfinished);
    verify(source, version, unfinished);
    flush(unfinished);
    renameSync(unfinished, target);
    flush(dirname(target));
  } finally {
    source.close();
    rmSync(unfinished, { force: true });
  }
}
