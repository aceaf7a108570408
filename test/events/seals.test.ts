import { getTableName, is, Table } from "drizzle-orm";
import { expect, test } from "vitest";
import * as schema from "../../src/db/schema.ts";
import { belongingTo, meaningOf, nameOfTable } from "../../src/events/sealed-rows.queries.ts";
import { kinds } from "../../src/records/records.rules.ts";

/** Held by the chain itself, kept by machines, or each person's own choice. */
const unsealed = [
  "answered_forms",
  "checked_files",
  "digests",
  "event_root_heads",
  "event_roots",
  "events",
  "file_chunks",
  "follows",
  "forecast_inputs",
  "forecasts",
  "identities",
  "imports",
  "invitations",
  "leases",
  "looks",
  "outbox",
  "passkeys",
  "past_effort",
  "queue_places",
  "record_seals",
  "records",
  "saved_views",
  "sessions",
  "setup_tokens",
  "sign_in_asks",
  "sign_in_links",
  "spent_attempts",
  "unsent_forms",
];

test("every table is sealed with its record, or for a reason not", () => {
  const all = Object.values(schema)
    .filter(value => is(value, Table))
    .map(table => getTableName(table));
  const sealed = new Set(kinds.flatMap(belongingTo).map(nameOfTable));
  expect([...sealed, ...unsealed].sort()).toEqual(all.sort());
});

test("a column that a migration adds changes no seal until it is used", () => {
  const [goals] = belongingTo("goal");
  if (!goals) throw new Error("goals are not sealed");
  const row = { id: "1", why: "Reading", planKey: null, schools: "" };
  expect(meaningOf(goals, row)).toEqual({ id: "1", why: "Reading" });
  expect(meaningOf(goals, { ...row, schools: "Dyer Kelly" })).toEqual({
    id: "1",
    why: "Reading",
    schools: "Dyer Kelly",
  });
});
