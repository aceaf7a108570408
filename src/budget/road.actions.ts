import type { Tx } from "../db/database.ts";
import { queueNotices } from "../mail/notices.ts";
import { changeRecord, type RecordRow } from "../records/records.actions.ts";
import { refOf } from "../records/records.rules.ts";
import { conflict, invalid } from "../shared/app-error.ts";
import type { Day } from "../shared/dates.ts";
import type { Actor, Deed } from "../shared/deed.ts";
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
import { tellingOf } from "./tellings.rules.ts";
import { requireTurn } from "./turns.queries.ts";

/** A step on the road. `seen` is what the page showed; null where no page did. */
export type StepInput = {
  number: number;
  comment?: string | undefined;
  seen?: number | null;
  /** In whose place a deputy takes it. */
  inPlaceOf?: string | null;
};

/** A request at a step, and the doer: "Mai Lee for Ana Ruiz" where it is taken in somebody's place. */
export type Turn = { it: Budget; deed: Deed; place: Actor };

/** Loads the request and guards the step. @throws conflict when it changed since the page was made */
export async function takeTurn(tx: Tx, deed: Deed, verb: BudgetVerb, input: StepInput): Promise<Turn> {
  const it = await getBudget(tx, deed.by, input.number);
  const place = await requireTurn(tx, deed, verb, it, input.inPlaceOf);
  if (typeof input.seen === "number" && input.seen !== seenFor(verb, it))
    throw conflict("It changed since you opened this page. Read what is there now, then go on.");
  const isOwn = place.id === deed.by.id || place.id === null;
  return { it, place, deed: isOwn ? deed : { ...deed, forId: place.id ?? undefined } };
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
    personId: deed.forId ?? deed.by.id,
    byId: deed.forId ? deed.by.id : null,
    comment,
    at: deed.now,
    voidedAt: null,
  });
}

/** Endorses for the side that the doer, or whom they stand in for, is liaison of. */
export async function endorseBudget(tx: Tx, doing: Deed, input: StepInput): Promise<RecordRow> {
  const { it, deed, place } = await takeTurn(tx, doing, "endorse", input);
  const side = place.liaisonSide;
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
  doing: Deed,
  input: StepInput & { comment: string },
): Promise<RecordRow> {
  const { it, deed } = await takeTurn(tx, doing, "return", input);
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
  await queueNotices(tx, deed, tellingOf("return", it), () => ({
    subject: `${ref} came back to you: ${record.title}`,
    sentence: `${deed.by.name} returned it: “${input.comment}” Change it and submit it again.`,
    path: paths.record("budget", record.number),
    verb: `Change ${ref}`,
  }));
  return record;
}

export type ReviewInput = StepInput & {
  /** Sources that finance names or changes, by line. */
  sources?: ReadonlyMap<string, string>;
  boardDay?: Day | undefined;
};

/** Finance has seen to source, allowed use and money left; afterwards each line has a source. */
export async function reviewBudget(tx: Tx, doing: Deed, input: ReviewInput): Promise<RecordRow> {
  const { it, deed } = await takeTurn(tx, doing, "review", input);
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
