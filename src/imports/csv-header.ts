import { type CsvRecord, type RecordLimits, RecordSplitter } from "./csv-records.ts";
import { FileRefused, quoted, ReadingEnds } from "./findings.ts";

/** The columns an import knows, by the names that its documentation uses. */
export type KnownColumns = {
  all: readonly string[];
  required: readonly string[];
  /** Those that a file may well lack: nothing is said of it. */
  extra?: readonly string[];
};

export type CsvHeader = {
  delimiter: string;
  line: number;
  cells: string[];
  /** For each cell the known column that it names, or null. */
  columns: (string | null)[];
  /** What stands above it, blank lines and `sep=` left out. */
  above: CsvRecord[];
};

const recordsLookedAt = 20;

/** Names match without case, spaces and underscores. */
const plainName = (name: string): string => name.toLowerCase().replace(/[\s_\u200b\ufeff]/g, "");

const isSepLine = (record: CsvRecord): boolean => /^sep=.?$/i.test(record.cells[0] ?? "");
export const isBlank = (record: CsvRecord): boolean => record.cells.every(cell => cell.trim() === "");

const notBlank = (records: CsvRecord[]) =>
  records.filter(record => !isBlank(record)).slice(0, recordsLookedAt);

/** The first records of the text; what cannot be read ends the look, and is kept in case there is no header before it. */
function firstRecords(head: string, whole: boolean, delimiter: string, limits: RecordLimits) {
  const splitter = new RecordSplitter(delimiter, limits);
  const records: CsvRecord[] = [];
  try {
    records.push(...splitter.push(head));
    if (whole) records.push(...splitter.end());
    return { records: notBlank(records), failure: null };
  } catch (error) {
    if (!(error instanceof ReadingEnds)) throw error;
    return { records: notBlank([...records, ...splitter.take()]), failure: error };
  }
}

/** The header is the line that names the most known columns, at least two, under one of the delimiters. */
function likeliest(head: string, whole: boolean, names: Map<string, string>, limits: RecordLimits) {
  const named = /^\s*"?sep=(.)/i.exec(head)?.[1];
  const delimiters = [...new Set([...(named ? [named] : []), ",", ";", "\t"])];
  let best: { delimiter: string; records: CsvRecord[]; at: number; score: number } | null = null;
  let failure: ReadingEnds | null = null;
  for (const delimiter of delimiters) {
    const found = firstRecords(head, whole, delimiter, limits);
    failure ??= found.failure;
    for (const [at, record] of found.records.entries()) {
      const score = new Set(record.cells.map(cell => names.get(plainName(cell))).filter(name => name)).size;
      if (score >= 2 && score > (best?.score ?? 0)) best = { delimiter, records: found.records, at, score };
    }
  }
  return { best, failure };
}

const list = (names: readonly string[]): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

function refuseNonsense(header: CsvHeader, known: KnownColumns): void {
  const named = header.columns.filter(name => name !== null);
  const doubled = [...new Set(named.filter((name, at) => named.indexOf(name) !== at))];
  if (doubled.length > 0)
    throw new FileRefused(
      `The header holds ${list(doubled)} more than once. Keep one of each, or rename the others.`,
    );
  const missing = known.required.filter(name => !named.includes(name));
  if (missing.length > 0)
    throw new FileRefused(
      `The header on line ${header.line} has no ${list(missing)}. Add ${missing.length > 1 ? "these columns" : "this column"}.`,
    );
}

/**
 * Finds the header and its delimiter in the beginning of the text; `whole` says that there is no more of it.
 * @throws FileRefused when there is none, or it lacks or doubles a column.
 */
export function findHeader(
  head: string,
  whole: boolean,
  known: KnownColumns,
  limits: RecordLimits,
): CsvHeader {
  const text = head.trimStart();
  if (text === "" && whole)
    throw new FileRefused("This file is empty. Choose the file that holds the table.");
  if (/^<(!doctype|!--|\?xml|(html|head|body|table|meta|div|script)\b)/i.test(text))
    throw new FileRefused("This file is a web page, not CSV. Open the table it shows and save that as CSV.");
  const names = new Map(known.all.map(name => [plainName(name), name]));
  const { best, failure } = likeliest(head, whole, names, limits);
  const record = best?.records[best.at];
  if (!best || !record) {
    if (failure) throw new FileRefused(failure.message);
    const first = quoted(text.split(/[\r\n]/, 1)[0] ?? "");
    throw new FileRefused(
      `No header was found: the file begins with ${first}, and none of its first lines names the columns. It must name ${list(known.required)}.`,
    );
  }
  const header = {
    delimiter: best.delimiter,
    line: record.line,
    cells: record.cells,
    columns: record.cells.map(cell => names.get(plainName(cell)) ?? null),
    above: best.records.slice(0, best.at).filter(above => !isSepLine(above)),
  };
  refuseNonsense(header, known);
  return header;
}
