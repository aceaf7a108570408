import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** Long ones that open no database: they run once. */
const withoutDatabase = ["test/imports/big-files.test.ts", "test/forecast/backtest.test.ts"];

/** The same test files on one engine, settled before the first module loads, but for `*.<other>.test.ts`. */
const onEngine = (name: "sqlite" | "postgres", other: string, url: string) => ({
  extends: true as const,
  test: {
    name,
    include: ["test/**/*.test.ts"],
    exclude: [
      ...["test/browser/**", `test/**/*.${other}.test.ts`],
      ...(name === "postgres" ? withoutDatabase : []),
    ],
    env: { DATABASE_URL: url },
    globalSetup: [`./test/support/${name}.setup.ts`],
  },
});

/** Stories in a real browser, on the engine that needs no server. */
const inBrowser = {
  extends: true as const,
  test: {
    name: "browser",
    include: ["test/browser/**/*.test.ts"],
    env: { DATABASE_URL: "file:each-test-has-its-own" },
    globalSetup: [
      "./test/support/sqlite.setup.ts",
      "./test/support/browser.setup.ts",
      "./test/support/example.setup.ts",
    ],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
};

export default defineConfig({
  test: {
    pool: "forks",
    // What is loaded serves all files of a worker: a third of the time.
    isolate: false,
    setupFiles: ["./test/support/each-file.setup.ts"],
    // Vitest leaves a core to itself, which on two cores is half the machine.
    maxWorkers: availableParallelism(),
    execArgv: ["--import", "./src/preload.js", "--disable-warning=ExperimentalWarning"],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // A hiccup of a shared machine is no fault of the code; a fault fails three times.
    retry: process.env.CI ? 2 : 0,
    projects: [
      onEngine("sqlite", "postgres", "file:each-test-has-its-own"),
      onEngine("postgres", "sqlite", "postgres://each-test-has-its-own"),
      inBrowser,
    ],
  },
});
