import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { migrate } from "../../src/db/migrate.ts";

/** Migrates one file that each test copies. */
export default async function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), "crosswalk-sqlite-"));
  const databaseUrl = `file:${join(folder, "template.db")}`;
  await migrate({ engine: "sqlite", databaseUrl, dataDir: folder }, { info: () => {} });
  project.provide("templateUrl", databaseUrl);
  return () => rmSync(folder, { recursive: true, force: true });
}
