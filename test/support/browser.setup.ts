import chromium from "@sparticuz/chromium";
import type { TestProject } from "vitest/node";

/** Unpacks Chromium once: two processes that unpack at the same moment trip over each other (ETXTBSY). */
export default async function setup(project: TestProject) {
  project.provide("chromiumPath", await chromium.executablePath());
}

declare module "vitest" {
  interface ProvidedContext {
    chromiumPath: string;
  }
}
