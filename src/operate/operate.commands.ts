import { statSync } from "node:fs";
import type { Command } from "commander";
import { type CommandOptions, type Outcome, runFileCommand } from "../command.ts";
import { type Config, configFromEnvironment } from "../config.ts";
import { backUp } from "../db/backup.ts";
import { type Content, rowsIn } from "../db/content.ts";
import { openDatabase } from "../db/open.ts";
import { recordDistrictExport } from "../people/exports.actions.ts";
import { commandDeed } from "../people/people.commands.ts";
import { systemClock } from "../shared/clock.ts";
import { exportDistrict } from "./export.ts";
import { restoreVerified } from "./restore.ts";
import { verifyAll } from "./verify.ts";

const count = (number: number): string => number.toLocaleString("en-US");

async function backup(file: string): Promise<Outcome> {
  const content = await backUp(configFromEnvironment(), file);
  const { size } = statSync(file);
  const rows = rowsIn(content);
  return {
    ok: true,
    json: { file, bytes: size, rows, tables: tablesOf(content) },
    lines: [`Backed up ${count(rows)} rows to ${file} (${count(size)} bytes), read back and compared.`],
  };
}

const tablesOf = (content: Content) => Object.fromEntries([...content].sort(([a], [b]) => (a < b ? -1 : 1)));

type RestoreOptions = CommandOptions & { anyway?: boolean };

async function restore(file: string, { anyway = false }: RestoreOptions): Promise<Outcome> {
  const restored = await restoreVerified(configFromEnvironment(), file, { anyway });
  const { saved, applied, content, problems } = restored;
  const rows = rowsIn(content);
  return {
    ok: true,
    json: { file, rows, tables: tablesOf(content), saved, applied, problems },
    lines: [
      `Restored ${count(rows)} rows from ${file}.`,
      ...(applied.length > 0 ? [`Brought it up to this version: ${applied.join(", ")}.`] : []),
      ...(saved ? [`What was there before is in ${saved}.`] : []),
      ...problems,
    ],
  };
}

async function verify(): Promise<Outcome> {
  const problems = await verifyAll(configFromEnvironment());
  const ok = problems.length === 0;
  return { ok, json: { ok, problems }, lines: ok ? ["All is well."] : problems };
}

async function exportAll(file: string): Promise<Outcome> {
  const config = configFromEnvironment();
  const files = await exportDistrict(config, file, systemClock.now());
  await tellExport(config);
  const rows = files.reduce((sum, each) => sum + each.rows, 0);
  return {
    ok: true,
    json: { file, rows, files: files.map(({ name, rows }) => ({ name, rows })) },
    lines: [`Exported ${count(rows)} rows in ${files.length} files to ${file}.`],
  };
}

/** What left the host stands in the audit like any list. */
async function tellExport(config: Config): Promise<void> {
  const db = await openDatabase(config);
  try {
    await db.write(async tx => recordDistrictExport(tx, await commandDeed(tx, { clock: systemClock })));
  } finally {
    await db.close();
  }
}

export function operateCommands(program: Command): void {
  program
    .command("backup")
    .argument("<file>")
    .description("write all records into one file, while others work; restore reads it on either engine")
    .option("--json")
    .action((file: string, options: CommandOptions) => runFileCommand(options, () => backup(file)));
  program
    .command("restore")
    .argument("<file>")
    .description("put a backup in the place of what is there, which is backed up first")
    .option("--anyway", "also where the backup's history does not verify")
    .option("--json")
    .action((file: string, options: RestoreOptions) => runFileCommand(options, () => restore(file, options)));
  program
    .command("verify")
    .description("check the store, the history, what it vouches for, sums and money")
    .option("--json")
    .action((options: CommandOptions) => runFileCommand(options, verify));
  program
    .command("export")
    .argument("<file>")
    .description("write the whole district into one zip of CSV files, history included")
    .option("--json")
    .action((file: string, options: CommandOptions) => runFileCommand(options, () => exportAll(file)));
}
