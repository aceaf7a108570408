import { z } from "zod";
import { districtShape } from "../people/district.rules.ts";
import { roles } from "../shared/deed.ts";
import { choice, email, line } from "../shared/fields.ts";

const you = {
  yourName: line("Your name", { max: 120, autocomplete: "name" }),
  yourEmail: email("Your e-mail address", {
    hint: "You sign in by links that are mailed to it.",
  }),
  yourTitle: line("Your title", { max: 120, autocomplete: "organization-title" }).optional(),
  yourRole: choice("Your role", roles, {
    control: "select",
    hint: "You become administrator too: people, terms and settings, without a say in content.",
  }),
};

/** The first page of a district of one's own. */
export const districtSetupForm = z.strictObject({ ...districtShape, ...you });

/** The same page where somebody wants to look around first: the example brings its own district. */
export const exampleSetupForm = z.strictObject({ ...z.object(districtShape).partial().shape, ...you });

export type FirstAdmin = Pick<
  z.output<typeof districtSetupForm>,
  "yourName" | "yourEmail" | "yourTitle" | "yourRole"
>;
export type DistrictSetup = z.output<typeof districtSetupForm>;

export const setupParts = [
  {
    heading: "Your district",
    fields: ["name", "timeZone", "fiscalYearStart", "holidays", "digestWeekday", "digestTime"],
  },
  { heading: "You", fields: ["yourName", "yourEmail", "yourTitle", "yourRole"] },
] as const;
