import { defineConfig } from "vitest/config";

/** The same test files on one engine; which one is settled before the first module loads. */
const onEngine = (name: "sqlite" | "postgres", url: string) => ({
  extends: true as const,
  test: {
    name,
    env: { DATABASE_URL: url },
    globalSetup: [`./test/support/${name}.setup.ts`],
  },
});

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/browser/**"],
    pool: "forks",
    execArgv: ["--import", "./src/db/load-drizzle.ts", "--disable-warning=ExperimentalWarning"],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    projects: [
      onEngine("sqlite", "file:each-test-has-its-own"),
      onEngine("postgres", "postgres://each-test-has-its-own"),
    ],
  },
});
