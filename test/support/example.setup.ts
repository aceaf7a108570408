import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startChild } from "./child.ts";

/** A database of the server that the setup before this one has started. */
async function onServer(templateUrl: string): Promise<string> {
  const url = new URL(templateUrl);
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query("create database example");
  await client.end();
  url.pathname = "/example";
  return url.href;
}

/** Makes the example district once; each test file of the browser copies it. */
export default async function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), "crosswalk-example-"));
  const { templateUrl } = project.getProvidedContext();
  const databaseUrl = templateUrl.startsWith("postgres:")
    ? await onServer(templateUrl)
    : `file:${join(folder, "example.db")}`;
  const { code, errors } = await startChild("./test/support/make-example.ts", databaseUrl, [folder]).ended;
  if (code !== 0) throw new Error(`The example district was not made: ${errors}`);
  project.provide("example", { databaseUrl, folder });
  return () => rmSync(folder, { recursive: true, force: true });
}

declare module "vitest" {
  interface ProvidedContext {
    example: { databaseUrl: string; folder: string };
  }
}
