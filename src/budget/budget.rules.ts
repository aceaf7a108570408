import type { Actor, Side } from "../shared/deed.ts";
import { hasNoPart, may, mayEver, placeOf, placesOf } from "../shared/permissions.ts";

export const budgetStates = [
  "draft",
  "submitted",
  "endorsed",
  "reviewed",
  "approved",
  "partly approved",
  "declined",
  "closed",
] as const;
export type BudgetState = (typeof budgetStates)[number];

export const approvalSteps = [
  "endorsed for leadership",
  "endorsed for technology",
  "reviewed",
  "decided",
  "returned",
  "closed",
] as const;
export type ApprovalStep = (typeof approvalSteps)[number];

/** The two sides that endorse. */
export const endorsingSides = ["leadership", "technology"] as const;
export type EndorsingSide = (typeof endorsingSides)[number];
export const isEndorsing = (side: Side | null): side is EndorsingSide =>
  endorsingSides.some(each => each === side);

/** Where a request stands: `steps` are those that count now, without the ones that a return made void. */
export type Standing = {
  state: BudgetState;
  /** Who wrote it and for whom; nobody while it is a draft from a plan. */
  authorIds: readonly string[];
  steps: readonly { step: ApprovalStep; personId: string; byId?: string | null }[];
};

export const budgetVerbs = [
  "edit",
  "submit",
  "take up",
  "endorse",
  "return",
  "review",
  "decide",
  "record actuals",
  "close",
] as const;
export type BudgetVerb = (typeof budgetVerbs)[number];

/** A transition that is not listed does not exist. */
export const openIn: Record<BudgetVerb, readonly BudgetState[]> = {
  edit: ["draft"],
  submit: ["draft"],
  "take up": ["draft"],
  endorse: ["submitted"],
  return: ["submitted", "endorsed", "reviewed"],
  review: ["endorsed"],
  decide: ["reviewed"],
  "record actuals": ["approved", "partly approved"],
  close: ["approved", "partly approved", "declined"],
};

const isOwn = (actor: Actor, it: Standing) => actor.id !== null && it.authorIds.includes(actor.id);

/** Author, two endorsers, reviewer and decider are five different people. */
export const isTurn = (step: ApprovalStep): boolean => step !== "returned" && step !== "closed";

/** Deputies are counted as who they stand for, and as themselves. */
const takersOf = (it: Standing): string[] =>
  it.steps
    .filter(({ step }) => isTurn(step))
    .flatMap(({ personId, byId }) => (byId ? [personId, byId] : [personId]));

const hasHadTurn = (actor: Actor, it: Standing) => !hasNoPart(actor, actor, takersOf(it));

export const isEndorsedFor = (side: EndorsingSide, it: Standing): boolean =>
  it.steps.some(({ step }) => step === `endorsed for ${side}`);

type Right = (actor: Actor, it: Standing) => boolean;

const mayReview: Right = (actor, it) => may(actor, "review money", { own: isOwn(actor, it) });
const mayDecide: Right = (actor, it) =>
  actor.isApprover && may(actor, "decide money", { own: isOwn(actor, it) });
const mayEndorse: Right = (actor, it) => may(actor, "endorse money", { own: isOwn(actor, it) });
const mayAsk: Right = (actor, it) => may(actor, "ask for money", { own: isOwn(actor, it) });

const rights: Record<BudgetVerb, Right> = {
  edit: mayAsk,
  submit: mayAsk,
  "take up": (actor, it) => it.authorIds.length === 0 && mayEver(actor, "ask for money"),
  endorse: (actor, it) =>
    mayEndorse(actor, it) &&
    !hasHadTurn(actor, it) &&
    isEndorsing(actor.liaisonSide) &&
    !isEndorsedFor(actor.liaisonSide, it),
  return: (actor, it) => {
    if (it.state === "submitted") return mayEndorse(actor, it);
    return it.state === "endorsed" ? mayReview(actor, it) : mayDecide(actor, it);
  },
  review: (actor, it) => mayReview(actor, it) && !hasHadTurn(actor, it),
  decide: (actor, it) => mayDecide(actor, it) && !hasHadTurn(actor, it),
  "record actuals": mayReview,
  close: mayReview,
};

/** Whether the person may do it to the request as it stands: for guards and buttons alike. */
export const canBudget = (actor: Actor, verb: BudgetVerb, it: Standing): boolean =>
  openIn[verb].includes(it.state) && rights[verb](actor, it);

/** What a deputy may do in somebody's place; a return is one of the answers to being asked for a step. */
export const deputedVerbs = ["endorse", "return", "review", "decide"] as const satisfies BudgetVerb[];
const isDeputed = (verb: BudgetVerb): boolean => deputedVerbs.some(each => each === verb);

/** The same in somebody's place: with their right, by a deputy who has no part in the request either. */
const canInPlace = (doer: Actor, place: Actor, verb: BudgetVerb, it: Standing): boolean =>
  doer.id === place.id
    ? canBudget(doer, verb, it)
    : isDeputed(verb) &&
      canBudget(place, verb, it) &&
      hasNoPart(doer, place, [...takersOf(it), ...it.authorIds]);

/** In whose place it is done: oneself where nobody is named; null where it cannot be. */
export function placeFor(
  doer: Actor,
  verb: BudgetVerb,
  it: Standing,
  inPlaceOf: string | null | undefined,
): Actor | null {
  const place = placeOf(doer, inPlaceOf);
  return place && canInPlace(doer, place, verb, it) ? place : null;
}

/** Everyone in whose place the person could do it now, themself first. */
export const placesFor = (doer: Actor, verb: BudgetVerb, it: Standing): Actor[] =>
  placesOf(doer).filter(place => canInPlace(doer, place, verb, it));

/** Whether the person could still take such a step if it were not taken yet, one's own turn aside. */
export function couldStill(actor: Actor, verb: BudgetVerb, it: Standing): boolean {
  if (verb === "endorse") return mayEndorse(actor, it) && isEndorsing(actor.liaisonSide);
  if (verb === "decide") return mayDecide(actor, it);
  return verb === "review" ? mayReview(actor, it) : rights[verb](actor, it);
}

/** Whether there is any request at all to which the person might do it. */
export function canEverBudget(actor: Actor, verb: BudgetVerb): boolean {
  if (verb === "return")
    return (
      canEverBudget(actor, "endorse") || canEverBudget(actor, "review") || canEverBudget(actor, "decide")
    );
  if (verb === "endorse") return mayEver(actor, "endorse money");
  if (verb === "decide") return actor.isApprover && mayEver(actor, "decide money");
  const isAsking = verb === "edit" || verb === "submit" || verb === "take up";
  return mayEver(actor, isAsking ? "ask for money" : "review money");
}

/** Above the district's threshold, over all years, the board decides. */
export const takesBoard = (askedCents: number, { boardCents }: { boardCents: number }): boolean =>
  askedCents > boardCents;

/** What tells one sight of a request from another. */
type Sight = {
  record: { version: number; eventCount: number };
  row: { submittedAt: Date | null };
  steps: readonly { step: ApprovalStep; at: Date }[];
};

/**
 * What a person has read who is about to take this step, as a form carries it: nobody decides on what they have not
 * seen. A request's text changes only as a draft, so that its submission stands for all of it; an approver has also
 * read the review, and whoever closes it all that was recorded.
 */
export function seenFor(verb: BudgetVerb | "step back", { record, row, steps }: Sight): number {
  const submitted = row.submittedAt?.getTime() ?? 0;
  if (verb === "submit") return record.version;
  if (verb === "close") return record.eventCount;
  if (verb !== "decide") return submitted;
  return steps.findLast(({ step }) => step === "reviewed")?.at.getTime() ?? submitted;
}

/** What a draft lacks before it can be submitted. */
export const missingIn = (it: {
  row: { justification: string; ifDeclined: string };
  lines: readonly unknown[];
}): string[] => [
  ...(it.row.justification ? [] : ["a justification"]),
  ...(it.row.ifDeclined ? [] : ["what happens if it is declined"]),
  ...(it.lines.length > 0 ? [] : ["a line"]),
];

export const canAskForMoney = (actor: Actor): boolean => mayEver(actor, "ask for money");

/** Why a person who has the right by role still may not: a sentence, or null. */
export function whyNot(actor: Actor, verb: BudgetVerb, it: Standing): string | null {
  if (isOwn(actor, it)) return "You asked for this money, so somebody else decides on it.";
  const isStep = verb === "endorse" || verb === "review" || verb === "decide";
  if (isStep && hasHadTurn(actor, it))
    return "You had your turn on this request. Endorsers, reviewer and decider are different people.";
  if (verb === "endorse" && isEndorsing(actor.liaisonSide) && isEndorsedFor(actor.liaisonSide, it))
    return `It is endorsed for ${actor.liaisonSide} already.`;
  return null;
}
