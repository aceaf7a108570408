import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CsvRecord, RecordSplitter } from "../../src/imports/csv-records.ts";

const limits = { cells: 50, characters: 10_000 };

function split(text: string, delimiter = ",", size = text.length || 1): CsvRecord[] {
  const splitter = new RecordSplitter(delimiter, limits);
  const records: CsvRecord[] = [];
  for (let at = 0; at < text.length; at += size) records.push(...splitter.push(text.slice(at, at + size)));
  return [...records, ...splitter.end()];
}

const cell = fc.string({
  unit: fc.constantFrom("a", "é", "👩", '"', ",", ";", "\t", " ", "\r", "\n", "\r\n"),
});
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });
const lineEnd = fc.constantFrom("\r\n", "\n", "\r");
const delimiter = fc.constantFrom(",", ";", "\t");

describe("records", () => {
  test("come back as they were written, with any separator, line end and size of pieces", () => {
    fc.assert(
      fc.property(table, delimiter, lineEnd, fc.integer({ min: 1, max: 9 }), (rows, mark, end, size) => {
        const text = stringify(rows, { delimiter: mark, record_delimiter: end, quoted: true });
        expect(split(text, mark, size).map(record => record.cells)).toEqual(rows);
      }),
    );
  });

  test("are those of csv-parse where the text keeps to the rules", () => {
    fc.assert(
      fc.property(table, lineEnd, (rows, end) => {
        const text = stringify(rows, { record_delimiter: end, quoted_match: /[\r\n]/ });
        const theirs = parse(text, { record_delimiter: ["\r\n", "\n", "\r"], relax_column_count: true });
        expect(split(text).map(record => record.cells)).toEqual(theirs);
      }),
    );
  });

  test("know the physical line on which they begin, whatever their cells hold", () => {
    fc.assert(
      fc.property(table, lineEnd, fc.integer({ min: 1, max: 9 }), (rows, end, size) => {
        const text = stringify(rows, { record_delimiter: end, quoted: true });
        const lines = rows.map(
          (_, at) =>
            stringify(rows.slice(0, at), { record_delimiter: end, quoted: true }).split(/\r\n|\r|\n/).length,
        );
        expect(split(text, ",", size).map(record => record.line)).toEqual(lines);
      }),
    );
  });

  test("where csv-parse counts a line end inside a cell twice", () => {
    const text = '"a\r\nb",1\r\n"c",2\r\n';
    const theirs: number[] = [];
    parse(text, {
      on_record: (record, { lines }) => {
        theirs.push(lines);
        return record;
      },
    });
    expect(theirs).not.toEqual([2, 3]);
    expect(split(text).map(record => record.line)).toEqual([1, 3]);
  });

  test("keep a quote in a plain cell, and forgive blanks after a closing quote", () => {
    expect(split('11" screens,"b" ,c\n')).toEqual([{ line: 1, cells: ['11" screens', "b", "c"] }]);
  });

  test("of an empty text are none, and a line without text is one empty cell", () => {
    expect(split("")).toEqual([]);
    expect(split("a\n\nb").map(record => record.line)).toEqual([1, 2, 3]);
  });
});

describe("what cannot be split is told at its line and cell", () => {
  test("a quote that never closes", () => {
    expect(() => split('a,b\n"x\ny",c\nd,"e\nf\n')).toThrow(
      expect.objectContaining({ finding: expect.objectContaining({ row: 4 }), cell: 1 }),
    );
  });

  test("a quote that is closed by the next row's: csv-parse makes one row of two and says nothing", () => {
    const text = 'a,"open,c\nd,"e",f\n';
    const theirs = parse(text, { relax_quotes: true });
    expect(theirs).toHaveLength(1);
    expect(() => split(text)).toThrow(
      expect.objectContaining({ finding: expect.objectContaining({ row: 1 }) }),
    );
  });

  test("a row too long, quoted or not, and one with too many cells", () => {
    const long = "x".repeat(limits.characters + 1);
    expect(() => split(`a\n"${long}"`)).toThrow("A quote opens on line 2 and does not close within 10,000");
    expect(() => split(`a\nb,${long}`)).toThrow("The row on line 2 is longer than 10,000");
    expect(() => split(",".repeat(limits.cells))).toThrow("Line 1 has more than 50 columns");
    expect(split(",".repeat(limits.cells - 1))[0]?.cells).toHaveLength(limits.cells);
  });

  test("and the records before it are still given", () => {
    const splitter = new RecordSplitter(",", limits);
    expect(() => splitter.push('a,b\nc,"d"e\n')).toThrow();
    expect(splitter.take().map(record => record.cells)).toEqual([["a", "b"]]);
  });
});
