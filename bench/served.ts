import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { Agent, type IncomingHttpHeaders, type RequestOptions, request } from "node:http";
import { createServer } from "node:net";
import { join } from "node:path";

/** A server in a process of its own, and what it took from its birth to its first answer. */
export type Served = {
  port: number;
  /** From spawn to the first 200 of /readyz. */
  readyMs: number;
  /** Processor time of the process so far. */
  spentMs(): number;
  residentMiB(): number;
  stop(): Promise<void>;
};

const root = join(import.meta.dirname, "..");
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** What `npm start` runs, without npm. */
export const startCommand: string[] = scripts.start.split(" ").slice(2);

/** Answers everything with 200: what Node alone costs. */
export const bareCommand = [
  "-e",
  "require('node:http').createServer((_, answer) => answer.end('ok')).listen(process.env.PORT, '127.0.0.1')",
];

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

export type Answer = { status: number; headers: IncomingHttpHeaders; bytes: number };

/** As it came over the wire: nothing is unpacked. */
export async function ask(port: number, path: string, options: RequestOptions = {}): Promise<Answer> {
  const asked = request({ host: "127.0.0.1", port, path, agent: new Agent(), ...options });
  asked.end();
  const [answer] = await once(asked, "response");
  let bytes = 0;
  for await (const chunk of answer) bytes += chunk.length;
  return { status: answer.statusCode, headers: answer.headers, bytes };
}

async function whenReady(child: ChildProcess, port: number): Promise<void> {
  while (child.exitCode === null) {
    const answer = await ask(port, "/readyz").catch(() => null);
    if (answer?.status === 200) return;
    await new Promise(resolve => setTimeout(resolve, 2));
  }
  throw new Error(`the server ended with ${child.exitCode}`);
}

/** Ticks of a hundredth of a second, as Linux counts them. */
function spentBy(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");
  return (Number(stat[11]) + Number(stat[12])) * 10;
}

const residentOf = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;

export async function serve(command: string[], settings: Record<string, string>): Promise<Served> {
  const port = await freePort();
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, LOG_LEVEL: "warn", ...settings, PORT: String(port) };
  const began = performance.now();
  const child = spawn(process.execPath, command, { cwd: root, env, stdio: ["ignore", "ignore", "inherit"] });
  await whenReady(child, port);
  const readyMs = performance.now() - began;
  const { pid = 0 } = child;
  return {
    port,
    readyMs,
    spentMs: () => spentBy(pid),
    residentMiB: () => residentOf(pid),
    async stop() {
      child.kill("SIGTERM");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    },
  };
}
