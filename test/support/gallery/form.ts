import { z } from "zod";
import {
  area,
  checkbox,
  choice,
  day,
  email,
  hours,
  httpUrl,
  line,
  manyOf,
  money,
  oneOf,
  optionalDay,
  rows,
  wholeNumber,
} from "../../../src/shared/fields.ts";

const kinds = [
  "new system",
  "data or report",
  "integration",
  "access or device",
  "change",
  "training",
] as const;

/** Every control there is, in a form that somebody could meet. */
export const gallerySchema = z.strictObject({
  title: line("Title", { hint: "Name the thing, not the fix. Others will find it by these words." }),
  what: area("What do you want to do that you cannot do today", { rows: 4 }),
  kind: choice("Kind", kinds, { words: { integration: "Integration of two systems" } }),
  goals: manyOf("Goals it serves"),
  neededBy: day("Needed by", {
    hint: "The day after which it no longer helps, not the day you would like it.",
  }),
  starts: optionalDay("Starts"),
  school: line("School or department", { width: "half", autocomplete: "organization" }).optional(),
  people: wholeNumber("How many people it touches", { hint: "A guess is fine.", unit: "students" }),
  owner: oneOf("Who answers questions").optional(),
  likely: hours("Likely hours").optional(),
  cost: money("Cost", { hint: "For the first year." }).optional(),
  address: email("Whom we write to").optional(),
  link: httpUrl("Where to read more").optional(),
  studentData: choice("Does student data move between systems for this?", ["yes", "no", "unsure"]),
  alone: checkbox("Only my school needs this"),
  lines: rows(
    "What it pays for",
    z.strictObject({
      title: line("Line"),
      kind: choice("Kind", ["hardware", "software", "services"], { control: "select", width: "day" }),
      quantity: wholeNumber("Number", { min: 1 }),
      unit: money("Each"),
    }),
    { addRow: "Add a line", hint: "Each line is approved on its own." },
  ),
  from: line("From", { control: "hidden" }).optional(),
});

export const goalOptions = [
  {
    value: "018f0000-0000-7000-8000-000000000012",
    label: "G-12 Bring English language arts closer to standard",
  },
  {
    value: "018f0000-0000-7000-8000-000000000009",
    label: "G-9 More English learners make progress each year",
  },
];

export const ownerOptions = [
  { value: "018f0000-0000-7000-8000-0000000000a1", label: "Ana Ruiz" },
  { value: "018f0000-0000-7000-8000-0000000000a2", label: "Dana Okafor" },
];

export const galleryParts = [
  { heading: "1. What is needed", fields: ["title", "what", "kind"] },
  { heading: "2. Why, and for which goal", fields: ["goals"] },
  {
    heading: "3. When, and for whom",
    fields: ["neededBy", "starts", "school", "people", "owner", "likely", "cost", "address", "link"],
  },
  { heading: "4. Student data and money", fields: ["studentData", "alone", "lines"] },
];
