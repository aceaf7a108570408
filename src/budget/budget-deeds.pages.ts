import type { Person } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import { formatSum } from "../shared/money.ts";
import { ofPress } from "../told/said-before.ts";
import { type Deed, deedLink, deedPost, stepBackWords, withFirst } from "../web/head.ts";
import { paths, withQuery } from "../web/paths.ts";
import type { Budget } from "./budget.queries.ts";
import { type BudgetVerb, canBudget, deputedVerbs, missingIn, placeFor, seenFor } from "./budget.rules.ts";
import { yearlyCents } from "./lines.rules.ts";
import type { TellingDeed } from "./tellings.rules.ts";

/** The segment of each verb's address. */
export const segments = {
  edit: "edit",
  submit: "submission",
  "take up": "authorship",
  endorse: "endorsement",
  return: "return",
  review: "review",
  decide: "decision",
  close: "closing",
  "step back": "step-back",
} as const;

export const verbPath = (it: Pick<Budget, "record">, verb: keyof typeof segments): string =>
  paths.verb("budget", it.record.number, segments[verb]);

/** What the request asks for its own fiscal year. */
export const yearSum = (it: Budget): string => formatSum(it.lines.map(yearlyCents));

/** The verbs on top of the page; the one that is waited for comes first and is the filled one. */
export function headDeeds(
  it: Budget,
  reader: Person,
  { canStepBack, told }: { canStepBack: boolean; told: ReadonlyMap<TellingDeed, string> },
): Deed[] {
  const can = (verb: BudgetVerb) => canBudget(reader, verb, it);
  const post = (label: string, verb: TellingDeed) =>
    deedPost(
      label,
      verbPath(it, verb),
      { key: newId(), version: String(seenFor(verb, it)) },
      { told: ofPress(label, told.get(verb)) },
    );
  const form = (label: string, verb: keyof typeof segments) => deedLink(label, verbPath(it, verb));
  const isReady = missingIn(it).length === 0;
  const deeds = [
    ...(can("take up") ? [post("Take it up", "take up"), form("Take it up for somebody", "take up")] : []),
    ...(can("submit") && isReady ? [post(`Submit ${yearSum(it)}`, "submit")] : []),
    ...(can("edit") ? [form("Edit", "edit")] : []),
    ...(can("endorse")
      ? [post(`Endorse ${yearSum(it)}`, "endorse"), form("Endorse with a comment", "endorse")]
      : []),
    ...(can("review") ? [form("Review the funds", "review")] : []),
    ...(can("decide") ? [form("Decide", "decide")] : []),
    ...(can("return") ? [form("Return with a comment", "return")] : []),
    ...(can("close") ? [form("Close", "close")] : []),
    ...(canStepBack ? [post(stepBackWords, "step back")] : []),
  ];
  deeds.push(...(reader.standsFor ?? []).flatMap(place => deedsInPlaceOf(place, it, reader)));
  return withFirst(deeds);
}

const deputedWords = {
  endorse: "Endorse",
  review: "Review the funds",
  decide: "Decide",
  return: "Return with a comment",
} as const satisfies Record<(typeof deputedVerbs)[number], string>;

/** What a deputy can do in somebody's place: each has a form, which says in whose. */
const deedsInPlaceOf = (place: Person, it: Budget, reader: Person): Deed[] =>
  deputedVerbs
    .filter(verb => placeFor(reader, verb, it, place.id))
    .map(verb =>
      deedLink(
        `${deputedWords[verb]} for ${place.name}`,
        withQuery(verbPath(it, verb), { inPlaceOf: place.id }),
      ),
    );
