import { spawn } from "node:child_process";

export type Said = { code: number | null; out: string; err: string };

/** Starts a verb of the real command line in a process of its own; settings beside these are the defaults. */
export function startCli(args: readonly string[], settings: Record<string, string>) {
  const { PATH = "", HOME = "" } = process.env;
  const flags = ["--import", "./src/preload.js", "--disable-warning=ExperimentalWarning"];
  const child = spawn(process.execPath, [...flags, "src/cli.ts", ...args], {
    env: { PATH, HOME, ...settings },
  });
  const texts = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    texts.out += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    texts.err += text;
  });
  const said = new Promise<Said>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", code => resolve({ code, ...texts }));
  });
  return { child, said };
}

export const runCli = (args: readonly string[], settings: Record<string, string>): Promise<Said> =>
  startCli(args, settings).said;

/** The one JSON document on standard output; throws where anything else is there. */
export function documentOf({ out, err }: Said) {
  const lines = out.split("\n");
  if (lines.length !== 2 || lines[1] !== "") throw new Error(`Not one document: ${out}\n${err}`);
  return JSON.parse(lines[0] ?? "");
}
