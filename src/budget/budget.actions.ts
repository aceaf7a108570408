import type { Tx } from "../db/database.ts";
import type { Changes } from "../events/sentence.ts";
import {
  changeRecord,
  createRecord,
  type RecordRow,
  refuseStale,
  tie,
  untie,
} from "../records/records.actions.ts";
import { listTied, visibleRecords } from "../records/records.queries.ts";
import { invalid } from "../shared/app-error.ts";
import { fiscalYearName } from "../shared/dates.ts";
import type { Deed } from "../shared/deed.ts";
import { formatCents } from "../shared/money.ts";
import { forOwner, on, seatsFor } from "./authors.actions.ts";
import { type Budget, getBudget, insertBudget, updateBudget } from "./budget.queries.ts";
import { missingIn } from "./budget.rules.ts";
import type { BudgetInput } from "./forms.rules.ts";
import { putLines, sumOf } from "./lines.actions.ts";
import { requireTurn } from "./turns.queries.ts";

/** All that a search should find a request by. */
const wordsOf = (input: BudgetInput): string =>
  [input.justification, input.ifDeclined, ...input.lines.map(({ label }) => label)]
    .filter(Boolean)
    .join("\n");

/** Makes a draft that its author, liaisons and finance see. */
export async function draftBudget(tx: Tx, deed: Deed, input: BudgetInput): Promise<RecordRow> {
  const seats = await seatsFor(tx, deed, input.forWhom);
  const asked = sumOf(input.lines);
  const record = await createRecord(
    tx,
    on(deed, seats.requester),
    { kind: "budget", title: input.title, state: "draft", audience: "money", seats, words: wordsOf(input) },
    { kind: "budget drafted", data: { title: input.title, askedCents: asked } },
  );
  await insertBudget(tx, {
    id: record.id,
    fiscalYear: input.fiscalYear,
    justification: input.justification ?? "",
    ifDeclined: input.ifDeclined ?? "",
    askedCents: asked,
    approvedCents: null,
    submittedAt: null,
    boardDay: null,
    planKey: null,
  });
  await putLines(tx, deed, record.id, [], input.lines);
  return putTies(tx, deed, record, input.servesIds);
}

/** Changes a draft. @throws conflict when it was changed since that version */
export async function editBudget(
  tx: Tx,
  deed: Deed,
  input: Omit<BudgetInput, "forWhom"> & { number: number; version: number | null },
): Promise<RecordRow> {
  const it = await getBudget(tx, deed.by, input.number);
  await requireTurn(tx, deed, "edit", it);
  refuseStale(it.record, input.version);
  const asked = sumOf(input.lines);
  const changes = changesOf(deed, it, { ...input, asked });
  const linesChanged = await putLines(tx, deed, it.record.id, it.lines, input.lines);
  if (linesChanged && !changes.Lines) changes.Lines = ["", `${input.lines.length} in all`];
  const doer = forOwner(deed, it);
  let record = it.record;
  if (Object.keys(changes).length > 0) {
    record = await changeRecord(
      tx,
      doer,
      record,
      { title: input.title, words: wordsOf(input) },
      {
        kind: "budget edited",
        data: { changes },
      },
    );
    await updateBudget(tx, record.id, {
      fiscalYear: input.fiscalYear,
      justification: input.justification ?? "",
      ifDeclined: input.ifDeclined ?? "",
      askedCents: asked,
    });
  }
  return putTies(tx, doer, record, input.servesIds);
}

function changesOf(deed: Deed, it: Budget, input: BudgetInput & { asked: number }): Changes {
  const year = (fiscalYear: number) => fiscalYearName(fiscalYear, deed.district.fiscalYearStart);
  const pairs: [string, string, string][] = [
    ["Title", it.record.title, input.title],
    ["Fiscal year", year(it.row.fiscalYear), year(input.fiscalYear)],
    ["Justification", it.row.justification, input.justification ?? ""],
    ["What if declined", it.row.ifDeclined, input.ifDeclined ?? ""],
    ["Lines", formatCents(it.row.askedCents), formatCents(input.asked)],
  ];
  return Object.fromEntries(
    pairs
      .filter(([, before, after]) => before !== after)
      .map(([field, before, after]) => [field, [before, after]]),
  );
}

/** Ties it under the goals and requests that it serves, and under no other: another version of its form. Ids that may not be seen are refused. */
async function putTies(
  tx: Tx,
  deed: Deed,
  record: RecordRow,
  unsafeIds: readonly string[],
): Promise<RecordRow> {
  const seen = await visibleRecords(tx, deed.by, unsafeIds);
  const wanted = unsafeIds.map(id => seen.get(id));
  if (wanted.some(each => each?.kind !== "goal" && each?.kind !== "request"))
    throw invalid("“Goals and requests served” names something that is not there. Choose from the list.");
  const before = (await listTied(tx, deed.by, record.id, "above")).map(({ id }) => id);
  let row = record;
  for (const id of new Set(unsafeIds)) {
    if (before.includes(id)) continue;
    await tie(tx, deed, record.id, id);
    row = await changeRecord(tx, deed, row, {}, { kind: "budget tied", data: { toId: id } });
  }
  for (const id of before.filter(each => !unsafeIds.includes(each))) {
    await untie(tx, record.id, id);
    row = await changeRecord(tx, deed, row, {}, { kind: "budget untied", data: { fromId: id } });
  }
  return row;
}

/** Sends a draft on its road: everyone but viewers sees it from now on. @throws invalid while something is missing */
export async function submitBudget(
  tx: Tx,
  deed: Deed,
  input: { number: number; seen?: number | null },
): Promise<RecordRow> {
  const it = await getBudget(tx, deed.by, input.number);
  await requireTurn(tx, deed, "submit", it);
  refuseStale(it.record, input.seen ?? null);
  const missing = missingIn(it);
  if (missing.length > 0)
    throw invalid(`Before it can be submitted it needs ${missing.join(", ")}. Edit it, then submit it.`);
  await updateBudget(tx, it.record.id, { submittedAt: deed.now });
  return changeRecord(
    tx,
    forOwner(deed, it),
    it.record,
    { state: "submitted", audience: "everyone" },
    {
      kind: "budget submitted",
      data: { askedCents: it.row.askedCents },
    },
  );
}
