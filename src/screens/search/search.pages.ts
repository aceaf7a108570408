import type { RecordRow } from "../../records/records.actions.ts";
import { isNumbered, type Kind, refOf } from "../../records/records.rules.ts";
import { dayOf, formatDay } from "../../shared/dates.ts";
import { pageHead } from "../../web/head.ts";
import { pathOf, paths } from "../../web/paths.ts";
import { link, say, time } from "../../web/sentence.ts";
import { mostHits } from "./search.queries.ts";

const nouns: Partial<Record<Kind, string>> = {
  goal: "Goal",
  request: "Request",
  work: "Work item",
  budget: "Budget request",
  source: "Funding source",
};

type Given = { words: string | null; rows: RecordRow[]; zone: string; today: string };

export function searchPage({ words, rows, zone, today }: Given) {
  const count = rows.length >= mostHits ? `The best ${mostHits}` : String(rows.length);
  return {
    head: pageHead({
      title: words ? `Search: ${words}` : "Search",
      heading: words ? `“${words}”` : "Search",
      standing: say(
        words
          ? rows.length === 0
            ? "Nothing that you may see holds these words. Try fewer, or the beginning of one."
            : `${count} found.`
          : "Type a word, several words, or a number like R-214 or 214.",
      ),
    }),
    words: words ?? "",
    action: paths.search,
    rows: rows.map(record => ({
      said: say(
        link(
          pathOf(record) ?? paths.desk,
          record.title,
          isNumbered(record.kind) ? refOf(record.kind, record.number) : null,
        ),
      ),
      note: say(
        `${nouns[record.kind] ?? record.kind}, ${record.state}, changed `,
        time(record.changedAt.toISOString(), formatDay(dayOf(record.changedAt, zone), today)),
      ),
    })),
  };
}
