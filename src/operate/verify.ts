import { verifyMoney } from "../budget/money-check.queries.ts";
import type { Config } from "../config.ts";
import { sqliteFileThere } from "../db/backup.ts";
import type { Read } from "../db/database.ts";
import { searchProblems, storeProblems } from "../db/integrity.ts";
import { refuseUnlike } from "../db/migrate.ts";
import { atOneMoment } from "../db/moment.ts";
import { verifyChains, verifyRoots } from "../events/verify.ts";
import { verifySeals } from "../events/verify-seals.ts";
import { fileProblems } from "../files/check.queries.ts";
import { keptSumProblems } from "./kept-sums.queries.ts";
import { nounRowProblems } from "./noun-rows.queries.ts";

type Check = { name: string; run: (db: Read) => Promise<string[]> };

/** Everything that a restored backup must pass too. */
const checks: Check[] = [
  { name: "the histories", run: verifyChains },
  { name: "the daily roots", run: verifyRoots },
  { name: "the seals", run: verifySeals },
  { name: "the records' own rows", run: nounRowProblems },
  { name: "the sums", run: keptSumProblems },
  { name: "the money", run: verifyMoney },
  { name: "the files", run: fileProblems },
  { name: "the search texts", run: searchProblems },
];

/** A check that cannot finish is a problem, not the end of the others. */
async function tried(name: string, run: () => Promise<string[]>): Promise<string[]> {
  try {
    return await run();
  } catch (error) {
    return [`Checking ${name} failed: ${error instanceof Error ? error.message : String(error)}`];
  }
}

export async function verifyRecords(db: Read): Promise<string[]> {
  const problems: string[] = [];
  for (const { name, run } of checks) problems.push(...(await tried(name, () => run(db))));
  return problems;
}

/** All that is wrong, in sentences: the store, the history, what it vouches for, the money. */
export async function verifyAll(config: Config): Promise<string[]> {
  if (config.engine === "sqlite") sqliteFileThere(config.databaseUrl);
  const store = await tried("the store", () => storeProblems(config));
  const rest = await tried("the records", () =>
    atOneMoment(config, async db => {
      await refuseUnlike(db, config.engine);
      return verifyRecords(db);
    }),
  );
  return [...store, ...rest];
}
