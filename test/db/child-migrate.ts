import { once } from "node:events";
import { configFromEnvironment } from "../../src/config.ts";
import { migrate } from "../../src/db/migrate.ts";

/** Migrates by the folder it is given when it is told to on standard input, and says how much it applied. */
const [folder = ""] = process.argv.slice(2);
process.stdout.write("ready\n");
await once(process.stdin, "data");
process.stdin.destroy();
const { applied } = await migrate(configFromEnvironment(), { info: () => {} }, folder);
process.stdout.write(`${applied.length}\n`);
