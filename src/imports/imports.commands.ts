import { createReadStream } from "node:fs";
import { basename } from "node:path";
import type { Command } from "commander";
import { type CommandOptions, type Outcome, runCommand } from "../command.ts";
import type { Deps } from "../deps.ts";
import { commandDeed } from "../people/people.commands.ts";
import { findDistrict } from "../people/people.queries.ts";
import { dayOf } from "../shared/dates.ts";
import { commandLine } from "../shared/deed.ts";
import { fileTrouble } from "../shared/file-errors.ts";
import type { ChosenEncoding } from "./file-text.ts";
import type { PlanReading } from "./plan.rules.ts";
import { readPlan, refusedPlan } from "./plan-file.ts";
import { checkedPlan, importedPlan } from "./plan-import.ts";
import { planDocument, planLines } from "./plan-report.ts";

type ImportOptions = CommandOptions & { check?: boolean; encoding?: string };

const refused = (message: string): PlanReading => refusedPlan({ row: null, column: null, message });

function encodingOf({ encoding }: ImportOptions): ChosenEncoding | undefined | "unknown" {
  const name = encoding?.toLowerCase() ?? "utf-8";
  if (name === "windows-1252") return name;
  return ["utf-8", "utf8"].includes(name) ? undefined : "unknown";
}

async function readFile(deps: Deps, path: string, options: ImportOptions): Promise<PlanReading> {
  const encoding = encodingOf(options);
  if (encoding === "unknown")
    return refused(`“${options.encoding}” cannot be chosen. Say windows-1252, or leave the encoding out.`);
  const district = await findDistrict(deps.db.read);
  const { timeZone = "America/New_York", fiscalYearStart = "07-01" } = district ?? {};
  const today = dayOf(deps.clock.now(), timeZone);
  try {
    return await readPlan(createReadStream(path), { encoding, today, fiscalYearStart });
  } catch (error) {
    const trouble = fileTrouble(error, path);
    if (trouble === null) throw error;
    return refused(trouble);
  }
}

/** `import plan FILE`: ok exactly when the file has no problem. */
export async function importPlanFile(deps: Deps, path: string, options: ImportOptions): Promise<Outcome> {
  const name = basename(path);
  const reading = await readFile(deps, path, options);
  const { check = false } = options;
  const result = check
    ? await checkedPlan(deps.db, commandLine, reading)
    : await importedPlan(deps.db, reading, name, tx => commandDeed(tx, deps));
  return {
    ok: result.problems.length === 0,
    json: planDocument(result),
    lines: planLines(name, result, check),
  };
}

export function importCommands(program: Command): void {
  const group = program.command("import").description("bring a file in, whole or not at all");
  group
    .command("plan")
    .argument("<file>")
    .description("a district's plan as CSV: goals, measures, work, money")
    .option("--check", "say what would go in and what is wrong, and change nothing")
    .option("--encoding <name>", "windows-1252, for a file that is not UTF-8")
    .option("--json")
    .action((path: string, options: ImportOptions) =>
      runCommand(options, deps => importPlanFile(deps, path, options)),
    );
}
