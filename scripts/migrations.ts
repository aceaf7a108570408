import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { parseArgs } from "node:util";

const urls = { sqlite: "file:unused", postgres: "postgres://unused" };
type Engine = keyof typeof urls;

const usage = `npm run migrations -- NAME [--custom]

Writes migrations/sqlite/NNNN_NAME.sql and migrations/postgres/NNNN_NAME.sql from the tables in src.
--custom  writes two empty files for SQL by hand: triggers, sequences, full-text search.`;

const filesOf = (engine: Engine) => {
  try {
    return readdirSync(`migrations/${engine}`).filter(file => file.endsWith(".sql"));
  } catch {
    return [];
  }
};

function generate(engine: Engine, name: string, custom: boolean): string[] {
  const before = filesOf(engine);
  const { status, stderr } = spawnSync(
    "node_modules/.bin/drizzle-kit",
    ["generate", "--name", name, ...(custom ? ["--custom"] : [])],
    {
      stdio: ["inherit", "inherit", "pipe"],
      encoding: "utf8",
      env: { ...process.env, DATABASE_URL: urls[engine] },
    },
  );
  // drizzle-kit ends with 0 whatever happened.
  if (status !== 0 || stderr !== "") {
    console.error(stderr);
    process.exit(1);
  }
  return filesOf(engine).filter(file => !before.includes(file));
}

/** A change that only one engine sees gets an empty file on the other, so that names and order stay the same. */
function generateBoth(name: string, custom: boolean): string[] {
  const made = { sqlite: generate("sqlite", name, custom), postgres: generate("postgres", name, custom) };
  const missing = (["sqlite", "postgres"] as const).filter(engine => made[engine].length === 0);
  if (missing.length === 2) return [];
  for (const engine of missing) made[engine] = generate(engine, name, true);
  return made.sqlite;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { custom: { type: "boolean", default: false } },
});
const [name] = positionals;
if (!name || positionals.length > 1 || !/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error(`${usage}\n\nNAME is made of small letters, digits and underscores.`);
  process.exit(1);
}
const made = generateBoth(name, values.custom);
if (filesOf("sqlite").join() !== filesOf("postgres").join()) {
  console.error("The two folders no longer hold the same names. Remove what was just made and look again.");
  process.exit(1);
}
console.log(
  made.length === 0 ? "The tables have not changed." : `Read before you commit: ${made.join(", ")}`,
);
