import { pastWords } from "../forecast/days.pages.ts";
import { absolute } from "../mail/links.ts";
import { refOf } from "../records/records.rules.ts";
import { type Day, formatShortDay } from "../shared/dates.ts";
import { letters } from "../shared/language.ts";
import { healthView, sideMark } from "../web/marks.ts";
import { paths } from "../web/paths.ts";
import { health, link, type Part, say } from "../web/sentence.ts";
import type { WatchedGoal } from "./facts.queries.ts";
import type { Risk } from "./news.rules.ts";

/** A health is a stroke and its words, in both parts of the mail. */
function sideWords(goal: WatchedGoal, side: "leadership" | "technology", today: Day): Part[] {
  const view = goal.views[side];
  const name = sideMark(side).word;
  if (view.health === "stale")
    return say(
      health(healthView("stale", `No word from ${side} since ${formatShortDay(view.since, today)}`)),
      ".",
    );
  if (view.health === "none") return say(health(healthView("none", `${name} has not checked in yet`)), ".");
  const why = view.last ? `: ${firstSentence(view.last.changed)}` : ".";
  return say(`${name} says `, health(healthView(view.health)), why);
}

/** The first sentence, or as much of it as a line holds. */
function firstSentence(text: string): string {
  const [first = ""] = text.split(/(?<=[.!?])\s|\n/);
  const shown = [...letters(first)];
  if (shown.length <= 140) return /[.!?]$/.test(first) ? first : `${first}.`;
  return `${shown.slice(0, 139).join("")}…`;
}

/** A goal at risk: what lies after its day, and what each side says. */
export function riskItem({ goal, differ }: Risk, today: Day): { said: Part[]; note: Part[] } {
  const { record } = goal;
  const late = pastWords(goal.days, record.due, today);
  return {
    said: say(
      link(absolute(paths.record("goal", record.number)), record.title, refOf("goal", record.number)),
    ),
    note: say(
      late ? `${late}. ` : "",
      differ ? "The two sides differ. " : "",
      ...sideWords(goal, "leadership", today),
      " ",
      ...sideWords(goal, "technology", today),
    ),
  };
}
