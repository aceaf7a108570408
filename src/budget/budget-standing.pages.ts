import { dayOf, formatShortDay } from "../shared/dates.ts";
import type { Person } from "../shared/deed.ts";
import { allOf } from "../shared/language.ts";
import { formatCents } from "../shared/money.ts";
import { type Part, say } from "../web/sentence.ts";
import type { Budget, Step } from "./budget.queries.ts";
import { canBudget, endorsingSides, isEndorsedFor, isEndorsing, missingIn } from "./budget.rules.ts";
import { budgetTag, capitalised, dayOfInstant, dayPart, type On, waitWords } from "./budget-words.pages.ts";
import { isDecided, type Place } from "./places.rules.ts";

const lastOf = (it: Budget, step: Step["step"]) => it.steps.findLast(each => each.step === step);

/** The one sentence or two that say where the request stands, and for whom it waits. */
export function standingOf(it: Budget, places: readonly Place[], reader: Person, on: On): Part[] {
  return [
    ...say(budgetTag(it.state), " "),
    ...words[it.state](it, reader, on),
    ...say(shortWords(it, places)),
  ];
}

/** "One source is $4,700 short." While nothing is decided; afterwards the money is held. */
function shortWords(it: Budget, places: readonly Place[]): string {
  if (it.state === "draft" || isDecided(it.state)) return "";
  const short = places.filter(place => place.afterCents < 0);
  const [first] = short;
  if (!first) return "";
  return short.length === 1
    ? ` One source is ${formatCents(-first.afterCents)} short.`
    : ` ${short.length} sources are short.`;
}

type Words = (it: Budget, reader: Person, on: On) => Part[];

const words: Record<Budget["state"], Words> = {
  draft: (it, reader) => draftWords(it, reader),
  submitted: submittedWords,
  endorsed: (it, reader, on) =>
    canBudget(reader, "review", it)
      ? say(
          `Both sides endorsed it. You are next, for finance: it has waited ${waitWords(it.record.since, on)}.`,
        )
      : say(`Both sides endorsed it. It waits for the review of funds, ${waitWords(it.record.since, on)}.`),
  reviewed: reviewedWords,
  approved: (it, _reader, on) =>
    decidedWords(it, `${formatCents(it.row.approvedCents ?? 0)} is approved`, on),
  "partly approved": (it, _reader, on) =>
    decidedWords(
      it,
      `${formatCents(it.row.approvedCents ?? 0)} of ${formatCents(it.row.askedCents)} is approved`,
      on,
    ),
  declined: (it, _reader, on) => decidedWords(it, "It got no money", on),
  closed: (it, _reader, on) => closedWords(it, on),
};

function draftWords(it: Budget, reader: Person): Part[] {
  if (it.authors.length === 0)
    return say("It came from the plan, and nobody has taken it up. Liaisons and finance see it.");
  const returned = lastOf(it, "returned");
  const back = returned ? `${takerOf(returned)} returned it: “${returned.comment}” ` : "";
  if (!it.authorIds.includes(reader.id)) return say(`${back}Its author, liaisons and finance see it.`);
  const missing = missingIn(it);
  const next =
    missing.length > 0
      ? `Before it can be submitted it needs ${allOf(missing)}.`
      : "Once submitted, the liaisons of both sides find it on their desk and in Monday’s digest.";
  return say(`${back}${next}`);
}

function submittedWords(it: Budget, reader: Person, on: On): Part[] {
  const open = endorsingSides.filter(side => !isEndorsedFor(side, it));
  const done = endorsingSides
    .filter(side => isEndorsedFor(side, it))
    .map(side => `${capitalised(side)} endorsed it. `);
  const wait = waitWords(it.record.since, on);
  if (canBudget(reader, "endorse", it) && isEndorsing(reader.liaisonSide))
    return say(`${done.join("")}You are next, for ${reader.liaisonSide}: it has waited ${wait}.`);
  return say(`${done.join("")}It waits for ${open.join(" and ")}, ${wait}.`);
}

function reviewedWords(it: Budget, reader: Person, on: On): Part[] {
  const { boardDay } = it.row;
  const wait = waitWords(it.record.since, on);
  if (canBudget(reader, "decide", it))
    return say(`Its funds are reviewed. You decide: it has waited ${wait}.`);
  return boardDay
    ? say("Its funds are reviewed. The board decides on ", dayPart(boardDay, on.today), ".")
    : say(`Its funds are reviewed. It waits for the decision, ${wait}.`);
}

/** "Ben Ito for Ana Ruiz" where a deputy did it. */
const takerOf = ({ name, byName }: Step): string => (byName ? `${byName} for ${name}` : name);

function decidedWords(it: Budget, outcome: string, on: On): Part[] {
  const step = lastOf(it, "decided");
  return step
    ? say(`${outcome}. ${takerOf(step)} decided on `, dayOfInstant(step.at, on), ".")
    : say(`${outcome}.`);
}

function closedWords(it: Budget, { today, district }: On): Part[] {
  const step = lastOf(it, "closed");
  const spent = it.lines.reduce((sum, line) => sum + (line.actualCents ?? 0), 0);
  const when = step ? ` on ${formatShortDay(dayOf(step.at, district.timeZone), today)}` : "";
  return say(
    `Closed${when}. ${formatCents(spent)} was spent of ${formatCents(it.row.approvedCents ?? 0)} approved.`,
  );
}
