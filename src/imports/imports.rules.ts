import { z } from "zod";

/** What a page keeps between check and import; a larger file goes in by the command line. */
export const uploadBytes = 10_000_000;

export const uploadHours = 24;

/** What the upload form sends beside its file. */
export const uploadFields: readonly string[] = ["key"];

export const importForm = z.strictObject({
  check: z.string({ error: "Check a file first." }).meta({ label: "Checked file", control: "hidden" }),
});

export const encodingForm = z.strictObject({
  encoding: z
    .enum(["windows-1252"], { error: "Choose Windows-1252, or save the file as UTF-8." })
    .meta({ label: "Encoding", control: "hidden" }),
});
