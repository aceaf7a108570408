import type { CsvColumn } from "../web/csv.ts";
import type { ListedPerson } from "./people-list.queries.ts";

export const peopleCsv: CsvColumn<ListedPerson>[] = [
  { header: "email", value: ({ person }) => person.email },
  { header: "name", value: ({ person }) => person.name },
  { header: "title", value: ({ person }) => person.title },
  { header: "role", value: ({ person }) => person.role },
  { header: "side", value: ({ person }) => person.side ?? "" },
  { header: "school", value: ({ person }) => person.school },
  { header: "hours_a_week", value: ({ person }) => person.hoursAWeek },
  { header: "administrator", value: ({ person }) => (person.isAdmin ? "yes" : "no") },
  { header: "approver", value: ({ person }) => (person.isApprover ? "yes" : "no") },
  { header: "disabled_at", value: ({ person }) => person.disabledAt?.toISOString() ?? "" },
];
