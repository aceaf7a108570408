import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrate } from "../../src/db/migrate.ts";
import { startPostgres } from "./postgres-server.ts";

/** Starts a server and migrates one database that each test copies. */
export default async function setup(project: TestProject) {
  const server = await startPostgres();
  const client = new pg.Client({ connectionString: server.url("postgres") });
  await client.connect();
  await client.query("create database template");
  await client.end();
  const databaseUrl = server.url("template");
  await migrate({ engine: "postgres", databaseUrl, dataDir: "" }, { info: () => {} });
  project.provide("templateUrl", databaseUrl);
  return () => server.stop();
}
