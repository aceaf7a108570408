import { unavailable } from "../shared/app-error.ts";
import type { Database, Engine, Statements, Tx, WriteOptions } from "./database.ts";
import { type Run, refuseInsideWrite, runInFrame } from "./frame.ts";

/** Runs the statements of one callback; `attempt` may be called again when the engine tries again. */
export type Attempt<T> = (run: Run) => Promise<T>;

/** What an engine brings; the doors add the guard. */
export type EngineParts = {
  engine: Engine;
  builder(run: Run): Statements;
  read: Run;
  /** Runs `attempt` in a transaction and commits; rolls back when it throws. */
  write<T>(attempt: Attempt<T>, limitMs: number): Promise<T>;
  forget(): Promise<void>;
  ping(): Promise<void>;
  close(): Promise<void>;
};

const limitMs = 2_000;
const stopping = () => unavailable("Crosswalk is stopping. Try again in a minute.");

/** The callback, then what it left for the end. */
async function runToEnd<T>(statements: Statements, work: (tx: Tx) => Promise<T>): Promise<T> {
  const last: (() => Promise<void>)[] = [];
  const atEnd = (each: () => Promise<void>) => void last.push(each);
  const value = await work(Object.assign(statements, { atEnd }));
  for (const each of last) await each();
  return value;
}

/** The two doors over an engine: reads that see what is saved, writes that are guarded and whole. */
export function openDoors(parts: EngineParts): Database {
  const owner = {};
  let closed: Promise<void> | null = null;

  const read: Run = async (sql, params, shape) => {
    refuseInsideWrite(owner, "read");
    if (closed) throw stopping();
    return parts.read(sql, params, shape);
  };

  async function write<T>(work: (tx: Tx) => Promise<T>, options: WriteOptions = {}): Promise<T> {
    refuseInsideWrite(owner, "write");
    if (closed) throw stopping();
    const limit = options.limitMs ?? limitMs;
    return parts.write(
      run => runInFrame(owner, limit, run, guarded => runToEnd(parts.builder(guarded), work)),
      limit,
    );
  }

  return {
    engine: parts.engine,
    read: parts.builder(read),
    write,
    forget: () => (closed ? Promise.reject(stopping()) : parts.forget()),
    ping: () => (closed ? Promise.reject(stopping()) : parts.ping()),
    close() {
      closed ??= parts.close();
      return closed;
    },
  };
}
