import { createRequire } from "node:module";
import { buildApp } from "../../src/app.ts";
import { configFromEnvironment } from "../../src/config.ts";
import { closeDeps, openDeps } from "../../src/start.ts";

// A process of its own that is ready to serve, and says which files of CommonJS that took.
const deps = await openDeps(configFromEnvironment({ DATA_DIR: process.argv[2] ?? "", LOG_LEVEL: "silent" }));
const app = await buildApp(deps);
await app.ready();
console.log(JSON.stringify(Object.keys(createRequire(import.meta.url).cache)));
await app.close();
await closeDeps(deps);
