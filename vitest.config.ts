import { defineConfig } from "vitest/config";

/** The same test files on one engine, settled before the first module loads, but for `*.<other>.test.ts`. */
const onEngine = (name: "sqlite" | "postgres", other: string, url: string) => ({
  extends: true as const,
  test: {
    name,
    exclude: ["test/browser/**", `test/**/*.${other}.test.ts`],
    env: { DATABASE_URL: url },
    globalSetup: [`./test/support/${name}.setup.ts`],
  },
});

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    pool: "forks",
    execArgv: ["--import", "./src/db/load-drizzle.ts", "--disable-warning=ExperimentalWarning"],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    projects: [
      onEngine("sqlite", "postgres", "file:each-test-has-its-own"),
      onEngine("postgres", "sqlite", "postgres://each-test-has-its-own"),
    ],
  },
});
