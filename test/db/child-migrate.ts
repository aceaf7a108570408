import { configFromEnvironment } from "../../src/config.ts";
import { migrate } from "../../src/db/migrate.ts";

/** Migrates by the folder it is given and says what it applied. */
const [folder = ""] = process.argv.slice(2);
const { applied } = await migrate(configFromEnvironment(), { info: () => {} }, folder);
process.stdout.write(`${applied.length}\n`);
