import type { Read } from "../db/database.ts";
import { sentenceOf } from "../events/event-kinds.ts";
import type { EventRow } from "../events/events.queries.ts";
import { nameOf } from "../events/verify.ts";
import { isNumbered } from "../records/records.rules.ts";
import { canonical } from "../shared/canonical.ts";
import type { CsvColumn } from "../web/csv.ts";
import { namedColumns } from "./sheet-columns.ts";
import { eventBatches, type Named, namesOf } from "./sheet-rows.queries.ts";

export type ToldEvent = { event: EventRow; sentence: string; names: Map<string, Named> };

/** Every entry of every history, with the sentence that its record's page says. */
export async function* toldHistory(db: Read): AsyncGenerator<ToldEvent> {
  for await (const batch of eventBatches(db)) {
    const told = batch.map(event => ({ event, parts: sentenceOf(event, { id: event.recordId }) }));
    const ids = told.flatMap(({ event, parts }) => [
      event.recordId,
      ...[event.byId, event.forId].filter(id => id !== null),
      ...parts.flatMap(part => (typeof part === "string" ? [] : [part.id])),
    ]);
    const names = await namesOf(db, ids);
    const wordsOf = (id: string) => {
      const named = names.get(id);
      if (!named) return "a record that is gone";
      return isNumbered(named.kind) ? `${nameOf(named)} ${named.title}` : named.title;
    };
    for (const { event, parts } of told) {
      const sentence = parts.map(part => (typeof part === "string" ? part : wordsOf(part.id))).join("");
      yield { event, sentence, names };
    }
  }
}

export const historyColumns: CsvColumn<ToldEvent>[] = [
  ...namedColumns<ToldEvent>("record", ({ event }) => event.recordId),
  { header: "entry", value: ({ event }) => event.sequence },
  { header: "at", value: ({ event }) => event.at.toISOString() },
  { header: "by", value: ({ event }) => event.by },
  ...namedColumns<ToldEvent>("person", ({ event }) => event.byId),
  ...namedColumns<ToldEvent>("for", ({ event }) => event.forId),
  { header: "what", value: ({ event }) => event.kind },
  { header: "sentence", value: ({ sentence }) => sentence },
  { header: "data", value: ({ event }) => canonical(event.data) },
  { header: "hash", value: ({ event }) => event.hash },
];
