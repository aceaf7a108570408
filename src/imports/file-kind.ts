import type { Database, Read, Tx } from "../db/database.ts";
import { AppError } from "../shared/app-error.ts";
import type { Day } from "../shared/dates.ts";
import type { Actor, Deed } from "../shared/deed.ts";
import type { ChosenEncoding } from "./file-text.ts";
import type { Finding } from "./findings.ts";
import { importLimitMs } from "./plan.rules.ts";
import type { TableReading } from "./table-file.ts";

export type ImportKind = "plan" | "people" | "requests" | "effort";

export type ReadOptions = {
  encoding?: ChosenEncoding | undefined;
  today: Day;
  /** Month and day, "07-01". */
  fiscalYearStart: string;
};

export type FileReading = TableReading & { notes: readonly Finding[] };

/** A reading held against what is here. */
export type FileCheck = {
  /** How many rows would write something. */
  newRows: number;
  problems: readonly Finding[];
  notes: readonly Finding[];
};

/** What came of a file: `imported` rows were written, `newRows` would be. */
export type FileResult<R extends FileReading, C extends FileCheck = FileCheck> = C & {
  reading: R;
  imported: number;
};

/** What goes in by a check first, then all or nothing: read, held against what is here, written, reported. */
export type FileKind<R extends FileReading, C extends FileCheck = FileCheck> = {
  kind: ImportKind;
  read(source: AsyncIterable<Uint8Array>, options: ReadOptions): Promise<R>;
  /** A file of which nothing goes in, for a reason that is no row's. */
  refused(problem: Finding): R;
  /** What stands in the place of a check where the reading has problems of its own. */
  unchecked(reading: R): C;
  check(db: Read, actor: Actor, reading: R): Promise<C>;
  /** Writes what is new, unless the check finds problems; `id` is of the row that keeps what went in. */
  bringIn(tx: Tx, deed: Deed, reading: R, fileName: string): Promise<{ id: string | null; check: C }>;
  /** The shape that scripts rely on. */
  document(result: FileResult<R, C>): Record<string, unknown>;
  /** The same for people at a terminal. */
  lines(name: string, result: FileResult<R, C>, isCheck: boolean): string[];
};

const nothingOf = <R extends FileReading, C extends FileCheck>(
  kind: FileKind<R, C>,
  reading: R,
): FileResult<R, C> => ({ ...kind.unchecked(reading), reading, imported: 0 });

/** A reading with problems is its own answer; one without is held against what is here. */
export async function checkedFile<R extends FileReading, C extends FileCheck>(
  db: Database,
  kind: FileKind<R, C>,
  actor: Actor,
  reading: R,
): Promise<FileResult<R, C>> {
  if (reading.problems.length > 0) return nothingOf(kind, reading);
  return { ...(await kind.check(db.read, actor, reading)), reading, imported: 0 };
}

/** Imports in one write. What the records refuse is a problem of the file, like those that its cells have. */
export async function importedFile<R extends FileReading, C extends FileCheck>(
  db: Database,
  kind: FileKind<R, C>,
  reading: R,
  fileName: string,
  deedOf: (tx: Tx) => Promise<Deed>,
): Promise<FileResult<R, C>> {
  if (reading.problems.length > 0) return nothingOf(kind, reading);
  try {
    const { check } = await db.write(async tx => kind.bringIn(tx, await deedOf(tx), reading, fileName), {
      limitMs: importLimitMs.command,
    });
    return { ...check, reading, imported: check.problems.length > 0 ? 0 : check.newRows };
  } catch (error) {
    if (!(error instanceof AppError) || !["invalid", "conflict"].includes(error.code)) throw error;
    const problems = [{ row: null, column: null, message: error.message }];
    return { ...nothingOf(kind, reading), problems };
  }
}
