import { closeSync, openSync, readSync, rmSync } from "node:fs";
import type { Config } from "../config.ts";
import { sqliteFileThere } from "../db/backup.ts";
import type { Read } from "../db/database.ts";
import { refuseUnlike } from "../db/migrate.ts";
import { atOneMoment } from "../db/moment.ts";
import { contentOf, everyFile } from "../files/files.queries.ts";
import { getDistrict } from "../people/people.queries.ts";
import { putInPlace, refusePlace } from "../shared/finished-file.ts";
import { type CsvColumn, csvStream } from "../web/csv.ts";
import { readme } from "./export-readme.ts";
import { historyColumns, toldHistory } from "./history-sheet.ts";
import { columnsOf, recordReferences, type ToldRow } from "./sheet-columns.ts";
import { batchesOf, namesOf } from "./sheet-rows.queries.ts";
import { type Sheet, sheets } from "./sheets.ts";
import { ZipFile } from "./zip.ts";

export type ExportedFile = { name: string; about: string; rows: number };

async function* toldRows(db: Read, sheet: Sheet): AsyncGenerator<ToldRow> {
  const references = recordReferences(sheet);
  for await (const batch of batchesOf(db, sheet.table, sheet.isNoun ?? false)) {
    const ids = batch.flatMap(({ row }) => references.map(({ key }) => row[key]));
    const names = await namesOf(
      db,
      ids.filter(id => typeof id === "string"),
    );
    for (const each of batch) yield { ...each, names };
  }
}

async function addSheet<Row>(
  zip: ZipFile,
  { name, about }: { name: string; about: string },
  columns: CsvColumn<Row>[],
  rows: AsyncIterable<Row>,
): Promise<ExportedFile> {
  let count = 0;
  async function* counted() {
    for await (const row of rows) {
      count += 1;
      yield row;
    }
  }
  const file = `${name.replaceAll(" ", "-")}.csv`;
  await zip.add(file, csvStream(columns, counted()));
  return { name: file, about, rows: count };
}

const historySheet = { name: "history", about: "every change: who did what, when, in a sentence" };

/** What people put at records, each under its id with the ending of its name. */
async function addFiles(db: Read, zip: ZipFile): Promise<void> {
  for await (const file of everyFile(db))
    if (file.removedAt === null) await zip.add(archiveNameOf(file), contentOf(db, file));
}

const archiveNameOf = ({ id, name }: { id: string; name: string }): string =>
  `files/${id}${/\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? ""}`;

async function writeArchive(db: Read, path: string, now: Date): Promise<ExportedFile[]> {
  const { name } = await getDistrict(db);
  const zip = await ZipFile.make(path, now);
  try {
    const files: ExportedFile[] = [];
    for (const sheet of sheets) files.push(await addSheet(zip, sheet, columnsOf(sheet), toldRows(db, sheet)));
    files.push(await addSheet(zip, historySheet, historyColumns, toldHistory(db)));
    await addFiles(db, zip);
    await zip.add("README.txt", [Buffer.from(readme(name, now, files))]);
    await zip.end();
    return files;
  } finally {
    await zip.close();
  }
}

function isZip(path: string): boolean {
  const start = Buffer.alloc(2);
  const file = openSync(path, "r");
  readSync(file, start);
  closeSync(file);
  return start.toString("latin1") === "PK";
}

/** Writes the whole district, as it stands at one moment, into one zip of CSV files. */
export async function exportDistrict(config: Config, target: string, now: Date): Promise<ExportedFile[]> {
  if (config.engine === "sqlite") sqliteFileThere(config.databaseUrl);
  await refusePlace(target, "zip", isZip);
  const unfinished = `${target}.unfinished`;
  try {
    const files = await atOneMoment(config, async db => {
      await refuseUnlike(db, config.engine);
      return writeArchive(db, unfinished, now);
    });
    putInPlace(unfinished, target);
    return files;
  } finally {
    rmSync(unfinished, { force: true });
  }
}
