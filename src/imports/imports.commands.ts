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
import { effortKind } from "./effort-import.ts";
import { checkedFile, type FileCheck, type FileKind, type FileReading, importedFile } from "./file-kind.ts";
import type { ChosenEncoding } from "./file-text.ts";
import type { Finding } from "./findings.ts";
import { peopleKind } from "./people-import.ts";
import { planKind } from "./plan-import.ts";
import { requestsKind } from "./requests-import.ts";

type ImportOptions = CommandOptions & { check?: boolean; encoding?: string };

const wholeFile = (message: string): Finding => ({ row: null, column: null, message });

function encodingOf({ encoding }: ImportOptions): ChosenEncoding | undefined | "unknown" {
  const name = encoding?.toLowerCase() ?? "utf-8";
  if (name === "windows-1252") return name;
  return ["utf-8", "utf8"].includes(name) ? undefined : "unknown";
}

/** Reads a local file; one that cannot be opened is refused like any other. */
async function readLocal<R extends FileReading, C extends FileCheck>(
  deps: Deps,
  path: string,
  options: ImportOptions,
  kind: FileKind<R, C>,
): Promise<R> {
  const encoding = encodingOf(options);
  if (encoding === "unknown")
    return kind.refused(
      wholeFile(`“${options.encoding}” cannot be chosen. Say windows-1252, or leave the encoding out.`),
    );
  const district = await findDistrict(deps.db.read);
  const { timeZone = "America/New_York", fiscalYearStart = "07-01" } = district ?? {};
  const today = dayOf(deps.clock.now(), timeZone);
  try {
    return await kind.read(createReadStream(path), { encoding, today, fiscalYearStart });
  } catch (error) {
    const trouble = fileTrouble(error, path);
    if (trouble === null) throw error;
    return kind.refused(wholeFile(trouble));
  }
}

const fileImport =
  <R extends FileReading, C extends FileCheck>(kind: FileKind<R, C>) =>
  async (deps: Deps, path: string, options: ImportOptions): Promise<Outcome> => {
    const name = basename(path);
    const reading = await readLocal(deps, path, options, kind);
    const { check = false } = options;
    const result = check
      ? await checkedFile(deps.db, kind, commandLine, reading)
      : await importedFile(deps.db, kind, reading, name, tx => commandDeed(tx, deps));
    return {
      ok: result.problems.length === 0,
      json: kind.document(result),
      lines: kind.lines(name, result, check),
    };
  };

/** `import plan FILE` and so on: ok exactly when the file has no problem. */
export const importPlanFile = fileImport(planKind);
export const importPeopleFile = fileImport(peopleKind);
export const importRequestsFile = fileImport(requestsKind);
export const importEffortFile = fileImport(effortKind);

/** Systems have no page yet, so there is nothing to bring them into. */
function noSystemsYet(): Outcome {
  const message = "Systems cannot be imported yet. A plan, people, requests and effort can.";
  return {
    ok: false,
    json: { checked: 0, imported: 0, problems: [wholeFile(message)], notes: [] },
    lines: [message],
  };
}

type FileImport = ReturnType<typeof fileImport>;

const verbs: [name: string, description: string, bringIn: FileImport][] = [
  ["plan", "a district's plan as CSV: goals, measures, work, money", importPlanFile],
  ["people", "people as CSV: email, name, title, role, side, school, hours_a_week", importPeopleFile],
  ["requests", "requests as CSV: title, need, why, kind, requester, school, needed_by", importRequestsFile],
  ["effort", "finished tasks as CSV: started_on, estimate_hours, actual_hours, category", importEffortFile],
];

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
  for (const [name, description, bringIn] of verbs)
    verb(name, description).action((path: string, options: ImportOptions) =>
      runCommand(options, deps => bringIn(deps, path, options)),
    );
  verb("systems", "not yet").action((_: string, options: ImportOptions) =>
    runFileCommand(options, async () => noSystemsYet()),
  );
}
