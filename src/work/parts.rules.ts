import { z } from "zod";
import type { RequestState } from "../requests/requests.rules.ts";
import type { Day } from "../shared/dates.ts";
import type { Actor } from "../shared/deed.ts";
import { area, checkbox, hours, line, oneOf, optionalDay } from "../shared/fields.ts";
import { canDoWork } from "./work.rules.ts";

/** What an estimate proposes to do: one of its parts, or all of it where it has none. */
export type Proposal = {
  partId: string | null;
  title: string;
  likelyHours: number;
  /** Work was made from it before: its place in the form stays, so that the same form again is known. */
  isMade: boolean;
};

/** One proposal as it was sent; without a title it is left out. */
export type PartInput = {
  partId: string | null;
  title: string;
  plainWords: string;
  hoursLeft: number | undefined;
  owner: string | undefined;
};

export type Planned = {
  items: readonly PartInput[];
  due?: Day | undefined;
  /** Each waits for the one before. */
  inOrder: boolean;
};

const takesWork: readonly RequestState[] = ["estimated", "committed", "in delivery"];

/** Work is made from what was estimated, as long as it is wanted. */
export const canPlanParts = (actor: Actor, state: string): boolean =>
  canDoWork(actor) && takesWork.some(each => each === state);

export const mostPlainWords = 2000;

const fieldsOf = (number: number) => ({
  [`title${number}`]: line("Title", { hint: "Empty it to leave this one out." }).optional(),
  [`words${number}`]: area("In plain words", { rows: 2, max: mostPlainWords }).optional(),
  [`hours${number}`]: hours("Effort left", { max: 20_000 }).optional(),
  [`owner${number}`]: oneOf("Owner").optional(),
});

export const fieldNamesOf = (number: number): string[] => Object.keys(fieldsOf(number));

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** Fields for each proposal, and what holds for all. */
export const partsForm = (proposals: readonly Proposal[]) =>
  z
    .strictObject({
      ...Object.assign({}, ...proposals.map((_, index) => fieldsOf(index + 1))),
      due: optionalDay("Due"),
      inOrder: checkbox("One after the other: each waits for the one before"),
    })
    .check(ctx => {
      const said: Record<string, unknown> = ctx.value;
      const numbers = proposals.map((_, index) => index + 1);
      const wrong = (path: string, message: string) =>
        ctx.issues.push({ code: "custom", path: [path], input: said[path], message });
      for (const number of numbers)
        if (text(said[`title${number}`]) !== "" && text(said[`words${number}`]) === "")
          wrong(
            `words${number}`,
            "“In plain words” is empty. Say what it does for the people of the request.",
          );
      if (numbers.every(number => text(said[`title${number}`]) === ""))
        wrong("title1", "Every title is empty. Keep at least one, or plan work on its own.");
    });

/** What was sent, without the proposals that were left out. */
export const plannedIn = (proposals: readonly Proposal[], said: Record<string, unknown>): Planned => ({
  due: text(said.due) || undefined,
  inOrder: said.inOrder === true,
  items: proposals.flatMap(({ partId }, index) => {
    const of = (name: string) => said[`${name}${index + 1}`];
    const [hoursLeft, owner] = [of("hours"), of("owner")];
    if (text(of("title")) === "") return [];
    return [
      {
        partId,
        title: text(of("title")),
        plainWords: text(of("words")),
        hoursLeft: typeof hoursLeft === "number" ? hoursLeft : undefined,
        owner: text(owner) || undefined,
      },
    ];
  }),
});
