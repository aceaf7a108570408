import { hash } from "node:crypto";

/** How many rows a table holds, and a hash that is the same in whatever order they were read. */
export type TableContent = { rows: number; hash: string };

/** What a database holds, by table; equal on both engines where the same rows are in it. */
export type Content = Map<string, TableContent>;

const lanes = 8;

/** Adds up the hashes of rows: no order is needed, and memory does not grow with the table. */
export class ContentSum {
  readonly #sum = new Uint32Array(lanes);
  #rows = 0;

  /** Values as SQLite keeps them: instants as milliseconds, flags as 0 and 1, JSON with sorted keys. */
  add(values: readonly unknown[]): void {
    const bytes = hash("sha256", JSON.stringify(values), "buffer");
    for (let lane = 0; lane < lanes; lane++)
      this.#sum[lane] = (this.#sum[lane] ?? 0) + bytes.readUInt32LE(lane * 4);
    this.#rows += 1;
  }

  end(): TableContent {
    return { rows: this.#rows, hash: Buffer.from(this.#sum.buffer).toString("hex") };
  }
}

const isSame = (a: TableContent | undefined, b: TableContent | undefined) =>
  a?.rows === b?.rows && a?.hash === b?.hash;

/** What differs, in words: "goals (12 rows against 11)". */
export function differences(one: Content, other: Content): string[] {
  const names = [...new Set([...one.keys(), ...other.keys()])].sort();
  return names
    .filter(name => !isSame(one.get(name), other.get(name)))
    .map(name => `${name} (${one.get(name)?.rows ?? "no"} rows against ${other.get(name)?.rows ?? "none"})`);
}

export const rowsIn = (content: Content): number =>
  [...content.values()].reduce((sum, { rows }) => sum + rows, 0);
