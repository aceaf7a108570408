import { z } from "zod";
import { fiscalYearName } from "../shared/dates.ts";
import type { Actor } from "../shared/deed.ts";
import { area, choice, line, money, wholeNumber } from "../shared/fields.ts";
import { formatCents } from "../shared/money.ts";
import { may } from "../shared/permissions.ts";

export const sourceLevels = ["federal", "state", "local", "other"] as const;
export type SourceLevel = (typeof sourceLevels)[number];

export const canManageSources = (actor: Actor): boolean => may(actor, "review money");

export const sourceForm = z.strictObject({
  name: line("Name", { max: 120 }),
  code: line("Code", { max: 40, width: "half", hint: "A short name, as lists and lines show it." }),
  level: choice("Level", sourceLevels),
  allowedUses: area("Allowed uses", {
    hint: "What the money may be spent on, and on what it may not.",
  }).optional(),
});
export type SourceInput = z.output<typeof sourceForm>;

export const amountForm = z.strictObject({
  fiscalYear: wholeNumber("Fiscal year", { min: 2000, max: 2199, control: "select" }),
  cents: money("Amount"),
  reason: area("Reason", { max: 500, rows: 2, hint: "It shows in the history: “Budget adopted on Jun 23”." }),
});
export type AmountInput = z.output<typeof amountForm>;

/** What a source holds and has promised in a fiscal year. */
export type Holding = {
  sourceId: string;
  name: string;
  fiscalYear: number;
  amountCents: number;
  reservedCents: number;
};

export const leftCents = (holding: Pick<Holding, "amountCents" | "reservedCents">): number =>
  holding.amountCents - holding.reservedCents;

/** "General Fund 01 is $4,700 short in 2026-27"; null where there is enough. */
export function shortfall(holding: Holding, fiscalYearStart: string): string | null {
  const left = leftCents(holding);
  const year = fiscalYearName(holding.fiscalYear, fiscalYearStart);
  return left < 0 ? `${holding.name} is ${formatCents(-left)} short in ${year}` : null;
}
