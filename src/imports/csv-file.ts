import { type CsvHeader, findHeader, isBlank, type KnownColumns } from "./csv-header.ts";
import { type CsvRecord, RecordSplitter, RecordUnreadable } from "./csv-records.ts";
import { type ChosenEncoding, textOf } from "./file-text.ts";
import { FileRefused, type Finding, type Findings, quoted, ReadingEnds } from "./findings.ts";

export type CsvLimits = { bytes: number; rows: number; columns: number; characters: number };

export type CsvOptions = { known: KnownColumns; limits: CsvLimits; encoding?: ChosenEncoding | undefined };

/** A row as wide as the header, cleaned of control characters; `null` cells make it a row that only counts. */
export type CsvRow = { line: number; cells: string[] | null };

export type CsvFile = { header: CsvHeader; rows: AsyncGenerator<CsvRow> };

const headLength = 65_536;

/** Tab and line ends are text; the rest of these speak to terminals and printers, and PostgreSQL refuses NUL. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controls = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g;

const code = (char: string): string => `0x${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;

const otherEncoding =
  "If the file was saved as Windows-1252, choose that encoding (windows-1252); else save it as “CSV UTF-8”.";

/** Whether the file may be read again in the encoding that a person can choose. */
export const asksForEncoding = (problems: readonly Finding[]): boolean =>
  problems.some(({ message }) => message.endsWith(otherEncoding));

/** What could not be decoded: `file-text` leaves it as half a surrogate pair, with the byte in it. */
function undecoded(cell: string): string {
  const half = [...cell].find(char => !char.isWellFormed())?.charCodeAt(0) ?? 0;
  if (half < 0xdc80 || half > 0xdcff)
    return "This cell holds half a character. Save the file as “CSV UTF-8”.";
  const byte = `0x${(half - 0xdc00).toString(16).toUpperCase()}`;
  return `This cell holds bytes (first ${byte}) that are not UTF-8. ${otherEncoding}`;
}

/** Reports what is wrong with the cell's characters and gives the text that can be kept. */
function cleanCell(cell: string, line: number, column: string | null, findings: Findings): string {
  if (!cell.isWellFormed()) {
    findings.problem(line, column, undecoded(cell));
    return cell.toWellFormed();
  }
  const found = cell.match(controls);
  if (!found) return cell;
  const kinds = [...new Set(found)].map(char => (char === "\0" ? "NUL" : code(char))).join(", ");
  findings.note(line, column, `Control characters (${kinds}) were taken out of this cell.`);
  return cell.replace(controls, "");
}

const columnName = (header: CsvHeader, cell: number): string | null =>
  header.columns[cell] ?? (header.cells[cell]?.trim().toWellFormed() || null);

function reportHeader(header: CsvHeader, known: KnownColumns, findings: Findings): void {
  for (const { line, cells } of header.above)
    findings.note(
      line,
      null,
      `This line stands above the header and is not read: ${quoted(cells.join(" "))}.`,
    );
  header.cells.forEach((cell, at) => {
    const name = columnName(header, at);
    const text = cleanCell(cell, header.line, name, findings).trim();
    if (header.columns[at] !== null) return;
    if (text === "") findings.note(header.line, null, `Column ${at + 1} has no name and is not read.`);
    else findings.note(header.line, name, `The column ${quoted(text)} is unknown and is not read.`);
  });
  for (const name of known.all)
    if (!header.columns.includes(name) && !known.extra?.includes(name))
      findings.note(header.line, name, `The file has no column ${name}; it is taken as empty.`);
}

function rowOf(record: CsvRecord, header: CsvHeader, findings: Findings): CsvRow {
  const { line, cells } = record;
  const wide = header.cells.length;
  const clean = cells.map((cell, at) => cleanCell(cell, line, columnName(header, at), findings));
  if (cells.length === wide) return { line, cells: clean };
  const kind = cells.length < wide ? "short" : "long";
  findings.problem(
    line,
    null,
    `This row is too ${kind}: it has ${cells.length} cells, the header has ${wide}. Put text that holds the separator in quotes, and give every column a cell.`,
  );
  return { line, cells: null };
}

async function* records(texts: AsyncGenerator<string>, head: string, header: CsvHeader, limits: CsvLimits) {
  const splitter = new RecordSplitter(header.delimiter, {
    cells: limits.columns,
    characters: limits.characters,
  });
  try {
    yield splitter.push(head);
    for await (const text of texts) yield splitter.push(text);
    yield splitter.end();
  } catch (error) {
    yield splitter.take();
    if (!(error instanceof RecordUnreadable)) throw error;
    throw new ReadingEnds(error.message, error.finding.row, columnName(header, error.cell));
  } finally {
    await texts.return(undefined);
  }
}

async function* rows(
  batches: ReturnType<typeof records>,
  header: CsvHeader,
  limits: CsvLimits,
  findings: Findings,
) {
  let count = 0;
  for await (const batch of batches) {
    for (const record of batch) {
      if (record.line <= header.line || isBlank(record)) continue;
      count += 1;
      if (count > limits.rows) {
        const most = limits.rows.toLocaleString("en-US");
        throw new FileRefused(`This file has more than ${most} rows. Split it and import the parts.`);
      }
      yield rowOf(record, header, findings);
    }
  }
}

/**
 * Opens a CSV file of unknown origin: finds encoding, header and delimiter, then gives its rows one by one, in memory
 * that does not grow with the file. What is wrong with a cell or a row goes into the findings.
 * @throws FileRefused or ReadingEnds, here or while the rows are read.
 */
export async function openCsv(
  source: AsyncIterable<Uint8Array>,
  options: CsvOptions,
  findings: Findings,
): Promise<CsvFile> {
  const { known, limits, encoding } = options;
  const texts = textOf(source, { encoding, maxBytes: limits.bytes });
  try {
    let head = "";
    let whole = false;
    while (head.length < headLength && !whole) {
      const next = await texts.next();
      if (next.done) whole = true;
      else head += next.value;
    }
    const header = findHeader(head, whole, known, { cells: limits.columns, characters: limits.characters });
    reportHeader(header, known, findings);
    return { header, rows: rows(records(texts, head, header, limits), header, limits, findings) };
  } catch (error) {
    await texts.return(undefined);
    throw error;
  }
}
