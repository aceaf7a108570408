import { z } from "zod";

export const keptHours = 24;
/** Long texts, and no more than a form has. */
export const mostCharacters = 100_000;
export const longestPath = 200;
/** Of one person in all their browsers. */
export const mostForms = 10;

/** A form as it was sent: every field with all its values, in order. */
export type Fields = [name: string, value: string][];

export const autosaveForm = z.strictObject({
  to: z.string().max(longestPath).meta({ label: "Form", control: "hidden" }),
  words: z.string().max(mostCharacters).meta({ label: "Words", control: "hidden" }),
});

export const throwAwayForm = z.strictObject({
  path: z.string().max(longestPath).meta({ label: "Form", control: "hidden" }),
});

/** Which of the fields are the form's own frame, which the page makes anew or carries as it was. */
const remade = new Set(["key", "deed", "add"]);

/** What is shown again: nothing that was pressed, so that nothing is done by showing it. */
export const withoutButtons = (fields: Fields): Fields => fields.filter(([name]) => !remade.has(name));

/** Whether somebody typed anything at all. */
export const isEmpty = (fields: Fields): boolean =>
  withoutButtons(fields).every(([name, value]) => name === "version" || value.trim() === "");
