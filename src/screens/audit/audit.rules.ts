import type { AuditTopic } from "../../events/audit.rules.ts";
import type { Day } from "../../shared/dates.ts";

export type AuditFilter = {
  topic: AuditTopic | null;
  /** A name or an address: what was done by or to whoever it means. */
  who: string | null;
  since: Day | null;
  until: Day | null;
};

/** Where the list goes on: the last row of the page before. */
export type AuditCursor = { at: Date; id: string };

/** What one file holds; a longer time is taken in parts. */
export const mostExported = 10_000;
