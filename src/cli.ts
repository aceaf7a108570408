import { Command, CommanderError, Option } from "commander";
import { answerMisuse, type CommandOptions, runFileCommand } from "./command.ts";
import { configFromEnvironment } from "./config.ts";
import { demoCommands } from "./demo/demo.commands.ts";
import { seedCommands } from "./demo/seed.commands.ts";
import { digestCommands } from "./digest/digest.commands.ts";
import { importCommands } from "./imports/imports.commands.ts";
import { openLog } from "./log.ts";
import { operateCommands } from "./operate/operate.commands.ts";
import { personCommands } from "./people/people.commands.ts";
import { redactionCommands } from "./redaction/redaction.commands.ts";
import { rightsCommands } from "./rights/rights.commands.ts";

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

demoCommands(program);
seedCommands(program);
personCommands(program);
importCommands(program);
digestCommands(program);
operateCommands(program);
redactionCommands(program);
rightsCommands(program);

type BacktestOptions = CommandOptions & { svg?: string; encoding?: "windows-1252" };

program
  .command("forecast")
  .description("judge forecasts")
  .command("backtest")
  .argument("<file>")
  .description("forecast each task of a CSV from those before it, and say how well that held")
  .option("--svg <file>", "write the calibration chart there")
  .addOption(new Option("--encoding <name>", "of a file that is not UTF-8").choices(["windows-1252"]))
  .option("--json")
  .action(async (file: string, { json = false, svg, encoding }: BacktestOptions) => {
    const { backtestFile } = await import("./forecast/forecast.command.ts");
    const { stdout: out, stderr: err } = process;
    process.exitCode = await backtestFile(file, { json, out, err, svg, encoding });
  });

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  answerMisuse(error.message.replace(/^error: /, ""), error.exitCode);
}
