import type { Command } from "commander";
import { type CommandOptions, runCommand } from "../command.ts";
import { nameOf } from "../events/verify.ts";
import { getDistrict } from "../people/people.queries.ts";
import { dayOf } from "../shared/dates.ts";
import { commandLine } from "../shared/deed.ts";
import { forgetFiles } from "./forget-files.ts";
import { redact } from "./redaction.actions.ts";
import { doneWords } from "./redaction.pages.ts";
import { redactionForm } from "./redaction.rules.ts";

type Options = CommandOptions & { reason: string };

async function wordsTyped(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8").trim();
}

export function redactionCommands(program: Command): void {
  program
    .command("redact")
    .argument("<record>", "its number, like R-214")
    .requiredOption("--reason <text>", "why; everyone who sees the record reads it")
    .description("remove words for good; they are read from standard input, so that no shell keeps them")
    .option("--json")
    .action(async (record: string, options: Options) => {
      const input = redactionForm.parse({ record, words: await wordsTyped(), reason: options.reason });
      await runCommand(options, async deps => {
        const district = await getDistrict(deps.db.read);
        const now = deps.clock.now();
        const deed = { by: commandLine, now, today: dayOf(now, district.timeZone), district };
        const done = await deps.db.write(tx => redact(tx, deed, input), { limitMs: 30_000 });
        await forgetFiles(deps, done);
        const { places, others, files } = done;
        return {
          ok: true,
          json: { record: nameOf(done.record), places, others, files },
          lines: [doneWords(done)],
        };
      });
    });
}
