import { z } from "zod";
import { configFromEnvironment, SettingsError } from "./config.ts";
import type { Deps } from "./deps.ts";
import { AppError } from "./shared/app-error.ts";
import type { Clock } from "./shared/clock.ts";
import { closeDeps, openDeps } from "./start.ts";

/** What a command did: the document for scripts, the lines for people, and whether it did what it says. */
export type Outcome = { ok: boolean; json: unknown; lines: string[] };

export type CommandOptions = { json?: boolean };

type How = { clock?: Clock; migrated?: boolean };

/** Runs a verb of the command line: one JSON document or lines on standard output, all else on standard error. */
export async function runCommand(
  { json = false }: CommandOptions,
  work: (deps: Deps) => Promise<Outcome>,
  how: How = {},
): Promise<void> {
  answer(json, await outcomeOf(work, how));
}

/** For a verb that works on files alone. */
export async function runFileCommand(
  { json = false }: CommandOptions,
  work: () => Promise<Outcome>,
): Promise<void> {
  answer(json, await work().catch(failed));
}

async function outcomeOf(work: (deps: Deps) => Promise<Outcome>, how: How): Promise<Outcome> {
  try {
    // A command's log is for what goes wrong; its own words tell the rest.
    const deps = await openDeps(configFromEnvironment({ LOG_LEVEL: "warn" }), how);
    try {
      return await work(deps);
    } finally {
      await closeDeps(deps);
    }
  } catch (error) {
    return failed(error);
  }
}

const refusal = (code: string, message: string): Outcome => ({
  ok: false,
  json: { error: { code, message } },
  lines: [message],
});

function failed(error: unknown): Outcome {
  if (error instanceof AppError) return refusal(error.code, error.message);
  if (error instanceof SettingsError) return refusal("settings", error.message);
  if (error instanceof z.ZodError)
    return refusal("invalid", error.issues.map(({ message }) => message).join(" "));
  return refusal("failed", error instanceof Error ? error.message : String(error));
}

/** For a verb that is not written as it should be: commander has said so in words already. */
export function answerMisuse(message: string, exitCode: number): void {
  const isJson = process.argv.includes("--json");
  if (exitCode !== 0 && isJson) answer(true, { ...refusal("usage", message), lines: [] });
  process.exitCode = exitCode;
}

function answer(json: boolean, { ok, json: document, lines }: Outcome): void {
  if (json) process.stdout.write(`${JSON.stringify(document)}\n`);
  else if (ok) process.stdout.write(lines.map(line => `${line}\n`).join(""));
  if (!ok) process.stderr.write(lines.map(line => `${line}\n`).join(""));
  process.exitCode = ok ? 0 : 1;
}
