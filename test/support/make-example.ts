import { configFromEnvironment } from "../../src/config.ts";
import { makeExample } from "../../src/demo/demo.actions.ts";
import { MovedClock } from "../../src/shared/clock.ts";
import { closeDeps, openDeps } from "../../src/start.ts";
import { monday } from "./cast.ts";

// A process of its own that makes the example district as it is on the Monday of the tests.
const config = configFromEnvironment({ DATA_DIR: process.argv[2] ?? "", LOG_LEVEL: "warn" });
const deps = await openDeps(config, { clock: new MovedClock(new Date(monday)) });
await makeExample(deps);
await closeDeps(deps);
