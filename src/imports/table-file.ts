import { createHash } from "node:crypto";
import { sha256 } from "../shared/ids.ts";
import { type CsvFile, type CsvLimits, openCsv } from "./csv-file.ts";
import type { ChosenEncoding } from "./file-text.ts";
import { FileRefused, type Finding, type Findings, ReadingEnds } from "./findings.ts";

export type Table<C extends string> = {
  all: readonly C[];
  required: readonly C[];
  extra?: readonly C[];
  limits: CsvLimits;
  encoding?: ChosenEncoding | undefined;
  /** Rows that say the same are so many things, and each counts. */
  keepsRepeats?: boolean;
};

export type TableRow<C extends string> = {
  line: number;
  /** The cell of a column; "" where the file has no such column. */
  cell: (column: C) => string;
  has: (column: C) => boolean;
};

export type TableReading = {
  /** Rows read: all that are not blank, also those with problems. */
  checked: number;
  /** Of all its bytes; "" where reading ended before them. */
  sha256: string;
  problems: Finding[];
};

/** Spaces around a cell are typing; tabs and line ends inside its quotes are text. */
function trimSpaces(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && text[from] === " ") from += 1;
  while (to > from && text[to - 1] === " ") to -= 1;
  return text.slice(from, to);
}

const textOfCell = (text: string): string => (text.trim() === "" ? "" : trimSpaces(text));

async function readRows<C extends string>(
  file: CsvFile,
  findings: Findings,
  onRow: (row: TableRow<C>) => void,
  keepsRepeats: boolean,
): Promise<{ checked: number; end: Finding | null }> {
  const places = new Map<string | null, number>(file.header.columns.map((name, at) => [name, at]));
  const seen = new Map<string, number>();
  const has = (column: C) => places.has(column);
  let checked = 0;
  try {
    for await (const { line, cells } of file.rows) {
      checked += 1;
      if (cells === null) continue;
      const texts = cells.map(textOfCell);
      const same = keepsRepeats ? null : sha256(JSON.stringify(texts));
      const first = same === null ? undefined : seen.get(same);
      if (first !== undefined) {
        findings.note(line, null, `This row repeats line ${first} exactly. It counts once.`);
        continue;
      }
      if (same !== null) seen.set(same, line);
      onRow({ line, has, cell: column => texts[places.get(column) ?? -1] ?? "" });
    }
    if (checked === 0)
      throw new FileRefused("This file has a header but no rows. Add rows, or choose another file.");
  } catch (error) {
    if (!(error instanceof ReadingEnds) || error instanceof FileRefused) throw error;
    return { checked, end: error.finding };
  }
  return { checked, end: null };
}

/** Passes the bytes on, and knows their hash once all of them went by. */
function hashing(source: AsyncIterable<Uint8Array>) {
  const hash = createHash("sha256");
  const known = { sha256: "" };
  async function* bytes() {
    for await (const piece of source) {
      hash.update(piece);
      yield piece;
    }
    known.sha256 = hash.digest("hex");
  }
  return { bytes: bytes(), known };
}

/** Reads a CSV file of unknown origin row by row, each once. @throws FileRefused for a file as a whole */
export async function readTable<C extends string>(
  source: AsyncIterable<Uint8Array>,
  { limits, encoding, keepsRepeats = false, ...known }: Table<C>,
  findings: Findings,
  onRow: (row: TableRow<C>) => void,
): Promise<TableReading> {
  const { bytes, known: whole } = hashing(source);
  const file = await openCsv(bytes, { known, limits, encoding }, findings);
  const { checked, end } = await readRows(file, findings, onRow, keepsRepeats);
  return { checked, ...whole, problems: end ? [...findings.problems, end] : findings.problems };
}
