import { paths } from "../web/paths.ts";
import type { CheckWords } from "./check.pages.ts";
import { heldFacts, howMany, sumsView } from "./findings.pages.ts";
import type { PlanReading } from "./plan.rules.ts";
import { heldOf, type PlanFileCheck } from "./plan-report.ts";

export const planWords: CheckWords<PlanReading, PlanFileCheck> = {
  start: { href: paths.imports, label: "Imports" },
  checks: paths.importChecks,
  check: paths.importCheck,
  encoding: paths.importEncoding,
  upload: { label: "Plan file", hint: "goal_code, priority, goal, action and so on" },
  submit: newRows => `Import ${howMany(newRows, "row")}`,
  whole: newRows =>
    `Importing writes what is new in ${howMany(newRows, "row")}, all or nothing; it cannot be undone.`,
  allHere: "All of it is here already, so there is nothing to import.",
  holds: ({ reading, problems, fresh }) => heldFacts(heldOf(reading), problems.length === 0 ? fresh : null),
  sums: ({ reading }) => sumsView(reading.centsBySource),
};
