import { createReadStream } from "node:fs";
import { basename } from "node:path";
import type { Command } from "commander";
import { type CommandOptions, type Outcome, runCommand, runFileCommand } from "../command.ts";
import type { Deps } from "../deps.ts";
import { commandDeed } from "../people/people.commands.ts";
import { findDistrict } from "../people/people.queries.ts";
import { dayOf } from "../shared/dates.ts";
import { commandLine } from "../shared/deed.ts";
import { fileTrouble } from "../shared/file-errors.ts";
import type { ChosenEncoding } from "./file-text.ts";
import type { Finding } from "./findings.ts";
import { readPeople, refusedPeople } from "./people-file.ts";
import { checkedPeople, importedPeople } from "./people-import.ts";
import { peopleDocument, peopleLines } from "./people-report.ts";
import { type PlanOptions, readPlan, refusedPlan } from "./plan-file.ts";
import { checkedPlan, importedPlan } from "./plan-import.ts";
import { planDocument, planLines } from "./plan-report.ts";

type ImportOptions = CommandOptions & { check?: boolean; encoding?: string };

const wholeFile = (message: string): Finding => ({ row: null, column: null, message });

function encodingOf({ encoding }: ImportOptions): ChosenEncoding | undefined | "unknown" {
  const name = encoding?.toLowerCase() ?? "utf-8";
  if (name === "windows-1252") return name;
  return ["utf-8", "utf8"].includes(name) ? undefined : "unknown";
}

type Reader<T> = {
  read: (source: AsyncIterable<Uint8Array>, options: PlanOptions) => Promise<T>;
  refuse: (problem: Finding) => T;
};

/** Reads a local file; one that cannot be opened is refused like any other. */
async function readLocal<T>(deps: Deps, path: string, options: ImportOptions, reader: Reader<T>): Promise<T> {
  const encoding = encodingOf(options);
  if (encoding === "unknown")
    return reader.refuse(
      wholeFile(`“${options.encoding}” cannot be chosen. Say windows-1252, or leave the encoding out.`),
    );
  const district = await findDistrict(deps.db.read);
  const { timeZone = "America/New_York", fiscalYearStart = "07-01" } = district ?? {};
  const today = dayOf(deps.clock.now(), timeZone);
  try {
    return await reader.read(createReadStream(path), { encoding, today, fiscalYearStart });
  } catch (error) {
    const trouble = fileTrouble(error, path);
    if (trouble === null) throw error;
    return reader.refuse(wholeFile(trouble));
  }
}

/** `import plan FILE`: ok exactly when the file has no problem. */
export async function importPlanFile(deps: Deps, path: string, options: ImportOptions): Promise<Outcome> {
  const name = basename(path);
  const reading = await readLocal(deps, path, options, { read: readPlan, refuse: refusedPlan });
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

/** `import people FILE`, in the same manner. */
export async function importPeopleFile(deps: Deps, path: string, options: ImportOptions): Promise<Outcome> {
  const name = basename(path);
  const reading = await readLocal(deps, path, options, { read: readPeople, refuse: refusedPeople });
  const { check = false } = options;
  const result = check
    ? await checkedPeople(deps.db, reading)
    : await importedPeople(deps.db, reading, name, tx => commandDeed(tx, deps));
  return {
    ok: result.problems.length === 0,
    json: peopleDocument(result),
    lines: peopleLines(name, result, check),
  };
}

function notYet(kind: string): Outcome {
  const message = `${kind} cannot be imported yet. A plan and people can.`;
  return {
    ok: false,
    json: { checked: 0, imported: 0, problems: [wholeFile(message)], notes: [] },
    lines: [message],
  };
}

export function importCommands(program: Command): void {
  const group = program.command("import").description("bring a file in, whole or not at all");
  const verb = (kind: string, description: string) =>
    group
      .command(kind)
      .argument("<file>")
      .description(description)
      .option("--check", "say what would go in and what is wrong, and change nothing")
      .option("--encoding <name>", "windows-1252, for a file that is not UTF-8")
      .option("--json");
  verb("plan", "a district's plan as CSV: goals, measures, work, money").action(
    (path: string, options: ImportOptions) =>
      runCommand(options, deps => importPlanFile(deps, path, options)),
  );
  verb("people", "people as CSV: email, name, title, role, side, school, hours_a_week").action(
    (path: string, options: ImportOptions) =>
      runCommand(options, deps => importPeopleFile(deps, path, options)),
  );
  for (const kind of ["Requests", "Systems", "Effort"])
    verb(kind.toLowerCase(), "not yet").action((_: string, options: ImportOptions) =>
      runFileCommand(options, async () => notYet(kind)),
    );
}
