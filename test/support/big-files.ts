import { planColumns } from "../../src/imports/plan.rules.ts";

const header = `${planColumns.join(",")}\r\n`;
const megabyte = "x".repeat(1024 * 1024);

const row = (i: number): string =>
  `B.${i},Access,Goal ${i},,Act ${i},,it,2025-07-01,2026-06-30,,,,General Fund,${(i % 1000) + 0.25},one-time,,\r\n`;

/** A plan of so many rows, 64 KB at a time. */
export async function* manyRows(count: number): AsyncGenerator<Uint8Array> {
  yield Buffer.from(header);
  let text = "";
  for (let i = 0; i < count; i += 1) {
    text += row(i);
    if (text.length < 65_536) continue;
    yield Buffer.from(text);
    text = "";
  }
  yield Buffer.from(text);
}

/** One cell of so many megabytes; its quote closes, or not. */
export async function* bigCell(megabytes: number, closes: boolean): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`${header}B.0,Access,"`);
  for (let i = 0; i < megabytes; i += 1) yield Buffer.from(megabyte);
  if (closes) yield Buffer.from(`",,Act,,it,,,,,,General Fund,1,one-time,,\r\n${row(1)}`);
}
