import { refOf } from "../records/records.rules.ts";
import { dayOf } from "../shared/dates.ts";
import type { CsvColumn } from "../web/csv.ts";
import type { ListedRequest } from "./list.queries.ts";

/** What the list shows, a row each; days in the district's zone. */
export const requestCsv = (zone: string): CsvColumn<ListedRequest>[] => [
  { header: "number", value: row => refOf("request", row.number) },
  { header: "title", value: row => row.title },
  { header: "state", value: row => row.state },
  { header: "since", value: row => dayOf(row.since, zone) },
  { header: "kind", value: row => row.kind },
  { header: "requester", value: row => row.name },
  { header: "school", value: row => row.school },
  { header: "needed_by", value: row => row.due },
  { header: "changed", value: row => dayOf(row.changedAt, zone) },
];
