import { letters } from "../shared/language.ts";

/** What an import says about a file. `row` is the physical line on which the row begins; the first line is 1. */
export type Finding = { row: number | null; column: string | null; message: string };

/** Reading ends here, because what follows cannot be told apart, or because enough is wrong. */
export class ReadingEnds extends Error {
  readonly finding: Finding;

  constructor(message: string, row: number | null = null, column: string | null = null) {
    super(message);
    this.finding = { row, column, message };
  }
}

/** The file as a whole is refused: its one problem has neither row nor column, and nothing in it counts. */
export class FileRefused extends ReadingEnds {}

export const findingLimits = { problems: 1000, notesPerColumn: 500 };

/** Problems stop an import, notes do not. Both are kept up to a limit, so that no file can fill the memory with them. */
export class Findings {
  readonly problems: Finding[] = [];
  readonly #notes: Finding[] = [];
  readonly #notesOf = new Map<string | null, number>();

  problem(row: number | null, column: string | null, message: string): void {
    this.problems.push({ row, column, message });
    if (this.problems.length < findingLimits.problems) return;
    const count = findingLimits.problems.toLocaleString("en-US");
    throw new ReadingEnds(`Reading stopped after ${count} problems. Mend these, then check the file again.`);
  }

  note(row: number | null, column: string | null, message: string): void {
    const count = (this.#notesOf.get(column) ?? 0) + 1;
    this.#notesOf.set(column, count);
    if (count <= findingLimits.notesPerColumn) this.#notes.push({ row, column, message });
  }

  /** The notes kept, and for each column with more of them one that says how many more. */
  notes(): Finding[] {
    const more = [...this.#notesOf]
      .filter(([, count]) => count > findingLimits.notesPerColumn)
      .map(([column, count]) => {
        const left = (count - findingLimits.notesPerColumn).toLocaleString("en-US");
        return { row: null, column, message: `${left} more notes of this column are not listed.` };
      });
    return [...this.#notes, ...more];
  }
}

/** Letters and marks that change the direction of what follows them. */
const turning =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Bidi_Control}]/u;

/** A text of another direction in a frame of its own, so that it does not turn the sentence around. */
const isolated = (text: string): string => (turning.test(text) ? `\u2068${text}\u2069` : text);

/** The text as it stands in a message: in quotes, on one line, cut between letters and never inside one. */
export const quoted = (text: string, most = 40): string => `“${isolated(shortened(text, most))}”`;

function shortened(text: string, most: number): string {
  const line = text.toWellFormed().replace(/\s+/g, " ").trim();
  if (line.length <= most) return line;
  let kept = "";
  let left = most;
  for (const letter of letters(line.slice(0, most * 20))) {
    if (left === 0) return `${kept}…`;
    kept += letter;
    left -= 1;
  }
  return kept === line ? line : `${kept}…`;
}
