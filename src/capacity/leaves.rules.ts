import { z } from "zod";
import { daysBetween } from "../shared/dates.ts";
import type { Actor } from "../shared/deed.ts";
import { day, oneOf } from "../shared/fields.ts";
import { may } from "../shared/permissions.ts";

/** Longer than this is a mistyped year. */
const mostDays = 366;

export const leaveForm = z
  .strictObject({
    person: oneOf("Who"),
    from: day("First day"),
    to: day("Last day"),
  })
  .check(({ value: { from, to }, issues }) => {
    const say = (message: string) => issues.push({ code: "custom", path: ["to"], input: to, message });
    if (to < from) say("“Last day” is before the first. Change one of them.");
    else if (daysBetween(from, to) >= mostDays)
      say("“Last day” is more than a year after the first. Change one of them.");
  });
export type LeaveInput = z.output<typeof leaveForm>;

export const leaveEndForm = z.strictObject({});

/** One's own leave; technology plans together, so anybody in it may note a colleague's. */
export const canNoteLeave = (actor: Actor): boolean => may(actor, "do the work");
