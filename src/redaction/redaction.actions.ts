import { and, asc, eq, inArray } from "drizzle-orm";
import type { Tx } from "../db/database.ts";
import { cleanSearchText } from "../db/search.ts";
import { textHashOf } from "../events/chain.ts";
import { events } from "../events/events.table.ts";
import { type About, dropContent } from "../files/files.actions.ts";
import { type FileRow, getFile, listFiles } from "../files/files.queries.ts";
import { files } from "../files/files.table.ts";
import { requireRunsDistrict } from "../people/people.actions.ts";
import { changeRecord, type RecordRow } from "../records/records.actions.ts";
import { getRecord } from "../records/records.queries.ts";
import { type Kind, kinds, letters } from "../records/records.rules.ts";
import { conflict, invalid } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import { cleanLeftovers, cleanMails, listHolding } from "./elsewhere.queries.ts";
import { leastLetters, markOf, patternOf, type Redaction, without } from "./redaction.rules.ts";
import { cleanRows } from "./texts.queries.ts";

export type Redacted = {
  record: RecordRow;
  places: number;
  /** Mails that may lie as files too. */
  messageIds: string[];
  /** Other records that the doer sees and that hold the words: "W-7". */
  others: string[];
  /** How many files lie at the record: nobody looks into them. */
  files: number;
};

/** "R-214", or "person 3" where people say no number. @throws invalid */
function recordMeant(text: string): { kind: Kind; number: number } {
  const found = /^\s*(?<name>[a-z]+)[- ](?<number>\d{1,9})\s*$/i.exec(text)?.groups;
  const name = found?.name?.toLowerCase() ?? "";
  const kind = kinds.find(
    each => each === name || Object.entries(letters).some(([k, l]) => k === each && l.toLowerCase() === name),
  );
  if (!found || !kind || kind === "district")
    throw invalid(`“${text}” names no record. Enter its number, like R-214.`);
  return { kind, number: Number(found.number) };
}

/**
 * Takes words out of a record for good: out of its rows, its history, the search, the mails that told of it and what
 * was kept of files. The hashes stay, so that the chain still verifies, and an entry says who did it and why.
 */
export async function redact(tx: Tx, deed: Deed, input: Redaction): Promise<Redacted> {
  requireRunsDistrict(deed);
  const { words, reason } = input;
  if ((words.match(/[\p{L}\p{N}]/gu) ?? []).length < leastLetters)
    throw invalid(`“Words to remove” is too short. Enter at least ${leastLetters} letters.`);
  const pattern = patternOf(words);
  if (pattern.test(reason)) throw invalid("“Reason” holds the words themselves. Say it without them.");
  const { kind, number } = recordMeant(input.record);
  const record = await getRecord(tx, deed.by, kind, number);
  const mark = markOf(deed.by.name, reason);
  const clean = <T>(value: T): T => without(value, pattern, mark);
  const entries = await cleanHistory(tx, record, clean);
  const title = clean(record.title);
  const inRows = await cleanRows(tx, record, clean);
  await cleanSearchText(tx, record.id, { words, mark, pattern, patternOf });
  const messageIds = await cleanMails(tx, record, { words, pattern, clean });
  await cleanLeftovers(tx, { words, pattern, clean });
  const changed = Object.keys(entries).length + inRows + Number(title !== record.title);
  if (changed + messageIds.length === 0)
    throw conflict("These words do not stand there. Copy them from the page.");
  const places = changed + messageIds.length;
  const written = await changeRecord(
    tx,
    deed,
    record,
    { title },
    {
      kind: "words removed",
      data: { reason, places, entries },
    },
  );
  const others = await listHolding(tx, deed.by, words);
  const { length } = await listFiles(tx, record.id);
  return { record: written, places, messageIds, others, files: length };
}

/** The words and their salt leave each entry; what stands there instead is vouched for by the redaction's own entry. */
async function cleanHistory(
  tx: Tx,
  record: RecordRow,
  clean: <T>(value: T) => T,
): Promise<Record<string, string>> {
  const rows = await tx
    .select({ id: events.id, sequence: events.sequence, data: events.data })
    .from(events)
    .where(eq(events.recordId, record.id))
    .orderBy(asc(events.sequence));
  const entries: Record<string, string> = {};
  for (const { id, sequence, data } of rows) {
    const left = clean(data);
    if (JSON.stringify(left) === JSON.stringify(data)) continue;
    await tx.update(events).set({ data: left, salt: "" }).where(eq(events.id, id));
    entries[sequence] = textHashOf(left);
  }
  return entries;
}

/** Takes a file out for good, with its name wherever its record's history says it. @throws not found */
export async function redactFile(
  tx: Tx,
  deed: Deed,
  { kind, number }: About,
  unsafeId: string,
  { reason }: { reason: string },
): Promise<void> {
  requireRunsDistrict(deed);
  const record = await getRecord(tx, deed.by, kind, number);
  const file = await getFile(tx, record.id, unsafeId);
  const name = markOf(deed.by.name, reason);
  const without = await dropContent(tx, deed, record, file);
  await tx.update(files).set({ name }).where(eq(files.id, file.id));
  const entries = await cleanFileName(tx, file, name);
  const data = { reason, places: Object.keys(entries).length, entries };
  await changeRecord(tx, deed, without, {}, { kind: "words removed", data });
}

async function cleanFileName(tx: Tx, file: FileRow, name: string): Promise<Record<string, string>> {
  const rows = await tx
    .select({ id: events.id, sequence: events.sequence, data: events.data })
    .from(events)
    .where(and(eq(events.recordId, file.recordId), inArray(events.kind, ["file added", "file taken out"])))
    .orderBy(asc(events.sequence));
  const entries: Record<string, string> = {};
  for (const { id, sequence, data } of rows) {
    if (data.sha256 !== file.sha256 || data.name !== file.name) continue;
    const left = { ...data, name };
    await tx.update(events).set({ data: left, salt: "" }).where(eq(events.id, id));
    entries[sequence] = textHashOf(left);
  }
  return entries;
}
