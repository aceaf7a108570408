import type { Command } from "commander";
import { type CommandOptions, runFileCommand } from "../command.ts";
import { columns, permissionNames, permissions } from "../shared/permissions.ts";

/** As wide as its widest cell. */
function aligned(rows: readonly string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map(row => row[at]?.length ?? 0)));
  return rows.map(row =>
    row
      .map((text, at) => text.padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

export function rightsCommands(program: Command): void {
  program
    .command("permissions")
    .description("print who may do what")
    .option("--json")
    .action((options: CommandOptions) =>
      runFileCommand(options, async () => ({
        ok: true,
        json: permissionNames.map(permission => ({ permission, ...permissions[permission] })),
        lines: aligned([
          ["", ...columns],
          ...permissionNames.map(name => [
            permissions[name].does,
            ...columns.map(column => permissions[name][column]),
          ]),
        ]),
      })),
    );
}
