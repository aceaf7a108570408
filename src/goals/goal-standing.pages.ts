import { type Day, dayOf } from "../shared/dates.ts";
import type { District } from "../shared/deed.ts";
import { type Part, say } from "../web/sentence.ts";
import type { GoalViews } from "./check-ins.queries.ts";
import { viewsDiffer } from "./check-ins.rules.ts";
import { dayPart, goalTag, shortDay, waitsFor } from "./goal-words.pages.ts";
import type { Goal } from "./goals.queries.ts";
import { isConfirmed } from "./goals.rules.ts";

type On = { today: Day; district: District };

function dueWords({ record, row }: Goal, today: Day): Part[] {
  if (record.due) return say("due ", shortDay(record.due, today));
  return say(row.dueText ? `due “${row.dueText}” in the plan` : "with no day on which it is due");
}

const note = (text: string): string => (text === "" ? "." : `: ${text}${/[.!?]$/.test(text) ? "" : "."}`);

function activeWords(goal: Goal, views: GoalViews, today: Day): Part[] {
  const differ = viewsDiffer(views.leadership, views.technology) ? " They see it differently." : "";
  const due = dueWords(goal, today);
  if (isConfirmed(goal)) return say("Confirmed by both sides, ", ...due, `.${differ}`);
  const lead = goal.row.fromPlanAt ? "From the plan, to be confirmed, " : "Changed since it was confirmed, ";
  return say(lead, ...due, `. ${waitsFor(goal)}${differ}`);
}

function proposedWords(goal: Goal, measures: number): string {
  if (!isConfirmed(goal)) return waitsFor(goal);
  return measures === 0 ? "Both sides have confirmed it. It becomes active with its first measure." : "";
}

function draftWords({ names, seats, row }: Goal): string {
  const seen = "Only its author, those named and the liaisons see it.";
  const sentBack = row.stateNote === "" ? "" : ` It was sent back${note(row.stateNote)}`;
  if (!seats.sponsor || !seats.partner) return `${seen}${sentBack}`;
  return `${seen}${sentBack} Proposing it asks ${names.sponsor} and ${names.partner} to confirm, by mail, now.`;
}

/** The one sentence that says where the goal stands. */
export function standingOf(goal: Goal, views: GoalViews, measures: number, on: On): Part[] {
  const { state, record, row } = goal;
  const since = dayPart(dayOf(record.since, on.district.timeZone), on.today);
  const lead = say(goalTag(state), " ");
  switch (state) {
    case "draft":
      return [...lead, ...say(draftWords(goal))];
    case "proposed":
      return [...lead, ...say(proposedWords(goal, measures))];
    case "active":
      return [...lead, ...activeWords(goal, views, on.today)];
    case "on hold":
      return [...lead, ...say("Since ", since, note(row.stateNote), " Nobody is asked to check in.")];
    case "achieved":
    case "retired":
      return [...lead, ...say(state === "achieved" ? "On " : "Since ", since, note(row.stateNote))];
    case "discarded":
      return [...lead, ...say("Since ", since, ".")];
  }
}
