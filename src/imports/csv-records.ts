import { ReadingEnds } from "./findings.ts";

/** `line` is the physical line on which the record begins, whatever its cells hold. */
export type CsvRecord = { line: number; cells: string[] };

export type RecordLimits = { cells: number; characters: number };

const quote = 34;
const lf = 10;
const cr = 13;

/** Thrown with the number of the cell, so that the reader of the header can name the column. */
export class RecordUnreadable extends ReadingEnds {
  readonly cell: number;

  constructor(message: string, line: number, cell: number) {
    super(message, line);
    this.cell = cell;
  }
}

/**
 * Splits text that comes in pieces into records: RFC 4180, with CRLF, LF and CR as line ends, mixed at will, and a
 * quote inside a plain cell kept as it is. Written here because the parser at hand counts a CRLF inside a cell as two
 * lines, and, to forgive a quote in a plain cell, also merges two rows without a word when a quoted cell is not closed.
 */
export class RecordSplitter {
  readonly #delimiter: number;
  readonly #limits: RecordLimits;
  #where: "start" | "plain" | "quoted" | "closed" = "start";
  #cells: string[] = [];
  #cell = "";
  #length = 0;
  #line = 1;
  #recordLine = 1;
  #quoteLine = 1;
  #last = 0;
  #done: CsvRecord[] = [];

  constructor(delimiter: string, limits: RecordLimits) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#limits = limits;
  }

  /** The records that this piece ends. @throws RecordUnreadable; those before it come from `take`. */
  push(text: string): CsvRecord[] {
    let from = 0;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (this.#where === "quoted") {
        if (code === quote) {
          this.#keep(text, from, at);
          this.#where = "closed";
        } else if (code === lf || code === cr) this.#countLine(code);
      } else if (code === this.#delimiter) {
        this.#keep(text, from, at);
        this.#endCell();
        from = at + 1;
      } else if (code === lf || code === cr) {
        if (code === cr || this.#last !== cr) {
          this.#keep(text, from, at);
          this.#endRecord();
        }
        this.#countLine(code);
        this.#recordLine = this.#line;
        from = at + 1;
      } else if (this.#where === "closed") {
        this.#afterQuote(code);
        from = code === quote ? at : at + 1;
      } else if (this.#where === "start") {
        this.#where = code === quote ? "quoted" : "plain";
        this.#quoteLine = this.#line;
        from = code === quote ? at + 1 : at;
      }
      this.#last = code;
    }
    this.#keep(text, from, text.length);
    return this.take();
  }

  /** The last record, where the file does not end with a line end. @throws RecordUnreadable */
  end(): CsvRecord[] {
    if (this.#where === "quoted") throw this.#unreadable("and never closes");
    if (this.#where !== "start" || this.#cells.length > 0) this.#endRecord();
    return this.take();
  }

  /** The records done since the last call. */
  take(): CsvRecord[] {
    const done = this.#done;
    this.#done = [];
    return done;
  }

  #countLine(code: number): void {
    if (code === cr || this.#last !== cr) this.#line += 1;
  }

  #afterQuote(code: number): void {
    if (code === quote && this.#last === quote) this.#where = "quoted";
    else if (code !== 32 && code !== 9) throw this.#unreadable("and closes before the cell ends");
  }

  /** After the closing quote only blanks may come, and they are no part of the cell. */
  #keep(text: string, from: number, to: number): void {
    if (to <= from || this.#where === "closed") return;
    this.#length += to - from;
    if (this.#length > this.#limits.characters) {
      const most = this.#limits.characters.toLocaleString("en-US");
      throw this.#where === "quoted"
        ? this.#unreadable(`and does not close within ${most} characters`, "Close it, or shorten the cell.")
        : new RecordUnreadable(
            `The row on line ${this.#recordLine} is longer than ${most} characters. Shorten it.`,
            this.#recordLine,
            this.#cells.length,
          );
    }
    this.#cell += text.slice(from, to);
  }

  #endCell(): void {
    this.#cells.push(this.#cell);
    this.#cell = "";
    this.#where = "start";
    if (this.#cells.length >= this.#limits.cells)
      throw new RecordUnreadable(
        `Line ${this.#recordLine} has more than ${this.#limits.cells} columns. Keep those that the import reads.`,
        this.#recordLine,
        this.#cells.length,
      );
  }

  #endRecord(): void {
    this.#cells.push(this.#cell);
    this.#done.push({ line: this.#recordLine, cells: this.#cells });
    this.#cells = [];
    this.#cell = "";
    this.#length = 0;
    this.#where = "start";
  }

  #unreadable(
    what: string,
    cure = "Close it at the end of its cell, or write each quote inside the cell twice.",
  ): RecordUnreadable {
    const message = `A quote opens on line ${this.#quoteLine} ${what}. ${cure} Nothing after it was read.`;
    return new RecordUnreadable(message, this.#quoteLine, this.#cells.length);
  }
}
