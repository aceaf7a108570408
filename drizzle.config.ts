import { defineConfig } from "drizzle-kit";
import { engine } from "./src/config.ts";

/** Read by `npm run migrations`, which runs it once for each engine. */
export default defineConfig({
  dialect: engine === "postgres" ? "postgresql" : "sqlite",
  schema: "./src/db/schema.ts",
  out: `./migrations/${engine}`,
});
