import { z } from "zod";
import type { Actor } from "../shared/deed.ts";
import { area, choice, hours, line, money, rows, wholeNumber } from "../shared/fields.ts";
import { formatCents, mostCents } from "../shared/money.ts";
import { may } from "../shared/permissions.ts";

export const costKinds = ["hardware", "software", "services", "training", "staff", "other"] as const;
export type CostKind = (typeof costKinds)[number];

export const recurrences = ["one-time", "annual"] as const;
export type Recurrence = (typeof recurrences)[number];

export const canEstimate = (actor: Actor): boolean => may(actor, "do the work");

const costLine = z
  .strictObject({
    label: line("What", { max: 160 }),
    kind: choice("Kind", costKinds, { control: "select", width: "few", none: "Choose" }),
    quantity: wholeNumber("Number", { min: 1, max: 1_000_000 }),
    unitCents: money("Each", { max: 100_000_000_000, width: "few" }),
    recurrence: choice("Paid", recurrences, {
      control: "select",
      width: "few",
      none: "Choose",
      words: { "one-time": "Once", annual: "Each year" },
    }),
    years: wholeNumber("Years", { min: 1, max: 20 }).optional(),
  })
  .check(ctx => {
    if (lineCents(ctx.value) > mostCents)
      ctx.issues.push({
        code: "custom",
        input: ctx.value,
        path: ["unitCents"],
        message: `“Number” times “Each” is more than ${formatCents(mostCents)} over all its years. Enter less.`,
      });
  });
export type CostLine = z.output<typeof costLine>;

const effort = { min: 0, max: 100_000 };

/** One thing that somebody will do; work is made from these in one step. */
const part = z.strictObject({
  title: line("Part", { max: 160 }),
  likelyHours: hours("Likely hours", { ...effort, min: 0.25, width: "few" }),
});
export type Part = z.output<typeof part>;

/** Low, likely and high belong in this order; a wrong one says which to change. */
const ordered = z.superRefine(
  (given: { lowHours?: number; likelyHours?: number; highHours?: number }, ctx) => {
    const { lowHours: low, likelyHours: likely, highHours: high } = given;
    const wrong = (path: string, message: string) =>
      ctx.addIssue({ code: "custom", path: [path], message, input: given });
    if (typeof low === "number" && typeof high === "number" && low > high)
      wrong("lowHours", "Low is above high. Enter the smallest hours you can imagine as low.");
    else if (typeof low === "number" && typeof likely === "number" && low > likely)
      wrong("lowHours", "Low is above likely. Enter the smallest hours you can imagine as low.");
    else if (typeof likely === "number" && typeof high === "number" && likely > high)
      wrong("highHours", "High is below likely. Enter the most hours you can imagine as high.");
  },
  { when: () => true },
);

const threeNumbers = {
  lowHours: hours("Low", { ...effort, hint: "If all goes well." }),
  likelyHours: hours("Likely", { ...effort, min: 0.25, hint: "Your best guess." }),
  highHours: hours("High", { ...effort, hint: "If much goes wrong." }),
};

const restedOn = {
  parts: rows("Parts of the work", part, { max: 20, rows: 1, addRow: "Add a part" }).optional(),
  lines: rows("Cost lines", costLine, { max: 50, rows: 1, addRow: "Add a cost line" }),
  assumptions: area("Assumptions", {
    rows: 3,
    hint: "What must be true for these hours to hold.",
  }).optional(),
  risks: area("What could go wrong", {
    rows: 3,
    hint: "What you would tell a colleague who takes it over.",
  }).optional(),
};

const first = { ...threeNumbers, ...restedOn };

/** An estimate of a request or a work item: three numbers, what it costs, and what the numbers rest on. */
export const firstEstimateForm = z.strictObject(first).check(ordered);

const changed = area("What changed since the last version", {
  rows: 2,
  max: 2000,
  hint: "And why: it stands beside the two.",
}).optional();

/** The same as a next version, which says why there is one. */
export const estimateForm = z.strictObject({ ...threeNumbers, changed, ...restedOn }).check(ordered);
export type EstimateInput = z.output<typeof estimateForm>;

const { parts: _, ...workRestsOn } = restedOn;
/** Of a work item, which is one thing and has no parts. */
export const firstWorkEstimateForm = z.strictObject({ ...threeNumbers, ...workRestsOn }).check(ordered);
export const workEstimateForm = z.strictObject({ ...threeNumbers, changed, ...workRestsOn }).check(ordered);

/** How somebody else in technology sees it. */
export const opinionForm = z
  .strictObject({
    ...threeNumbers,
    why: area("What you see differently", {
      rows: 3,
      max: 2000,
      hint: "Or what you see the same way. It stands beside the estimate, and changes nothing in it.",
    }),
  })
  .check(ordered);
export type OpinionInput = z.output<typeof opinionForm>;

/** One opinion a person and version, and none on one's own estimate. */
export const canSecond = (
  actor: Actor,
  estimate: { byId: string; opinions: readonly { byId: string }[] } | undefined,
): boolean =>
  estimate !== undefined &&
  canEstimate(actor) &&
  estimate.byId !== actor.id &&
  !estimate.opinions.some(({ byId }) => byId === actor.id);

/** Fiscal years that a line runs; a line that is paid once runs one. */
export const yearsOf = (line: Pick<CostLine, "recurrence" | "years">): number =>
  line.recurrence === "annual" ? (line.years ?? 1) : 1;

type Counted = Pick<CostLine, "quantity" | "unitCents" | "recurrence" | "years">;

export const lineCents = (line: Counted): number => line.quantity * line.unitCents * yearsOf(line);

/** The sum over all years; not a safe integer where the amounts are beyond counting. */
export const costOf = (lines: readonly Counted[]): number =>
  lines.reduce((sum, each) => sum + lineCents(each), 0);
