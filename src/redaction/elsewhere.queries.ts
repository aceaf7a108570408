import { and, asc, eq, gte, inArray, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Tx } from "../db/database.ts";
import { holdsWords } from "../db/search-hits.ts";
import { nameOf } from "../events/verify.ts";
import { checkedFiles, imports } from "../imports/imports.table.ts";
import { outbox } from "../mail/outbox.table.ts";
import { answeredForms } from "../people/people.table.ts";
import type { RecordRow } from "../records/records.actions.ts";
import { visibleTo } from "../records/records.queries.ts";
import { records } from "../records/records.table.ts";
import { savedViews } from "../saved-views/saved-views.table.ts";
import type { Actor } from "../shared/deed.ts";
import { pathOf } from "../web/paths.ts";
import { tokenOf } from "./redaction.rules.ts";

type Clean = { words: string; pattern: RegExp; clean: <T>(value: T) => T };

/** Both engines fold plain letters alike; without any, every row is looked at. */
function mayHold(words: string, ...columns: PgColumn[]): SQL | undefined {
  const token = tokenOf(words).toLowerCase();
  if (token === "") return undefined;
  const texts = sql.join(
    columns.map(column => sql`cast(${column} as text)`),
    sql` || ' ' || `,
  );
  return sql`lower(${texts}) like ${`%${token}%`}`;
}

const isIn = (value: unknown, { clean }: Clean): boolean =>
  JSON.stringify(clean(value)) !== JSON.stringify(value);

/** Mails that tell of the record, sent or waiting, without the words. Gives their Message-IDs: they may be files too. */
export async function cleanMails(tx: Tx, record: RecordRow, given: Clean): Promise<string[]> {
  const path = pathOf(record);
  const names = path === null ? null : new RegExp(`${path}(?![\\w-])`);
  const mails = await tx
    .select({
      id: outbox.id,
      messageId: outbox.messageId,
      subject: outbox.subject,
      html: outbox.html,
      text: outbox.text,
    })
    .from(outbox)
    .where(
      and(gte(outbox.date, record.createdAt), mayHold(given.words, outbox.subject, outbox.html, outbox.text)),
    );
  const cleaned: string[] = [];
  for (const { id, messageId, ...words } of mails) {
    if (!isIn(words, given) || (names && !names.test(words.html) && !names.test(words.text))) continue;
    await tx.update(outbox).set(given.clean(words)).where(eq(outbox.id, id));
    cleaned.push(messageId);
  }
  return cleaned;
}

/** What a check or an import said of a file, and the file itself while it is kept; the answers of old forms; views. */
export async function cleanLeftovers(tx: Tx, given: Clean): Promise<void> {
  const reports = await tx
    .select()
    .from(imports)
    .where(mayHold(given.words, imports.report, imports.fileName));
  for (const { id, report, fileName } of reports)
    if (isIn([report, fileName], given))
      await tx
        .update(imports)
        .set({ report: given.clean(report), fileName: given.clean(fileName) })
        .where(eq(imports.id, id));
  const files = await tx.select().from(checkedFiles);
  const held = files.filter(
    ({ content, fileName }) =>
      isIn(fileName, given) ||
      ["utf8", "utf16le", "latin1"].some(encoding =>
        isIn(Buffer.from(content, "base64").toString(encoding as BufferEncoding), given),
      ),
  );
  if (held.length > 0)
    await tx.delete(checkedFiles).where(
      inArray(
        checkedFiles.id,
        held.map(({ id }) => id),
      ),
    );
  const answers = await tx.select().from(answeredForms).where(mayHold(given.words, answeredForms.location));
  for (const { personId, key, location } of answers)
    if (isIn(plainOf(location), given))
      await tx
        .update(answeredForms)
        .set({ location: location.split("?")[0] ?? "/" })
        .where(and(eq(answeredForms.personId, personId), eq(answeredForms.key, key)));
  await forgetViews(tx, given);
}

/** A kept view that looks for the words is of no use without them. */
async function forgetViews(tx: Tx, given: Clean): Promise<void> {
  const views = await tx
    .select({ id: savedViews.id, name: savedViews.name, query: savedViews.query })
    .from(savedViews)
    .where(mayHold(given.words, savedViews.name, savedViews.query));
  const held = views.filter(({ name, query }) => isIn([name, plainOf(query)], given));
  if (held.length > 0)
    await tx.delete(savedViews).where(
      inArray(
        savedViews.id,
        held.map(({ id }) => id),
      ),
    );
}

function plainOf(location: string): string {
  try {
    return decodeURIComponent(location.replaceAll("+", " "));
  } catch {
    return location;
  }
}

/** Records that hold these words where a search finds them, as far as this person may see them. */
export async function listHolding(tx: Tx, actor: Actor, words: string): Promise<string[]> {
  const found = await tx
    .select({ kind: records.kind, number: records.number })
    .from(records)
    .where(and(holdsWords(words), visibleTo(actor)))
    .orderBy(asc(records.kind), asc(records.number))
    .limit(10);
  return found.map(nameOf);
}
