import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startChild } from "./child.ts";

/** Makes the example district once; each test file of the browser copies it. */
export default async function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), "crosswalk-example-"));
  const databaseUrl = `file:${join(folder, "example.db")}`;
  const { code, errors } = await startChild("./test/support/make-example.ts", databaseUrl, [folder]).ended;
  if (code !== 0) throw new Error(`The example district was not made: ${errors}`);
  project.provide("exampleUrl", databaseUrl);
  return () => rmSync(folder, { recursive: true, force: true });
}

declare module "vitest" {
  interface ProvidedContext {
    exampleUrl: string;
  }
}
