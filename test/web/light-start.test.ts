import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { engine } from "../../src/config.ts";
import { nextLine, startChild } from "../support/child.ts";
import { afterFile, freshDatabaseUrl } from "../support/database.ts";

it("a start loads nothing that a first page does not need", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "crosswalk-start-"));
  afterFile(() => rmSync(dataDir, { recursive: true, force: true }));
  const child = startChild("test/web/child-start.ts", await freshDatabaseUrl(), [dataDir]);
  const loaded: string[] = JSON.parse(await nextLine(child));
  await child.ended;
  const isLoaded = (name: string) => loaded.some(path => path.includes(`/node_modules/${name}/`));
  const [driver, other] = engine === "postgres" ? ["pg", "better-sqlite3"] : ["better-sqlite3", "pg"];
  expect(["fastify", "drizzle-orm", "handlebars", driver].filter(isLoaded)).toHaveLength(4);
  const later = ["ajv", "prom-client", "nodemailer", "@css-inline/css-inline", other];
  expect(later.filter(isLoaded)).toEqual([]);
});
