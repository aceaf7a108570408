import { Readable } from "node:stream";
import { stringify } from "csv-stringify/sync";
import { guarded } from "../shared/formulas.ts";

/** Money is given as cents; a number is a number; all else is text. */
export type CsvValue = string | number | { cents: number } | null;

export type CsvColumn<Row> = { header: string; value: (row: Row) => CsvValue };

/** "-500.00": exact, without a currency, so that it stays a number. */
function amount(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, "0");
  return `${cents < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function cellOf(value: CsvValue): string {
  if (value === null) return "";
  if (typeof value === "string") return guarded(value.toWellFormed());
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  return amount(value.cents);
}

// Left to itself the writer quotes a cell for CRLF, but not for the LF or CR that people's texts hold.
const lines = (cells: string[][], bom: boolean): string =>
  stringify(cells, { bom, record_delimiter: "windows", quoted_match: /[\r\n]/ });

const head = (columns: readonly CsvColumn<never>[]): string =>
  lines([columns.map(column => guarded(column.header))], true);

const body = <Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string =>
  lines(
    rows.map(row => columns.map(column => cellOf(column.value(row)))),
    false,
  );

/** A whole table as CSV that spreadsheets open as UTF-8 and never run. */
export const csvOf = <Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string =>
  head(columns) + body(columns, rows);

const rowsAtATime = 200;

async function* pieces<Row>(
  columns: readonly CsvColumn<Row>[],
  rows: AsyncIterable<Row>,
): AsyncGenerator<string> {
  yield head(columns);
  let batch: Row[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < rowsAtATime) continue;
    yield body(columns, batch);
    batch = [];
  }
  yield body(columns, batch);
}

/** The same for a table of any length, in memory that does not grow with it; rows are asked for as they are sent. */
export const csvStream = <Row>(columns: readonly CsvColumn<Row>[], rows: AsyncIterable<Row>): Readable =>
  Readable.from(pieces(columns, rows), { objectMode: false });
