import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, expect, test } from "vitest";
import { engine } from "../../src/config.ts";

const copy = mkdtempSync(join(tmpdir(), "crosswalk-schema-"));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const namesOf = (folder: string) => readdirSync(folder).filter(file => file.endsWith(".sql"));

test("the migrations of both engines have the same names", () => {
  expect(namesOf("migrations/sqlite")).toEqual(namesOf("migrations/postgres"));
});

test("the tables in the code are those that the migrations make", () => {
  cpSync(`migrations/${engine}`, copy, { recursive: true });
  const dialect = engine === "postgres" ? "postgresql" : "sqlite";
  const out = relative(".", copy);
  const args = [
    "generate",
    "--dialect",
    dialect,
    "--schema",
    "./src/db/schema.ts",
    "--out",
    out,
    "--name",
    "drift",
  ];
  const said = execFileSync("node_modules/.bin/drizzle-kit", args, { encoding: "utf8" });
  expect(said, "run: npm run migrations -- NAME").toContain("No schema changes");
});
