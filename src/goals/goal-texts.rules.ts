import type { Changes } from "../events/sentence.ts";

/** A goal's text as an edit sees it, who and which as names. */
export type GoalText = {
  title: string;
  priority: string;
  why: string;
  sponsor: string;
  partner: string;
  startsOn: string | null;
  due: string | null;
  schools: string;
  rhythm: string;
};

const labels: Record<keyof GoalText, string> = {
  title: "title",
  priority: "priority",
  why: "why for students",
  sponsor: "sponsor",
  partner: "partner",
  startsOn: "start",
  due: "due day",
  schools: "schools or departments",
  rhythm: "rhythm of check-ins",
};

/** What differs, in words. */
export function goalChanges(before: GoalText, after: GoalText): Changes {
  const fields = Object.keys(labels) as (keyof GoalText)[];
  return Object.fromEntries(
    fields
      .filter(field => (before[field] ?? "") !== (after[field] ?? ""))
      .map(field => [labels[field], [before[field] ?? "", after[field] ?? ""]]),
  );
}

/** What both sides confirm: a change of it is asked anew. */
export const changesPromise = (changes: Changes): boolean =>
  [labels.title, labels.due, labels.why].some(label => label in changes);

/** The search finds a goal by these beside its title. */
export const goalWords = (
  goal: { why: string; schools: string },
  measures: readonly { name: string }[],
): string => [goal.why, goal.schools, ...measures.map(measure => measure.name)].filter(Boolean).join("\n");
