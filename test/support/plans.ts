import { readFile } from "node:fs/promises";
import type { ChosenEncoding } from "../../src/imports/file-text.ts";
import type { Finding } from "../../src/imports/findings.ts";
import { type PlanColumn, type PlanReading, planColumns } from "../../src/imports/plan.rules.ts";
import { readPlan } from "../../src/imports/plan-file.ts";

const options = { today: "2026-11-24", fiscalYearStart: "07-01" };

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export const readBytes = (
  bytes: Uint8Array,
  encoding?: ChosenEncoding,
  size = 65_536,
): Promise<PlanReading> => readPlan(inPieces(bytes, size), { ...options, encoding });

/** Reads a file of `test/fixtures`. */
export const readFixture = async (path: string, encoding?: ChosenEncoding): Promise<PlanReading> =>
  readBytes(await readFile(new URL(`../fixtures/${path}`, import.meta.url)), encoding);

/** Reads a plan of rows that say only what is given. */
export function readRows(...rows: Partial<Record<PlanColumn, string>>[]): Promise<PlanReading> {
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const full = rows.map((row, i) => ({
    goal_code: `R.${i + 1}`,
    priority: "Access",
    goal: "One device",
    ...row,
  }));
  const lines = full.map(row =>
    planColumns.map(column => cell(new Map(Object.entries(row)).get(column) ?? "")).join(","),
  );
  return readBytes(Buffer.from([planColumns.join(","), ...lines, ""].join("\r\n")));
}

/** "3 goal" for each finding: where it is. */
export const places = (findings: readonly Finding[]): string[] =>
  findings.map(({ row, column }) => `${row ?? "file"} ${column ?? "row"}`);

export const notesOf = (reading: PlanReading, column: PlanColumn): Finding[] =>
  reading.notes.filter(note => note.column === column);
