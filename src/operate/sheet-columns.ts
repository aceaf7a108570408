import { getTableColumns, getTableName } from "drizzle-orm";
import { referencesOf } from "../db/references.ts";
import { nameOf } from "../events/verify.ts";
import type { RecordRow } from "../records/records.actions.ts";
import { canonical } from "../shared/canonical.ts";
import type { CsvColumn, CsvValue } from "../web/csv.ts";
import type { Named, SheetRow } from "./sheet-rows.queries.ts";
import { type Sheet, sheets } from "./sheets.ts";

/** A row with the names of the records that it points to. */
export type ToldRow = SheetRow & { names: Map<string, Named> };

const nounTables = new Set([
  "records",
  ...sheets.filter(each => each.isNoun).map(each => getTableName(each.table)),
]);

/** Columns of a table that point to a record: its property, and the header of what it is called by. */
export function recordReferences({ table, without = [] }: Sheet): { key: string; header: string }[] {
  const references = referencesOf(table);
  return Object.entries(getTableColumns(table))
    .filter(([, { name }]) => nounTables.has(references.get(name) ?? "") && !without.includes(name))
    .map(([key, { name }]) => ({ key, header: wordsOf(name.replace(/_id$/, "")) }));
}

const wordsOf = (name: string): string => name.replaceAll("_", " ");

const isMoney = (name: string): boolean => /(^|_)cents$/.test(name);

function cellOf(value: unknown, name: string): CsvValue {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return isMoney(name) ? { cents: value } : value;
  return typeof value === "string" ? value : canonical(value);
}

const ofRecord: { header: string; value: (record: RecordRow) => CsvValue }[] = [
  { header: "record", value: nameOf },
  { header: "record title", value: record => record.title },
  { header: "state", value: record => record.state },
  { header: "since", value: record => record.since.toISOString() },
  { header: "due", value: record => record.due },
  { header: "audience", value: record => record.audience },
  { header: "version", value: record => record.version },
  { header: "created at", value: record => record.createdAt.toISOString() },
  { header: "changed at", value: record => record.changedAt.toISOString() },
];

const recordColumns: CsvColumn<ToldRow>[] = ofRecord.map(({ header, value }) => ({
  header,
  value: ({ record }) => record && value(record),
}));

/** A reference as two cells: what people say ("G-12", "person 3"), and its title or name. */
export const namedColumns = <Row extends { names: Map<string, Named> }>(
  header: string,
  idOf: (row: Row) => unknown,
): CsvColumn<Row>[] => {
  const named = (row: Row) => row.names.get(String(idOf(row)));
  return [
    {
      header,
      value: row => {
        const found = named(row);
        return found ? nameOf(found) : null;
      },
    },
    { header: `${header} title`, value: row => named(row)?.title ?? null },
  ];
};

/** Headers are the columns' names in words; dollars where the table counts cents. */
export function columnsOf(sheet: Sheet): CsvColumn<ToldRow>[] {
  const { table, isNoun = false, without = [] } = sheet;
  const references = new Map(recordReferences(sheet).map(({ key, header }) => [key, header]));
  const own = Object.entries(getTableColumns(table)).filter(
    ([key, { name }]) => !without.includes(name) && !(isNoun && key === "id"),
  );
  return [
    ...(isNoun ? recordColumns : []),
    ...own.flatMap(([key, { name }]): CsvColumn<ToldRow>[] => {
      const reference = references.get(key);
      if (reference) return namedColumns(reference, ({ row }) => row[key]);
      const header = wordsOf(name.replace(/cents$/, "dollars"));
      return [{ header, value: ({ row }) => cellOf(row[key], name) }];
    }),
  ];
}
