import type { Tx } from "../db/database.ts";
import { queueNotice } from "../mail/notices.ts";
import { changeRecord, type RecordRow } from "../records/records.actions.ts";
import { refOf } from "../records/records.rules.ts";
import { conflict, invalid } from "../shared/app-error.ts";
import type { Day } from "../shared/dates.ts";
import type { Deed } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import { paths } from "../web/paths.ts";
import { type Budget, getBudget, insertStep, updateBudget, updateLine, voidSteps } from "./budget.queries.ts";
import {
  type ApprovalStep,
  type BudgetVerb,
  endorsingSides,
  isEndorsedFor,
  isEndorsing,
  seenFor,
} from "./budget.rules.ts";
import { refuseUnknownSources } from "./lines.actions.ts";
import { requireTurn } from "./turns.queries.ts";

/** A step on the road. `seen` is what the page showed; null where no page did. */
export type StepInput = { number: number; comment?: string | undefined; seen?: number | null };

/** Loads the request and guards the step. @throws conflict when it changed since the page was made */
export async function takeTurn(tx: Tx, deed: Deed, verb: BudgetVerb, input: StepInput): Promise<Budget> {
  const it = await getBudget(tx, deed.by, input.number);
  await requireTurn(tx, deed, verb, it);
  if (typeof input.seen === "number" && input.seen !== seenFor(verb, it))
    throw conflict("It changed since you opened this page. Read what is there now, then go on.");
  return it;
}

/** @throws where time or the command line would take a step that is a person's */
export async function addStep(
  tx: Tx,
  deed: Deed,
  it: Budget,
  step: ApprovalStep,
  comment = "",
): Promise<void> {
  if (deed.by.id === null) throw conflict("Only a person can take a step on the road to approval.");
  await insertStep(tx, {
    id: newId(),
    budgetId: it.record.id,
    step,
    personId: deed.by.id,
    comment,
    at: deed.now,
    voidedAt: null,
  });
}

/** Endorses for the side that the doer is liaison of. */
export async function endorseBudget(tx: Tx, deed: Deed, input: StepInput): Promise<RecordRow> {
  const it = await takeTurn(tx, deed, "endorse", input);
  const side = deed.by.liaisonSide;
  if (!isEndorsing(side)) throw conflict("Only a liaison of leadership or technology can endorse it.");
  const comment = input.comment ?? "";
  const both = endorsingSides.every(each => each === side || isEndorsedFor(each, it));
  await addStep(tx, deed, it, `endorsed for ${side}`, comment);
  return changeRecord(tx, deed, it.record, both ? { state: "endorsed" } : {}, {
    kind: "budget endorsed",
    data: { side, comment, both },
  });
}

/** Sends it back to its author as a draft; the endorsements are void, and the author is told. */
export async function returnBudget(
  tx: Tx,
  deed: Deed,
  input: StepInput & { comment: string },
): Promise<RecordRow> {
  const it = await takeTurn(tx, deed, "return", input);
  if (input.comment === "") throw invalid("“What has to change” is empty. Enter a sentence or two.");
  await voidSteps(tx, it.record.id, deed.now);
  await addStep(tx, deed, it, "returned", input.comment);
  const record = await changeRecord(
    tx,
    deed,
    it.record,
    { state: "draft", audience: "money" },
    {
      kind: "budget returned",
      data: { from: it.state, comment: input.comment, voided: it.steps.map(({ id }) => id) },
    },
  );
  const ref = refOf("budget", record.number);
  for (const author of it.authors)
    await queueNotice(tx, deed, {
      personId: author.id,
      kind: "returned",
      recordId: record.id,
      subject: `${ref} came back to you: ${record.title}`,
      sentence: `${deed.by.name} returned it: “${input.comment}” Change it and submit it again.`,
      path: paths.record("budget", record.number),
      verb: `Change ${ref}`,
    });
  return record;
}

export type ReviewInput = StepInput & {
  /** Sources that finance names or changes, by line. */
  sources?: ReadonlyMap<string, string>;
  boardDay?: Day | undefined;
};

/** Finance has seen to source, allowed use and money left; afterwards each line has a source. */
export async function reviewBudget(tx: Tx, deed: Deed, input: ReviewInput): Promise<RecordRow> {
  const it = await takeTurn(tx, deed, "review", input);
  const lines = it.lines.map(line => ({ ...line, sourceId: input.sources?.get(line.id) ?? line.sourceId }));
  const bare = lines.find(({ sourceId }) => sourceId === null);
  if (bare) throw invalid(`“${bare.label}” has no source. Choose one, or return the request.`);
  await refuseUnknownSources(tx, lines);
  for (const [index, line] of lines.entries())
    if (line.sourceId !== it.lines[index]?.sourceId)
      await updateLine(tx, line.id, { sourceId: line.sourceId });
  if (input.boardDay) await updateBudget(tx, it.record.id, { boardDay: input.boardDay });
  const comment = input.comment ?? "";
  await addStep(tx, deed, it, "reviewed", comment);
  return changeRecord(
    tx,
    deed,
    it.record,
    { state: "reviewed" },
    { kind: "budget reviewed", data: { comment } },
  );
}
