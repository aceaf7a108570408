import { Command, CommanderError } from "commander";
import { type CommandOptions, runFileCommand } from "./command.ts";
import { configFromEnvironment } from "./config.ts";
import { digestCommands } from "./digest/digest.commands.ts";
import { openLog } from "./log.ts";
import { personCommands } from "./people/people.commands.ts";

const program = new Command("crosswalk")
  .description("Goals and requests that a school district's leadership and its technology team share")
  .exitOverride()
  .configureOutput({ writeOut: text => process.stderr.write(text) });

program
  .command("serve")
  .description("migrate, then serve until stopped")
  .action(async () => (await import("./serve.ts")).serve(configFromEnvironment()));

program
  .command("migrate")
  .description("bring the database up to this version")
  .option("--json")
  .action((options: CommandOptions) =>
    runFileCommand(options, async () => {
      const { migrate } = await import("./db/migrate.ts");
      const { applied } = await migrate(configFromEnvironment(), openLog("warn"));
      const line = applied.length === 0 ? "The database is up to date." : `Applied ${applied.join(", ")}.`;
      return { ok: true, json: { applied }, lines: [line] };
    }),
  );

personCommands(program);
digestCommands(program);

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode;
}
