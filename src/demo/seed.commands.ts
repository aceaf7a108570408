import { type Command, InvalidArgumentError } from "commander";
import { type CommandOptions, type Outcome, runCommand } from "../command.ts";
import type { Deps } from "../deps.ts";
import { seedRequests } from "./seed.actions.ts";

const said = (count: number): string => count.toLocaleString("en-US");

const mostRequests = 1_000_000;

function countIn(text: string): number {
  const count = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  if (count < 1 || count > mostRequests)
    throw new InvalidArgumentError(`Enter a whole number from 1 to ${said(mostRequests)}.`);
  return count;
}

/** One line that is written over, and only where somebody looks on. */
function progressOf(count: number): (done: number) => void {
  const { stderr } = process;
  if (!stderr.isTTY) return () => {};
  return done => {
    stderr.write(`\r${said(done)} of ${said(count)} requests${done === count ? "\n" : ""}`);
  };
}

async function seed(deps: Deps, count: number): Promise<Outcome> {
  const added = await seedRequests(deps, count, progressOf(count));
  const { requests, workItems, events, people } = added;
  const line = `Added ${said(requests)} requests, ${said(workItems)} work items and ${said(people)} people, with ${said(events)} entries of history.`;
  return { ok: true, json: added, lines: [line] };
}

type Options = CommandOptions & { requests: number };

export function seedCommands(program: Command): void {
  program
    .command("seed")
    .description("add made-up requests of ten years to the example district, to see how a large one feels")
    .requiredOption("--requests <number>", "how many", countIn)
    .option("--json")
    .action((options: Options) => runCommand(options, deps => seed(deps, options.requests)));
}
