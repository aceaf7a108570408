import { z } from "zod";
import { forWhom } from "../people/named.rules.ts";
import type { Actor } from "../shared/deed.ts";
import { area, day, hours, httpUrl, line, manyOf, oneOf, optionalDay } from "../shared/fields.ts";
import { may } from "../shared/permissions.ts";

export const workStates = ["planned", "doing", "blocked", "done", "dropped"] as const;
export type WorkState = (typeof workStates)[number];

/** The state that a record's text says. @throws where the row holds another */
export function stateOf(text: string): WorkState {
  const state = workStates.find(known => known === text);
  if (!state) throw new Error(`a work item cannot be “${text}”`);
  return state;
}

/** A move that is not listed does not exist. */
export const workMoves = {
  start: { from: ["planned"], to: "doing" },
  block: { from: ["doing"], to: "blocked" },
  unblock: { from: ["blocked"], to: "doing" },
  finish: { from: ["doing", "blocked"], to: "done" },
  drop: { from: ["planned", "doing", "blocked"], to: "dropped" },
} as const satisfies Record<string, { from: readonly WorkState[]; to: WorkState }>;
export type WorkMove = keyof typeof workMoves;

export const openStates = ["planned", "doing", "blocked"] as const satisfies readonly WorkState[];

export const canDoWork = (actor: Actor): boolean => may(actor, "do the work");

export const canMove = (actor: Actor, move: WorkMove, state: WorkState): boolean =>
  canDoWork(actor) && workMoves[move].from.some(from => from === state);

/** What is over takes what it took. */
export const canEstimateWork = (actor: Actor, state: WorkState): boolean =>
  canDoWork(actor) && openStates.some(open => open === state);

/** Why this of a work item cannot be changed alone; null where it can. */
export function lackOf(
  item: { state: string; plainWords: string },
  change: "owner" | "due" | "goal",
): string | null {
  if (!openStates.some(state => state === item.state)) return `It is ${item.state}.`;
  if (change === "goal" && item.plainWords === "")
    return "It says nothing in plain words yet, which those of the goal would read.";
  return null;
}

/** Hours are logged on what was begun; a late entry on finished work too. */
export const canLogEffort = (actor: Actor, state: WorkState): boolean =>
  canDoWork(actor) && (state === "doing" || state === "blocked" || state === "done");

const plainWords = area("In plain words", {
  hint: "What it does for the people who asked, so that they understand it.",
  rows: 3,
  max: 2000,
}).optional();

export const workForm = z
  .strictObject({
    title: line("Title"),
    plainWords,
    owner: oneOf("Owner").optional(),
    due: optionalDay("Due"),
    hoursLeft: hours("Effort left", { max: 20_000 }).optional(),
    externalLink: httpUrl("External link", { hint: "Where the work is tracked elsewhere." }).optional(),
    goals: manyOf("Goals it serves", { max: 20 }),
    requests: manyOf("Requests it serves", { max: 20 }),
    waitsFor: line("Waits for", {
      hint: "Numbers of work that must be done first: W-12, W-15.",
      max: 200,
    }).optional(),
  })
  .check(ctx => {
    const { plainWords: words, goals, requests, waitsFor = "" } = ctx.value;
    if (numbersIn(waitsFor) === null)
      ctx.issues.push({
        code: "custom",
        path: ["waitsFor"],
        input: waitsFor,
        message: "“Waits for” takes numbers of work: W-12, W-15. Change it.",
      });
    if (words === undefined && goals.length + requests.length > 0)
      ctx.issues.push({
        code: "custom",
        path: ["plainWords"],
        input: words,
        message: "“In plain words” is empty. Say what it does for the people of the goal or request.",
      });
  });
export type WorkInput = z.output<typeof workForm> & { forWhom?: string | undefined };

/** Who plans it for somebody else says so once, when it is made. */
export const planForm = workForm.safeExtend({ forWhom });

/** "W-12, w15 and 7" is 12, 15 and 7; null where a part of it is no number of a work item. */
export function numbersIn(text: string): number[] | null {
  const parts = text.split(/[\s,;]+|\band\b/iu).filter(Boolean);
  const numbers = parts.map(part => Number(/^(?:W-?)?([1-9]\d{0,8})$/iu.exec(part)?.[1] ?? Number.NaN));
  return numbers.some(Number.isNaN) ? null : [...new Set(numbers)];
}

export const blockForm = z.strictObject({
  by: line("Blocked by", { hint: "What or whom it waits for." }),
});

export const finishForm = z.strictObject({ note: line("Note").optional() });

export const dropForm = z.strictObject({
  reason: area("Reason", { rows: 2, max: 1000, hint: "Those who wait for it read this." }),
});

/** More than this on one day is a slip of the keyboard. */
export const mostHoursADay = 24;

export const effortForm = z.strictObject({
  hours: hours("Hours", { min: 0.25, max: mostHoursADay }),
  day: day("Day"),
  hoursLeft: hours("Effort left", {
    max: 20_000,
    hint: "Your guess of what remains. Left empty, the hours above are taken off what was left.",
  }).optional(),
  note: line("Note").optional(),
});

export const moveForm = z.strictObject({});
