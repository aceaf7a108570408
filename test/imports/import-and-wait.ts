import { createReadStream } from "node:fs";
import { configFromEnvironment } from "../../src/config.ts";
import { openDatabase } from "../../src/db/open.ts";
import { importPlan } from "../../src/imports/plan.actions.ts";
import { readPlan } from "../../src/imports/plan-file.ts";
import { getDistrict } from "../../src/people/people.queries.ts";
import { commandLine } from "../../src/shared/deed.ts";
import { wait } from "../../src/shared/wait.ts";

/** Imports a plan, says so inside the write, and never comes to its end. */
const [path = ""] = process.argv.slice(2);
const db = await openDatabase(configFromEnvironment());
const today = "2026-11-24";
const reading = await readPlan(createReadStream(path), { today, fiscalYearStart: "07-01" });
await db.write(
  async tx => {
    const deed = { by: commandLine, now: new Date(), today, district: await getDistrict(tx) };
    const { imported } = await importPlan(tx, deed, reading, { fileName: "plan.csv", sha256: "" });
    process.stdout.write(`${imported} rows written\n`);
    await wait(60_000);
  },
  { limitMs: 60_000 },
);
