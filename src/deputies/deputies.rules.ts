import { z } from "zod";
import type { Day } from "../shared/dates.ts";
import type { Actor } from "../shared/deed.ts";
import { day, line } from "../shared/fields.ts";
import { mayEver } from "../shared/permissions.ts";

/** What a deputy does, as pages and mails say it. */
export const deputyWords =
  "confirm goals and deliveries, endorse and review budget requests, and decide on them";

export const deputyForm = z.strictObject({
  deputy: line("Deputy", {
    max: 254,
    hint: "A name or an e-mail address. Anybody but a viewer can be one.",
    isPerson: true,
  }),
  from: day("From"),
  to: day("To", { hint: "The last day that belongs to it. It ends by itself at midnight." }),
});
export const deputyEndForm = z.strictObject({});

/** Longer than any leave: whoever is away for good hands over. */
export const longestDays = 366;

/** A viewer looks and does nothing, for others neither. */
export const canBeDeputy = ({ role }: Pick<Actor, "role">): boolean => role !== "system" && role !== "viewer";

/** Whoever can never confirm, endorse, review or decide has nothing to name a deputy for. */
export const canNameDeputy = (actor: Actor): boolean =>
  (["confirm a goal", "ask for a request", "endorse money", "review money", "decide money"] as const).some(
    right => mayEver(actor, right),
  );

type Days = { from: Day; to: Day };

/** A person has one deputy at a time. */
export const overlaps = (one: Days, other: Days): boolean => one.from <= other.to && other.from <= one.to;
