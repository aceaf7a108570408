import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";

export type Child = {
  process: ChildProcess;
  /** Lines of standard output, as they come. */
  lines: AsyncIterator<string>;
  /** The exit code (null after a signal) and all of standard error. */
  ended: Promise<{ code: number | null; errors: string }>;
};

/** Runs a TypeScript file of the tests in a process of its own, on the database at `databaseUrl`. */
export function startChild(file: string, databaseUrl: string, args: string[] = [], shell?: string): Child {
  const command = [process.execPath, "--import", "./src/preload.js", file, ...args];
  // vitest puts settings of its own into the environment (BASE_URL): the child starts from a bare one.
  const { PATH, HOME, TMPDIR } = process.env;
  const options = { env: { PATH, HOME, TMPDIR, DATABASE_URL: databaseUrl } };
  const child = shell
    ? spawn("sh", ["-c", `${shell}; exec "$@"`, "sh", ...command], options)
    : spawn(command[0] ?? "", command.slice(1), options);
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  const ended = new Promise<{ code: number | null; errors: string }>(resolve =>
    child.once("close", code => resolve({ code, errors })),
  );
  return { process: child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator](), ended };
}

export async function nextLine(child: Child): Promise<string> {
  const { done, value } = await child.lines.next();
  if (done) throw new Error(`The child ended: ${(await child.ended).errors}`);
  return value;
}
