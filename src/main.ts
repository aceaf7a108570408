import { configFromEnvironment, SettingsError } from "./config.ts";
import { serve } from "./serve.ts";

try {
  await serve(configFromEnvironment());
} catch (error) {
  console.error(error instanceof SettingsError ? error.message : error);
  process.exit(1);
}
