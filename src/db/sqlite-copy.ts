import { rmSync, statSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { putInPlace } from "../shared/finished-file.ts";
import { wait } from "../shared/wait.ts";
import { type Content, differences } from "./content.ts";
import { ledger } from "./migration-guard.ts";
import { SqliteConnection, whenFree } from "./sqlite-connection.ts";
import { contentOf } from "./sqlite-content.ts";

/** How long to wait for another process that holds the write lock. */
const patienceMs = 60_000;

function vacuumInto(path: string, target: string): Promise<void> {
  const worker = new Worker(new URL("./sqlite-vacuum.ts", import.meta.url), { workerData: { path, target } });
  return new Promise((resolve, reject) => {
    worker.once("error", reject);
    worker.once("exit", () => resolve());
  });
}

/** Resolves when the first bytes are on the disk, or `done` is over either way. */
async function untilBegun(path: string, done: Promise<void>): Promise<void> {
  let isOver = false;
  const end = () => {
    isOver = true;
  };
  done.then(end, end);
  while (!isOver && (statSync(path, { throwIfNoEntry: false })?.size ?? 0) === 0) await wait(1);
}

/** Starts the copy and fixes `reader` at the same moment; nobody may write between the two. */
async function startTogether(path: string, target: string, reader: SqliteConnection) {
  const done = vacuumInto(path, target);
  await untilBegun(target, done);
  reader.raw.exec("BEGIN");
  reader.raw.prepare("select count(*) from sqlite_schema").get();
  return { done };
}

/** Holds the write lock for as long as `work` takes. */
async function withoutWriters<T>(path: string, work: () => Promise<T>): Promise<T> {
  const gate = new SqliteConnection(path);
  try {
    await whenFree(patienceMs, () => gate.raw.exec("BEGIN IMMEDIATE"));
    return await work();
  } finally {
    gate.close();
  }
}

/** @throws where the file does not hold what the source held, tables in `except` aside */
export function verifyFile(path: string, expected: Content, except: string[] = []): void {
  const file = new SqliteConnection(path, { readonly: true });
  try {
    const answer = file.raw.pragma("integrity_check(1)", { simple: true });
    if (answer !== "ok") throw new Error(`The copy is damaged: ${answer}`);
    const content = contentOf(file.raw);
    for (const table of except) content.delete(table);
    const differing = differences(content, expected);
    if (differing.length > 0)
      throw new Error(`The copy does not hold the same rows: ${differing.join(", ")}`);
  } finally {
    file.close();
  }
}

/**
 * A whole copy at one moment, while others read and write; there only once it was read back and compared.
 * Gives what it holds, but for the list of migrations, which each engine has its own of.
 * `isLocked` says that the caller holds the write lock already.
 */
export async function copySqliteFile(path: string, target: string, isLocked = false): Promise<Content> {
  const unfinished = `${target}.unfinished`;
  rmSync(unfinished, { force: true });
  const reader = new SqliteConnection(path, { readonly: true });
  const start = () => startTogether(path, unfinished, reader);
  try {
    const { done } = await (isLocked ? start() : withoutWriters(path, start));
    await done;
    const content = contentOf(reader.raw);
    verifyFile(unfinished, content);
    putInPlace(unfinished, target);
    content.delete(ledger);
    return content;
  } finally {
    reader.close();
    rmSync(unfinished, { force: true });
  }
}
