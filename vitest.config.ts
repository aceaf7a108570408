import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** Long ones that open no database: they run once. */
const withoutDatabase = ["test/imports/big-files.test.ts", "test/forecast/backtest.test.ts"];

/** Long ones whose answers hardly depend on the engine: on PostgreSQL too where WHOLE is set. */
const onceIsMostlyEnough = process.env.WHOLE
  ? []
  : [
      "test/permissions/matrix.test.ts",
      "test/imports/imports.command.test.ts",
      "test/people/commands.test.ts",
    ];

const urls = { sqlite: "file:each-test-has-its-own", postgres: "postgres://each-test-has-its-own" };

/** The same test files on one engine, settled before the first module loads, but for `*.<other>.test.ts`. */
const onEngine = (name: "sqlite" | "postgres", other: string) => ({
  extends: true as const,
  test: {
    name,
    include: ["test/**/*.test.ts"],
    exclude: [
      ...["test/browser/**", `test/**/*.${other}.test.ts`],
      ...(name === "postgres" ? [...withoutDatabase, ...onceIsMostlyEnough] : []),
    ],
    env: { DATABASE_URL: urls[name] },
    globalSetup: [`./test/support/${name}.setup.ts`],
  },
});

const browserEngine = process.env.BROWSER_ENGINE === "postgres" ? "postgres" : "sqlite";

/** Stories in a real browser, on the engine that needs no server unless BROWSER_ENGINE names the other. */
const inBrowser = {
  extends: true as const,
  test: {
    name: "browser",
    include: ["test/browser/**/*.test.ts"],
    env: { DATABASE_URL: urls[browserEngine] },
    globalSetup: [
      `./test/support/${browserEngine}.setup.ts`,
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
    teardownTimeout: 2_000,
    // A hiccup of a shared machine is no fault of the code; a fault fails three times.
    retry: process.env.CI ? 2 : 0,
    projects: [onEngine("sqlite", "postgres"), onEngine("postgres", "sqlite"), inBrowser],
  },
});
