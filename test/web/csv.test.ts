import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { type CsvColumn, csvOf, csvStream } from "../../src/web/csv.ts";

type Row = { text: string; count: number | null; cents: number };

const columns: CsvColumn<Row>[] = [
  { header: "Title", value: row => row.text },
  { header: "Count", value: row => row.count },
  { header: "Cost", value: row => ({ cents: row.cents }) },
];

const back = (csv: string): string[][] => parse(csv, { bom: true });
const cellOf = (text: string): string | undefined =>
  back(csvOf(columns, [{ text, count: 1, cents: 0 }]))[1]?.[0];

describe("a table as CSV", () => {
  test("begins with the mark that makes spreadsheets read UTF-8, and ends its lines with CRLF", () => {
    expect(csvOf(columns, [{ text: "Café, naïve", count: 3, cents: 8_400_050 }])).toBe(
      '\ufeffTitle,Count,Cost\r\n"Café, naïve",3,84000.50\r\n',
    );
  });

  test("of no rows is its header", () => {
    expect(csvOf(columns, [])).toBe("\ufeffTitle,Count,Cost\r\n");
  });

  test("numbers stay numbers, also negative ones, exact to the cent", () => {
    const rows = [
      { text: "", count: -5, cents: -50_000 },
      { text: "", count: null, cents: Number.MAX_SAFE_INTEGER },
      { text: "", count: Number.NaN, cents: -5 },
    ];
    expect(back(csvOf(columns, rows)).slice(1)).toEqual([
      ["", "-5", "-500.00"],
      ["", "", "90071992547409.91"],
      ["", "", "-0.05"],
    ]);
  });

  test.each([
    "=1+1",
    "+1+1",
    "-2+3",
    "@SUM(A1:A2)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\tplain",
    "  =1+1",
    "\u00a0=1+1",
    "\u3000=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    " ＝1+1",
    "=cmd|' /C calc'!A0",
    "-1,200",
  ])("%j is text behind an apostrophe", text => {
    expect(cellOf(text)).toBe(`'${text}`);
  });

  test.each(["1:1 device", "a=b", "E-Rate", "it's", "  plain", "(1,200)", "日本"])(
    "%j is left as it is",
    text => {
      expect(cellOf(text)).toBe(text);
    },
  );

  test("guards where the library's own guard does not", () => {
    const theirs = (text: string) => parse(stringify([[text]], { escape_formulas: true }))[0]?.[0];
    expect(theirs("=1+1")).toBe("'=1+1");
    for (const missed of ["  =1+1", "\u200b=1+1"]) {
      expect(theirs(missed)).toBe(missed);
      expect(cellOf(missed)).toBe(`'${missed}`);
    }
  });

  test("a header is guarded as well", () => {
    expect(csvOf([{ header: "=1+1", value: () => 1 }], [])).toBe("\ufeff'=1+1\r\n");
  });

  test("every text comes back, whatever line ends, quotes and separators it holds", () => {
    const unit = fc.constantFrom("a", '"', ",", ";", "\t", " ", "\r", "\n", "=", "é", "👩");
    fc.assert(
      fc.property(fc.array(fc.string({ unit }), { minLength: 1 }), texts => {
        const rows = texts.map(text => ({ text, count: 1, cents: 100 }));
        const read = back(csvOf(columns, rows)).slice(1);
        expect(read).toHaveLength(texts.length);
        for (const [at, text] of texts.entries()) expect([text, `'${text}`]).toContain(read[at]?.[0]);
      }),
    );
  });

  test("no cell of any text begins with what a spreadsheet runs", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("=", "+", "-", "@", "＝", "\t", "\r", " ", "\u00a0", "1") }),
        text => {
          expect(cellOf(text)?.normalize("NFKC").trimStart()).not.toMatch(/^[=+\-@]/);
        },
      ),
    );
  });
});

describe("a long table as CSV", () => {
  async function* rowsOf(count: number) {
    for (let i = 0; i < count; i += 1) yield { text: `=row ${i}`, count: i, cents: i };
  }

  test("streams the same bytes as it would have whole", async () => {
    const rows = [];
    for await (const row of rowsOf(450)) rows.push(row);
    const chunks: Buffer[] = [];
    for await (const chunk of csvStream(columns, rowsOf(450))) chunks.push(Buffer.from(chunk));
    expect(chunks.length).toBeGreaterThan(2);
    expect(Buffer.concat(chunks).toString()).toBe(csvOf(columns, rows));
  });

  test("asks for no more rows than are read, and lets go of them when the reader leaves", async () => {
    let asked = 0;
    let closed = false;
    async function* endless() {
      try {
        for (;;) yield { text: "x".repeat(1000), count: asked++, cents: 0 };
      } finally {
        closed = true;
      }
    }
    const stream = csvStream(columns, endless());
    for await (const _ of stream) break;
    expect(asked).toBeLessThan(2_000);
    await vi.waitFor(() => expect(closed).toBe(true));
  });

  test("passes on what its rows throw", async () => {
    async function* broken() {
      yield { text: "a", count: 1, cents: 1 };
      throw new Error("the database went away");
    }
    await expect(csvStream(columns, broken()).toArray()).rejects.toThrow("went away");
  });
});
