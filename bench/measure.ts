import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { engine } from "../src/config.ts";
import type { Visit } from "./visitor.ts";

/**
 * Microseconds of this process's processor time, which other programs on the machine hardly change; with a PostgreSQL
 * server, which works in processes of its own, those of a clock.
 */
export const spent = (): number => {
  if (engine === "postgres") return performance.now() * 1000;
  const { user, system } = process.cpuUsage();
  return user + system;
};

export const median = (times: readonly number[]): number =>
  [...times].sort((a, b) => a - b)[times.length >> 1] ?? Number.NaN;

const together = 20;

/** A work done `times` over; what it gives does not count. */
export type Work = (times: number) => Promise<unknown> | unknown;

export const repeated =
  (once: () => unknown): Work =>
  async times => {
    for (let time = 0; time < times; time += 1) await once();
  };

/**
 * What each work takes, in microseconds: the median of many small batches, each work in its turn, so that
 * whatever else the machine does falls on all alike.
 */
export async function inTurn<K extends string>(
  works: Record<K, Work>,
  rounds: number,
): Promise<Record<K, number>> {
  const names = Object.keys(works) as K[];
  const times = Object.fromEntries(names.map(name => [name, [] as number[]])) as Record<K, number[]>;
  for (let round = -Math.ceil(rounds / 4); round < rounds; round++)
    for (const name of names) {
      const began = spent();
      await works[name](together);
      if (round >= 0) times[name].push((spent() - began) / together);
    }
  return Object.fromEntries(names.map(name => [name, median(times[name])])) as Record<K, number>;
}

/** One line: what, how long, and how many times the base. */
export const line = (what: string, time: number, base?: number): void =>
  console.log(
    `${what.padEnd(66)} ${Math.round(time).toLocaleString("en-US").padStart(9)} µs${base ? `  ${(time / base).toFixed(2)} x` : ""}`,
  );

export type Visitor = {
  /** Asks for a page so many times; gives the bytes of an answer. */
  visit(path: string, headers: Record<string, string>, times: number): Promise<number>;
  leave(): void;
};

/** Has the app listen on loopback, and somebody in another process ask it. */
export async function visitorOf(app: {
  listen(at: { port: number; host: string }): Promise<string>;
}): Promise<Visitor> {
  const { port } = new URL(await app.listen({ port: 0, host: "127.0.0.1" }));
  const child = fork(join(import.meta.dirname, "visitor.ts"), { execArgv: [] });
  return {
    async visit(path, headers, times) {
      const asked: Visit = {
        port: Number(port),
        path,
        headers: { ...headers, host: `127.0.0.1:${port}` },
        times,
      };
      child.send(asked);
      const [bytes] = await once(child, "message");
      return Number(bytes);
    },
    leave: () => void child.kill(),
  };
}
