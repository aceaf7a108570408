import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "../shared/ids.ts";

export type Migration = {
  name: string;
  sql: string;
  hash: string;
  /** Tables and triggers that `-- may lose: NAME, NAME` in the file allows to shrink or go. */
  mayLose: string[];
};

export type Applied = { name: string; hash: string };

/** A migration that cannot be applied; its message is for whoever runs the server. */
export class MigrationError extends Error {}

const namesIn = (list: string) => list.split(",").map(name => name.trim());

function readMigration(folder: string, file: string): Migration {
  const sql = readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n");
  const mayLose = [...sql.matchAll(/^-- may lose: (.+)$/gm)].flatMap(([, list = ""]) => namesIn(list));
  return { name: file.replace(/\.sql$/, ""), sql, hash: sha256(sql), mayLose };
}

export const readMigrations = (folder: string): Migration[] =>
  readdirSync(folder)
    .filter(file => file.endsWith(".sql"))
    .sort()
    .map(file => readMigration(folder, file));

/** What is still to do. @throws MigrationError when the past on disk is not the past of the database. */
export function pendingOf(known: Migration[], applied: Applied[]): Migration[] {
  applied.forEach((past, position) => {
    const here = known[position];
    if (!known.some(({ name }) => name === past.name))
      throw new MigrationError(
        `The database was changed by ${past.name}, which this version does not know. Install the newer version.`,
      );
    if (here?.name !== past.name)
      throw new MigrationError(
        `${here?.name} comes before ${past.name}, which was applied already. Rename it.`,
      );
    if (here.hash !== past.hash)
      throw new MigrationError(
        `${past.name} was edited after it was applied. Put it back and add a new one.`,
      );
  });
  return known.slice(applied.length);
}
