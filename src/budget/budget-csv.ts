import { refOf } from "../records/records.rules.ts";
import type { CsvColumn } from "../web/csv.ts";
import { type ListedBudget, servedRef } from "./budget-list.queries.ts";
import { type On, yearName } from "./budget-words.pages.ts";

export const budgetCsv = (on: On): CsvColumn<ListedBudget>[] => [
  { header: "number", value: ({ record }) => refOf("budget", record.number) },
  { header: "title", value: ({ record }) => record.title },
  { header: "state", value: ({ record }) => record.state },
  { header: "fiscal_year", value: ({ row }) => yearName(row.fiscalYear, on) },
  { header: "asked", value: ({ row }) => ({ cents: row.askedCents }) },
  {
    header: "approved",
    value: ({ row }) => (row.approvedCents === null ? null : { cents: row.approvedCents }),
  },
  { header: "author", value: ({ author }) => author },
  { header: "serves", value: ({ serves }) => serves.map(servedRef).join(" ") },
  { header: "board_meeting", value: ({ row }) => row.boardDay },
  { header: "justification", value: ({ row }) => row.justification },
  { header: "if_declined", value: ({ row }) => row.ifDeclined },
];
